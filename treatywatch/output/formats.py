"""The output formats: a new one costs its module and a line here."""

from enum import Enum, StrEnum, auto
from importlib import import_module
from typing import Any, Final, Self


class Input(Enum):
    """The part of an answer that a format's function takes."""

    REPORT = auto()
    """`draw(report, width=..., color=..., unicode=...)`, for people."""
    ANSWER = auto()
    """`encode(answer)`."""
    RECORDS = auto()
    """`encode(records, record_type)`."""


class Format(StrEnum):
    """A format, the function that writes it (loaded when used), and its file extensions."""

    TABLE = "table", Input.REPORT, "table.draw"
    PLAIN = "plain", Input.REPORT, "plain.draw", ".txt"
    JSON = "json", Input.ANSWER, "json.to_json", ".json"
    JSONL = "jsonl", Input.RECORDS, "json.to_json_lines", ".jsonl", ".ndjson"
    CSV = "csv", Input.RECORDS, "csv.to_csv", ".csv"
    TSV = "tsv", Input.RECORDS, "csv.to_tsv", ".tsv"
    MARKDOWN = "markdown", Input.REPORT, "markdown.draw", ".md"

    input: Input
    extensions: tuple[str, ...]
    function: str
    """The function that writes the format, in `treatywatch.output`."""

    def __new__(cls, name: str, source: Input, function: str, *extensions: str) -> Self:
        """Return the member of that name."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.input = source
        member.extensions = extensions
        member.function = function
        return member

    def load(self) -> Any:
        """Import the function of the format."""
        module, _, name = self.function.partition(".")
        return getattr(import_module(f"treatywatch.output.{module}"), name)


FORMAT_BY_EXTENSION: Final = {
    extension: format_ for format_ in Format for extension in format_.extensions
}
