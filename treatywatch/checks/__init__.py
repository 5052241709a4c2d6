"""Named checks over a ledger: one function per rule, under the name that users type.

A rule takes what is examined and yields a Problem for each thing it finds wrong. The rules of
`structure` see to it that a ledger can be read at all: one that breaks them answers no question. The
others, in `registry`, are for its curators: `check` applies them, and a question does not.
"""
