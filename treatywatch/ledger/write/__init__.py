"""Writing ledger files: TOML text, appending, locking, atomic replacement."""
