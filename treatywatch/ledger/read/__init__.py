"""Read TOML files into one ledger, and report every problem in them.

`files` finds files and reads their text, `decode` turns text into records, `merge` and `overlay`
combine the records, and `load` runs these steps. `sources` describes the files and links that were
read. `schema_errors`, `partial`, `locations` and `unsafe_text` describe what is wrong with a faulty
file. Nothing here writes a file or reads a cache.
"""
