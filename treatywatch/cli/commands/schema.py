"""`treatywatch schema`."""

from typing import Annotated

import typer

from treatywatch.cli import completion
from treatywatch.cli import options as o

app = o.new_app()


@app.command(epilog=o.examples("schema", "schema ledger -o ledger.schema.json", "schema status"))
def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            help="ledger, or the command whose answer it is. Without a name: which there are.",
            show_default=False,
            autocompletion=completion.schemas,
        ),
    ] = None,
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write there, whole.", show_default=False
        ),
    ] = None,
) -> None:
    """The JSON Schema of a ledger's files, for editors, or of a command's answer."""
    from treatywatch.answers.base import to_json
    from treatywatch.cli.streams import write_output
    from treatywatch.schemas import NAMES, schema_of

    if name is None:
        write_output("".join(f"{known}\n" for known in NAMES).encode(), output)
    else:
        write_output(to_json(schema_of(_named(name))), output)


def _named(typed: str) -> str:
    from treatywatch.model.names import UnknownNameError, match_choice
    from treatywatch.schemas import NAMES

    try:
        return match_choice("schema", typed, NAMES)
    except UnknownNameError as error:
        raise typer.BadParameter(str(error)) from None
