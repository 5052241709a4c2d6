"""One module a question: records in, records out."""
