"""Formats of answers: each module turns reports or records into text or bytes.

Nothing here reads a ledger, a clock or the environment, or decides what a report says.
"""
