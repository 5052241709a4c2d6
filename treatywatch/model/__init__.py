"""Records of a ledger, with their dates, names and errors.

Nothing here imports another part of the package, reads a file or asks for the current day.
"""
