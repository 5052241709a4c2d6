"""The cache of ledgers that were read and found without mistakes."""
