"""`treatywatch init`."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from treatywatch.cli.command import command
from treatywatch.cli.exit_codes import ExitCode

_Path = Annotated[
    str | None,
    typer.Argument(
        metavar="[PATH]",
        help="File to write; - prints the ledger. Default: mine.toml among your own ledgers.",
        show_default=False,
    ),
]
_Overlay = Annotated[
    bool,
    typer.Option("--overlay", help="Write a ledger to lay over another one, also with PATH."),
]


@command("init", "init mine.toml", "init mine.toml --overlay", "init -")
def init(*, path: _Path = None, overlay: _Overlay = False) -> None:
    """Write a new ledger; a file that exists is never overwritten.

    Without PATH it is a ledger of your own over the shipped one, still without entries; every
    command then reads it. With PATH it is a small, complete, invented ledger.
    """
    from treatywatch.cli.streams import print_error, write_output

    content = _template("overlay" if overlay or path is None else "ledger")
    if path is not None and (path == "-" or _is_special(path)):
        write_output(content, None if path == "-" else path, ())
        return
    target = Path(path) if path is not None else _default_path()
    _create(target, content, make_folder=path is None)
    print_error(f"Written: {target}")
    option = "" if path is None else f" -l {shlex.quote(str(target))}"
    base = " -l shipped" if option and overlay else ""
    for call, purpose in (("check", "names its mistakes"), ("add", "adds a step to it")):
        print_error(f"  treatywatch {call}{base}{option}  {purpose}")


def _is_special(path: str) -> bool:
    """Return whether a path names a descriptor, a pipe or a device."""
    from treatywatch.cli.streams import descriptor_number

    target = Path(path)
    is_other = target.exists() and not target.is_file() and not target.is_dir()
    return is_other or descriptor_number(path) is not None


def _default_path() -> Path:
    from treatywatch.cli.paths import user_ledger_dir

    folder = user_ledger_dir()
    if folder is None:
        raise typer.BadParameter("there is no home folder to write to: name a PATH.")
    return folder / "mine.toml"


def _template(name: str) -> bytes:
    return (Path(__file__).parents[2] / "templates" / f"{name}.toml").read_bytes()


def _create(path: Path, content: bytes, *, make_folder: bool) -> None:
    """Write a new file and, if `make_folder`, its folder; exit with an error on failure."""
    from treatywatch.cli.streams import print_error
    from treatywatch.ledger.write.atomic import create_file

    try:
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        create_file(path, content)
    except OSError as error:
        exists = isinstance(error, FileExistsError)
        reason = "it already exists" if exists else error.strerror or str(error)
        print_error(f"Error: cannot write {path}: {reason}")
        raise typer.Exit(ExitCode.NOT_WRITTEN) from None
