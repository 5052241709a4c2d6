"""Read a ledger from its files, with every problem in it."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from treatywatch.checks.context import CheckContext
from treatywatch.checks.registry import curation_problems, structure_problems
from treatywatch.ledger.read.decode import Document, TomlSyntaxError, decode, parse
from treatywatch.ledger.read.files import (
    SHIPPED,
    STANDARD_INPUT,
    FileText,
    LedgerPath,
    display_name,
    included_files,
    read_file,
    resolve_path,
    shipped_ledger,
    shipped_name,
)
from treatywatch.ledger.read.locations import add_locations
from treatywatch.ledger.read.merge import FileContent, Layer, merge_layers, unread_parts
from treatywatch.ledger.read.sources import FileStat, GlobResult, Sources
from treatywatch.ledger.read.toml_version import newer_toml
from treatywatch.ledger.read.unsafe_text import unsafe_strings
from treatywatch.model.errors import LedgerError, Problem
from treatywatch.model.ledger import FileOrigin, Ledger
from treatywatch.model.text_safety import may_contain_unsafe

FORMAT: Final = 1
_NO_OVERRIDES: Final[Mapping[Path, bytes]] = MappingProxyType({})
_MAX_DEPTH: Final = 50


class LoadResult(msgspec.Struct, frozen=True, kw_only=True):
    """The readable part of a ledger, its problems, and the text of its files.

    `sources` is None if the ledger cannot be read again, as from a pipe.
    """

    ledger: Ledger
    problems: tuple[Problem, ...]
    texts: dict[str, str]
    sources: Sources | None = None


def load(path: str | Path | None = None, *over: str | Path) -> Ledger:
    """Read the ledger in a file, with the ledgers in further files over it.

    The text "shipped" means the ledger that comes with the package. It is also the default; ledgers
    in the user's own folder are not read. Raises LedgerError with all problems, if there are any.
    """
    result = read_ledger((SHIPPED if path is None else path, *over))
    if result.problems:
        raise LedgerError(result.problems)
    return result.ledger


def read_ledger(
    paths: Sequence[str | Path | LedgerPath] = (),
    *,
    overrides: Mapping[Path, bytes] = _NO_OVERRIDES,
) -> LoadResult:
    """Read the ledger in the files, each one a layer over those before it.

    "-" is standard input; "shipped", or no path at all, is the ledger that comes with the package.
    If there are problems, the ledger is the part that could be read. Structure checks are applied to
    this part, without errors that the unread parts might explain. `overrides` maps resolved paths to
    content that is used in place of the file's own.
    """
    with _collector_paused():
        layers = [_read_layer(path, overrides) for path in paths or (SHIPPED,)]
        problems = [problem for layer in layers for problem in layer.problems]
        ledger, merge_problems = merge_layers(layers)
        problems += merge_problems
        problems += structure_problems(ledger, unread_parts(layers))
    texts = {text.name: text.text for layer in layers for text in layer.texts}
    return LoadResult(
        ledger=ledger,
        problems=add_locations(problems, texts),
        texts=texts,
        sources=_sources(layers),
    )


def _sources(layers: Iterable[Layer]) -> Sources | None:
    """Return the origins of the layers, or None unless all are regular files."""
    files: list[FileStat] = []
    listings: list[GlobResult] = []
    resolved: list[tuple[str, str]] = []
    for layer in layers:
        for text in layer.texts:
            if text.stat is None:
                return None
            files.append(text.stat)
        listings += layer.glob_results
        resolved += layer.resolved
    return Sources(tuple(files), tuple(listings), tuple(resolved))


def all_problems(
    result: LoadResult, names: Iterable[str] = (), *, today: date | None = None, days: int = 0
) -> tuple[Problem, ...]:
    """Return the problems of a ledger or, if none, those of its curation checks.

    `names` are the checks to apply in place of the default ones. For the check `stale`, `today` is
    the current day and `days` the greatest age of an exit's last event.
    """
    if result.problems:
        return result.problems

    context = CheckContext(result.ledger, today, days)
    return add_locations(curation_problems(context, names), result.texts)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause garbage collection, which takes up to half a second while a ledger loads.

    Nothing is lost, because a ledger has no cyclic references.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _read_layer(given: str | Path | LedgerPath, overrides: Mapping[Path, bytes]) -> Layer:
    given = given if isinstance(given, LedgerPath) else LedgerPath(given)
    if str(given.path) == STANDARD_INPUT:
        layer = Layer(overrides=overrides, origin=FileOrigin.STANDARD_INPUT)
        _read_into(layer, None, "standard input", Path(), (Path(),))
    elif given.path == SHIPPED:
        path = shipped_ledger()
        layer = Layer(overrides=overrides, origin=FileOrigin.SHIPPED)
        _read_first(layer, path, shipped_name(path))
    else:
        path = Path(given.path)
        layer = Layer(overrides=overrides, origin=given.origin)
        _read_first(layer, path, display_name(given.path))
    return layer


def _read_first(layer: Layer, path: Path, name: str) -> None:
    """Read the first file of a layer and all files that it includes."""
    target, folder = resolve_path(path), resolve_path(path.parent)
    _read_into(layer, path, name, folder, (target,))
    if not layer.has_unread_file:  # else the working folder may be deleted
        layer.resolved += [
            (str(path.absolute()), str(target)),
            (str(path.parent.absolute()), str(folder)),
        ]


def _read_into(
    layer: Layer, path: Path | None, name: str, folder: Path, include_chain: tuple[Path, ...]
) -> None:
    """Read a file and the files that it includes into a layer.

    `include_chain` has the resolved paths from the first file of the layer to this one.
    """
    included = len(include_chain) > 1
    content = layer.overrides.get(include_chain[-1])
    text = read_file(path, name, content, regular_only=included)
    if isinstance(text, Problem):
        layer.add_fatal(text)
        return
    layer.texts.append(text)
    layer.seen.add(include_chain[-1])
    part = _decode_file(layer, text, first=len(include_chain) == 1)
    if part is None:
        return
    layer.parts.append(part)
    for number, pattern in enumerate(part.content.include):
        children = included_files(text, number, pattern, folder)
        if isinstance(children, Problem):
            layer.add_fatal(children)
            continue
        assert text.path is not None
        layer.add_listing(text.path.parent, pattern, children)
        for child, target in children.items():
            _include(layer, text, number, child, target, folder, include_chain)


def _include(
    layer: Layer,
    text: FileText,
    number: int,
    child: Path,
    target: Path,
    folder: Path,
    include_chain: tuple[Path, ...],
) -> None:
    message = None
    if target in include_chain:
        circle = (*include_chain[include_chain.index(target) :], target)
        names = " → ".join(display_name(file.name) for file in circle)
        message = f"files include one another in a circle: {names}"
    elif len(include_chain) > _MAX_DEPTH:
        message = f"files include one another more than {_MAX_DEPTH} deep"
    if message is not None:
        hint = "take out one of these includes"
        problem = Problem(
            file=text.name, check="include", message=message, hint=hint, path=("include", number)
        )
        if target in include_chain:
            layer.problems.append(problem)
        else:
            layer.add_fatal(problem)
    elif target not in layer.seen:
        assert text.path is not None
        name = display_name(Path(text.name).parent / child.relative_to(text.path.parent))
        _read_into(layer, child, name, folder, (*include_chain, target))


def _decode_file(layer: Layer, text: FileText, *, first: bool) -> FileContent | None:
    """Decode the valid part of a file, and add its problems to the layer."""
    document: Document = {}
    content = None
    try:
        content = decode(text.text)
    except TomlSyntaxError as error:
        layer.add_fatal(_not_toml(text.name, error))
        return None
    except msgspec.ValidationError:
        document = parse(text.text)
    newer = newer_toml(text)
    if newer is not None:
        layer.add_fatal(newer)
        return None
    version = content.format if content else document.get("format")
    if _is_other_format(version, first=first):
        layer.add_fatal(_wrong_format(text.name, version))
        return None
    schema_errors: list[Problem] = []
    if content is None:
        from treatywatch.ledger.read.schema_errors import schema_problems  # only for faulty files

        schema_errors += schema_problems(text.name, document)
    layer.problems += schema_errors
    if may_contain_unsafe(text.text):
        layer.problems.extend(unsafe_strings(text.name, document or parse(text.text)))
    if content is None:
        from treatywatch.ledger.read.partial import decode_valid_entries

        return decode_valid_entries(text, document, schema_errors)
    return FileContent(file=text, content=content)


def _is_other_format(version: object, *, first: bool) -> bool:
    """Return whether a file has another format than this program reads.

    A layer's first file must have a format. A version that is not an integer is a schema error.
    """
    return first if version is None else type(version) is int and version != FORMAT


def _wrong_format(name: str, version: object) -> Problem:
    if version is None:
        message, hint = "this ledger does not say its format", "start the file with format = 1"
    else:
        message = f"format is {version!r}; this version of treatywatch reads format {FORMAT}"
        hint = "a later version of treatywatch may read it"
    return Problem(file=name, check="format", message=message, hint=hint, path=("format",))


def _not_toml(name: str, error: TomlSyntaxError) -> Problem:
    too_deep = "recurs" in error.reason
    return Problem(
        file=name,
        check="not-toml",
        message="is nested too deep to be read" if too_deep else f"is not TOML: {error.reason}",
        line=error.line,
        column=error.column,
    )
