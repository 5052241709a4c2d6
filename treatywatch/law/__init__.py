"""The law of joining and leaving: what clauses compute, and how to word it.

No ledger, file or screen is known here.
"""
