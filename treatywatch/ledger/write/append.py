"""Adding an entry to a ledger's text: what stands there stays, to the byte."""


def append_entry(content: bytes, entry: str) -> bytes:
    """The file's bytes, and the entry below them, a blank line between.

    The entry's lines end as the file's do. Nothing of the old content changes, but that a last line
    without an end gets one.
    """
    end = _line_end(content)
    text = entry.encode().replace(b"\n", end)
    if not content.strip():
        return content + text
    whole = content if content.endswith(b"\n") else content + end
    gap = b"" if whole.endswith(end + end) else end
    return whole + gap + text


def _line_end(content: bytes) -> bytes:
    """How most of a file's lines end."""
    carriage = content.count(b"\r\n")
    return b"\r\n" if carriage * 2 > content.count(b"\n") else b"\n"
