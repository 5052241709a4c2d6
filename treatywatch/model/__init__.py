"""Records that a ledger is made of, with their dates, names and errors.

Nothing here imports another room of the package, reads a file or asks for the day.
"""
