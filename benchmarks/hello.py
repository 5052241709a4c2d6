"""Smallest Typer app that prints a line or a Rich table, for comparison."""

from typing import Annotated

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def hello(*, table: Annotated[bool, typer.Option("--table")] = False) -> None:
    """Print a greeting."""
    if not table:
        typer.echo("hello")
        return
    from rich.console import Console
    from rich.table import Table

    greetings = Table("greeting", "to whom")
    greetings.add_row("hello", "world")
    Console().print(greetings)


app()
