"""Named checks over a ledger, each rule a function under its registered name.

A rule's function yields a finding for each place that breaks the rule. Every reading applies the rules
of structure, because a ledger that breaks one answers no question. The others are for the curators of
a ledger, and only `check` applies them. Nothing here reads files, prints or knows the date.
"""
