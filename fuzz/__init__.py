"""Fuzz testing: run every command on mutated ledgers and keep those on which one fails."""
