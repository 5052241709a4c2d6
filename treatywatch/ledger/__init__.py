"""Read ledger files, write to them, and cache what was read.

Everything that knows TOML, files or SQLite lives here, in three packages: `read`, `write` and
`cache`. Nothing here knows the command line, the environment, the clock or an output format.
"""
