"""The smallest Typer app that prints a line, or draws one Rich table: what every start must cost."""

from typing import Annotated

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def hello(*, table: Annotated[bool, typer.Option("--table")] = False) -> None:
    """Say hello."""
    if not table:
        typer.echo("hello")
        return
    from rich.console import Console
    from rich.table import Table

    drawn = Table("greeting", "to whom")
    drawn.add_row("hello", "world")
    Console().print(drawn)


app()
