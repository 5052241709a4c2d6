"""Write ledger files.

`toml_writer` turns records into TOML, `append` adds an event to a file's content, `lock` keeps
other writers out, and `atomic` writes the bytes. Nothing here asks the user or chooses the file.
"""
