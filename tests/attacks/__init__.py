"""Attacks by whoever wrote the ledger, its file names or the cache, each of which must fail."""
