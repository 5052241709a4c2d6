"""Cache clean ledgers, so that the next question need not parse TOML.

`access` opens a database that nobody else can have written, and `schema` has its tables. `build`
writes one, `store` and `selection` read from one, `encoding` packs the records, `freshness` notices
changed files, and `cache` combines these. Nothing here reads TOML, and `LedgerCache` raises nothing:
a cache that cannot be used counts as missing.
"""
