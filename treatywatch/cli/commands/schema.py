"""`treatywatch schema`."""

from typing import Annotated

import typer

from treatywatch.cli import completion
from treatywatch.cli.command import command
from treatywatch.cli.parsing import parse_choice

_Name = Annotated[
    str | None,
    typer.Argument(
        metavar="[NAME]",
        help="ledger, or a command. Without a name, the names are listed.",
        show_default=False,
        autocompletion=completion.schemas,
    ),
]
_Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file.", show_default=False),
]


@command("schema", "schema ledger -o ledger.schema.json", "schema status")
def schema(*, name: _Name = None, output: _Output = None) -> None:
    """Print the JSON Schema of ledger files, or of a command's answer."""
    from treatywatch.cli.streams import write_output
    from treatywatch.output.json import to_json
    from treatywatch.schemas import NAMES, schema_of

    if name is None:
        write_output("".join(f"{known}\n" for known in NAMES).encode(), output, ())
    else:
        write_output(to_json(schema_of(parse_choice("schema", name, NAMES))), output, ())
