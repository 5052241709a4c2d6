"""Compute with the clauses of conventions, explain the computation and word the clauses.

Nothing here reads a ledger or a file, or writes to a screen.
"""
