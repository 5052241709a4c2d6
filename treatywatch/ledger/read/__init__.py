"""Reading ledger files into one ledger, with every mistake in them.

Nothing here writes a file.
"""
