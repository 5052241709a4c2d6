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
        help="ledger, or the command whose answer it is. Without a name: which there are.",
        show_default=False,
        autocompletion=completion.schemas,
    ),
]
_Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write there, whole.", show_default=False),
]


@command("schema", "schema ledger -o ledger.schema.json", "schema status")
def schema(*, name: _Name = None, output: _Output = None) -> None:
    """The JSON Schema of a ledger's files, for editors, or of a command's answer."""
    from treatywatch.cli.streams import write_output
    from treatywatch.schemas import NAMES, schema_file

    if name is None:
        write_output("".join(f"{known}\n" for known in NAMES).encode(), output)
    else:
        write_output(schema_file(parse_choice("schema", name, NAMES)).read_bytes(), output)
