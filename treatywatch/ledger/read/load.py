"""Reading a ledger: every file named and included, joined, with all its mistakes."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from treatywatch.checks.registry import structure_problems
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
from treatywatch.ledger.read.unsafe_text import unsafe_strings
from treatywatch.model.errors import LedgerError, Problem
from treatywatch.model.ledger import FileOrigin, Ledger
from treatywatch.model.text_safety import may_contain_unsafe

FORMAT: Final = 1
NOTHING: Final[Mapping[Path, bytes]] = MappingProxyType({})
_DEEPEST: Final = 50


class LoadResult(msgspec.Struct, frozen=True, kw_only=True):
    """A ledger as far as it could be read, everything that is wrong with it, and its files' text.

    `includes` are the patterns by which files included others, each with the folder it counts from.
    """

    ledger: Ledger
    problems: tuple[Problem, ...]
    texts: dict[str, str]
    includes: tuple[tuple[str, str], ...] = ()


def load(path: str | Path | None = None, *over: str | Path) -> Ledger:
    """The ledger in a file, with those in any further files laid over it.

    The text "shipped" stands for the ledger that comes with the package, which is also what is read
    where no file is named; nothing in a user's own folders is. Raises LedgerError, with every
    mistake, where the ledger cannot be read or has mistakes.
    """
    reading = read_ledger((SHIPPED if path is None else path, *over))
    if reading.problems:
        raise LedgerError(reading.problems)
    return reading.ledger


def read_ledger(
    paths: Sequence[str | Path | LedgerPath] = (), *, overrides: Mapping[Path, bytes] = NOTHING
) -> LoadResult:
    """The ledger that the files make, later ones over earlier ones; "-" is standard input.

    "shipped", or no path at all, is the ledger that comes with the package. Where there are mistakes,
    the ledger is what could be read beside them; the rules of its structure are applied to that, as
    far as what could not be read has no bearing on them. `overrides` has what is to be read in the
    place of some files' own content, by their resolved paths.
    """
    with _collector_paused():
        layers = [_read_layer(path, overrides) for path in paths or (SHIPPED,)]
        problems = [problem for layer in layers for problem in layer.problems]
        ledger, misplaced = merge_layers(layers)
        problems += misplaced
        problems += structure_problems(ledger, unread_parts(layers))
    texts = {text.name: text.text for layer in layers for text in layer.texts}
    return LoadResult(
        ledger=ledger,
        problems=add_locations(problems, texts),
        texts=texts,
        includes=tuple(pattern for layer in layers for pattern in _includes(layer)),
    )


def _includes(layer: Layer) -> Iterator[tuple[str, str]]:
    for part in layer.parts:
        if part.file.path is not None:
            folder = str(part.file.path.parent.absolute())
            yield from ((folder, pattern) for pattern in part.content.include)


def all_problems(
    reading: LoadResult, names: Iterable[str] = (), *, today: date | None = None, days: int = 0
) -> tuple[Problem, ...]:
    """Everything wrong with a ledger: its mistakes or, where there is none, what it says amiss.

    `names` are the rules to apply overrides of the default ones; `today` and `days` say how old the
    last word of an exit may be.
    """
    if reading.problems:
        return reading.problems
    from treatywatch.checks.context import CheckContext
    from treatywatch.checks.registry import curation_problems  # questions do without these rules

    examined = CheckContext(reading.ledger, today, days)
    return add_locations(curation_problems(examined, names), reading.texts)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Nothing that a ledger holds is cyclic; collecting while it loads costs up to half a second."""
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
        _read_into(layer, path, shipped_name(path), path.parent, (resolve_path(path),))
    else:
        path = Path(given.path)
        layer = Layer(overrides=overrides, origin=given.origin)
        _read_into(layer, path, display_name(given.path), path.parent, (resolve_path(path),))
    return layer


def _read_into(
    layer: Layer, path: Path | None, name: str, folder: Path, chain: tuple[Path, ...]
) -> None:
    """Read a file and all it includes; `chain` leads to it from the first file, itself last."""
    text = read_file(path, name, layer.overrides.get(chain[-1]))
    if isinstance(text, Problem):
        layer.add_fatal(text)
        return
    layer.texts.append(text)
    layer.seen.add(chain[-1])
    part = _part(layer, text, root=len(chain) == 1)
    if part is None:
        return
    layer.parts.append(part)
    for number, pattern in enumerate(part.content.include):
        found = included_files(text, number, pattern, folder)
        if isinstance(found, Problem):
            layer.add_fatal(found)
            continue
        for child in found:
            _include(layer, text, number, child, folder, chain)


def _include(
    layer: Layer, text: FileText, number: int, child: Path, folder: Path, chain: tuple[Path, ...]
) -> None:
    target = resolve_path(child)
    fault = None
    if target in chain:
        circle = " → ".join(file.name for file in (*chain[chain.index(target) :], target))
        fault = f"files include one another in a circle: {circle}"
    elif len(chain) > _DEEPEST:
        fault = f"files include one another more than {_DEEPEST} deep"
    if fault is not None:
        hint = "take out one of these includes"
        problem = Problem(
            file=text.name, check="include", message=fault, hint=hint, path=("include", number)
        )
        if target in chain:
            layer.problems.append(problem)
        else:
            layer.add_fatal(problem)
    elif target not in layer.seen:
        assert text.path is not None
        name = display_name(Path(text.name).parent / child.relative_to(text.path.parent))
        _read_into(layer, child, name, folder, (*chain, target))


def _part(layer: Layer, text: FileText, *, root: bool) -> FileContent | None:
    """What a file says beside its mistakes, which go among the layer's problems; None for nothing."""
    document: Document = {}
    content = None
    try:
        content = decode(text.text)
    except TomlSyntaxError as error:
        layer.add_fatal(_malformed(text.name, error))
        return None
    except msgspec.ValidationError:
        document = parse(text.text)
    version = content.format if content else document.get("format")
    if _is_another(version, root=root):
        layer.add_fatal(_wrong_format(text.name, version))
        return None
    faults: list[Problem] = []
    if content is None:
        from treatywatch.ledger.read.schema_errors import schema_problems

        faults += schema_problems(text.name, document)
    layer.problems += faults
    if may_contain_unsafe(text.text):
        layer.problems.extend(unsafe_strings(text.name, document or parse(text.text)))
    if content is None:
        from treatywatch.ledger.read.partial import decode_valid_entries  # likewise

        return decode_valid_entries(text, document, faults)
    return FileContent(file=text, content=content)


def _is_another(version: object, *, root: bool) -> bool:
    """Whether a file is of another format; one of a wrong kind is a mistake like any other."""
    return root if version is None else type(version) is int and version != FORMAT


def _wrong_format(name: str, version: object) -> Problem:
    if version is None:
        message, hint = "this ledger does not say its format", "start the file with format = 1"
    else:
        message = f"format is {version!r}; this version of treatywatch reads format {FORMAT}"
        hint = "a later version of treatywatch may read it"
    return Problem(file=name, check="format", message=message, hint=hint, path=("format",))


def _malformed(name: str, error: TomlSyntaxError) -> Problem:
    deep = "recurs" in error.reason
    return Problem(
        file=name,
        check="not-toml",
        message="is nested too deep to be read" if deep else f"is not TOML: {error.reason}",
        line=error.line,
        column=error.column,
    )
