"""The answers to questions about a ledger, as records; each question has one module.

Nothing here reads files or formats output.
"""
