"""Cache clean ledgers, so that the next question need not parse TOML.

`build` writes a database, `store` and `selection` read from one, `encoding` packs the records,
`freshness` notices changed files, and `cache` combines these. Nothing here reads TOML, and nothing
here raises: a cache that cannot be used counts as missing.
"""
