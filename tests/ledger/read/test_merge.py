"""Joining files into one ledger: included files side by side, several ledgers one over another."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from treatywatch.ledger.read import overlay
from treatywatch.ledger.read.decode import decode
from treatywatch.ledger.read.files import FileText
from treatywatch.ledger.read.merge import FileContent, Layer, merge_layers, unread_parts
from treatywatch.model.errors import Problem
from treatywatch.model.events import Event, EventIdentity, event_identity
from treatywatch.model.ledger import EntryCounts, EventLocation, FileOrigin, Ledger, LoadedFile

_EVENT = """
[[events]]
country = "LT"
convention = "ottawa"
step = "announced"
date = 2025-03-18
summary = "{summary}"
sources = [{{ title = "t", publisher = "p" }}]
"""


def _part(name: str, text: str) -> FileContent:
    digest = sha256(text.encode()).hexdigest()
    file = FileText(name=name, path=Path(name), text=text, sha256=digest)
    return FileContent(file=file, content=decode(text))


def _layers(*layers: str) -> tuple[Ledger, list[tuple[str, str]]]:
    """The ledger that texts make, one over another, and where each problem is and what it says."""
    ledger, problems = merge_layers(
        [Layer(overrides={}, parts=[_part(f"{n}.toml", text)]) for n, text in enumerate(layers)]
    )
    return ledger, [(problem.file, problem.message) for problem in problems]


def _beside(*files: str) -> tuple[Ledger, list[tuple[str, str]]]:
    """The ledger that the files of one layer make, and where each problem is and what it says."""
    ledger, problems = merge_layers(
        [Layer(overrides={}, parts=[_part(f"{n}.toml", text) for n, text in enumerate(files)])]
    )
    return ledger, [(problem.file, problem.message) for problem in problems]


def _event(summary: str, extra: str = "") -> str:
    return _EVENT.format(summary=summary) + extra + "\n"


def _roll(rows: str, as_of: str = "2025-01-01") -> str:
    return (
        f"[rolls.ottawa]\nas_of = {as_of}\nsources = [{{title = 't', publisher = 'p'}}]\n"
        f"[rolls.ottawa.parties]\n{rows}\n"
    )


def test_nothing() -> None:
    """No layer at all is an empty ledger."""
    ledger, problems = _layers()
    assert (ledger.events, ledger.countries, ledger.files, problems) == ((), {}, (), [])


def test_files_of_one_ledger() -> None:
    """What several files of a ledger say stands side by side."""
    ledger, problems = _beside(
        "countries.LT.name = 'Lithuania'\n" + _event("first"),
        "countries.LV.name = 'Latvia'\n" + _event("second", "actor = 'Seimas'"),
    )
    assert problems == []
    assert list(ledger.countries) == ["LT", "LV"]
    assert [event.summary for event in ledger.events] == ["first", "second"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("countries.LT.name = 'L'", "country LT is already defined in 0.toml"),
        ("conventions.ottawa.name = 'O'", "convention ottawa is already defined in 0.toml"),
        ("groups.EU.name = 'E'", "group EU is already defined in 0.toml"),
        (_roll(""), "roll ottawa is already defined in 0.toml"),
    ],
    ids=["country", "convention", "group", "roll"],
)
def test_defined_twice(text: str, message: str) -> None:
    """Within a ledger each table stands in one file only; the later file is at fault."""
    assert _beside(text, text)[1] == [("1.toml", message)]


def test_place_of_a_duplicate() -> None:
    """The second definition's key is where the mistake stands."""
    parts = [_part(f"{n}.toml", "countries.LT.name = 'L'") for n in range(2)]
    _, (problem,) = merge_layers([Layer(overrides={}, parts=parts)])
    assert (problem.check, problem.path, problem.at_key) == ("duplicate", ("countries", "LT"), True)


def test_first_definition_stands() -> None:
    """While two files contradict each other, what the first says is kept."""
    ledger, _ = _beside("countries.LT.name = 'first'", "countries.LT.name = 'second'")
    assert ledger.countries["LT"].name == "first"


def test_same_key_in_different_tables() -> None:
    """A group and a country may share a key."""
    ledger, problems = _beside("countries.EU.name = 'European Union'", "groups.EU.name = 'EU'")
    assert problems == []
    assert ledger.countries.keys() == ledger.groups.keys()


def test_later_layer_replaces_tables() -> None:
    """A table of a later ledger replaces the one of its key whole, and is no duplicate."""
    ledger, problems = _layers(
        "countries.LT = {name = 'Lithuania', aliases = ['Lietuva']}", "countries.LT.name = 'L'"
    )
    assert problems == []
    assert (ledger.countries["LT"].name, ledger.countries["LT"].aliases) == ("L", ())


def test_later_layer_adds_tables() -> None:
    """What only the later ledger knows comes after what the earlier one knows."""
    ledger, _ = _layers("countries.LT.name = 'L'", "countries.EE.name = 'E'")
    assert list(ledger.countries) == ["LT", "EE"]


def test_later_layer_adds_rows() -> None:
    """Rows of a later roll are added to the earlier one's, or replace those of the same State."""
    ledger, problems = _layers(
        _roll("LT = {acceded = 2003-05-12}\nLV = {acceded = 2005-07-01}"),
        _roll("LV = {acceded = 2006-01-01}\nFI = {acceded = 2012-01-09}", as_of="2026-01-01"),
    )
    roll = ledger.rolls["ottawa"]
    assert problems == []
    assert {code: str(row.acceded) for code, row in roll.parties.items()} == {
        "LT": "2003-05-12",
        "LV": "2006-01-01",
        "FI": "2012-01-09",
    }
    assert roll.as_of == date(2026, 1, 1)


def test_later_layer_replaces_events() -> None:
    """An event of the same identity replaces the earlier ledger's, in its place."""
    ledger, _ = _layers(_event("first") + _event("other", "actor = 'Seimas'"), _event("corrected"))
    assert [event.summary for event in ledger.events] == ["corrected", "other"]
    assert ledger.event_locations == (
        EventLocation(file=1, index=0),
        EventLocation(file=0, index=1),
    )


@pytest.mark.parametrize("key", ["actor", "chamber", "by"])
def test_other_identity(key: str) -> None:
    """An event by another actor, in another chamber or by another objector is added."""
    ledger, _ = _layers(_event("first"), _event("second", f"{key} = 'other'"))
    assert [event.summary for event in ledger.events] == ["first", "second"]
    assert ledger.event_locations == (
        EventLocation(file=0, index=0),
        EventLocation(file=1, index=0),
    )


def test_twice_in_one_file() -> None:
    """An event that one ledger tells twice stays twice, so that the check on events finds it."""
    assert len(_layers(_event("first") + _event("second"))[0].events) == 2


def test_twice_in_a_later_layer() -> None:
    """That holds for a later ledger too, even where it corrects an earlier one's event."""
    ledger, _ = _layers(_event("first"), _event("corrected") + _event("corrected again"))
    assert [event.summary for event in ledger.events] == ["corrected", "corrected again"]


def test_three_layers() -> None:
    """The last layer has the last word."""
    ledger, _ = _layers(_event("first"), _event("second"), _event("third"))
    assert [event.summary for event in ledger.events] == ["third"]
    assert ledger.event_locations == (EventLocation(file=2, index=0),)


def test_title_and_day() -> None:
    """Title and day are the first file's of the last layer that gives them."""
    ledger, _ = _layers("title = 'A'\ncurrent_to = 2025-01-01", "title = 'B'", "format = 1")
    assert (ledger.title, ledger.current_to) == ("B", date(2025, 1, 1))


def test_title_of_an_included_file() -> None:
    """An included file's title is not the ledger's."""
    assert _beside("format = 1", "title = 'part'")[0].title is None


def test_files_and_definitions() -> None:
    """Files are listed as they were read, and each table knows the file it was last defined in."""
    ledger, _ = _layers("countries.LT.name = 'L'", "countries.LT.name = 'L'\ngroups.EU = {}")
    assert [file.name for file in ledger.files] == ["0.toml", "1.toml"]
    assert isinstance(ledger.files[0], LoadedFile)
    assert ledger.file_by_key == {"countries.LT": 1, "groups.EU": 1}


def test_digest() -> None:
    """The ledger's digest is that of its files' digests: it changes with any of them."""
    first, _ = _layers("title = 'A'")
    expected = sha256(first.files[0].sha256.encode()).hexdigest()
    assert first.sha256 == expected
    assert len({_layers(text)[0].sha256 for text in ("title = 'A'", "title = 'B'")}) == 2
    assert _layers("title = 'A'", "title = 'B'")[0].sha256 != first.sha256


def _moved(summary: str) -> str:
    """The event two days later, in the place of the one that a ledger below tells."""
    return _event(summary, "replaces = 2025-03-18").replace(
        "date = 2025-03-18", "date = 2025-03-20"
    )


def test_later_layer_replaces_a_date() -> None:
    """An event that names the date it replaces stands in the place of that event."""
    ledger, problems = _layers(_event("first") + _event("other", "actor = 'Seimas'"), _moved("new"))
    assert problems == []
    assert [(event.summary, str(event.date)) for event in ledger.events] == [
        ("new", "2025-03-20"),
        ("other", "2025-03-18"),
    ]
    assert ledger.event_locations[0] == EventLocation(file=1, index=0)


@pytest.mark.parametrize(
    "layers",
    [(_moved("new"),), ("format = 1", _moved("new")), (_event("x"), _moved("a") + _moved("b"))],
    ids=["no layer below", "nothing below", "replaced already"],
)
def test_replaces_nothing(layers: tuple[str, ...]) -> None:
    """Where nothing below is of that date, or no longer, the event is at fault and still told."""
    ledger, problems = _layers(*layers)
    assert [file for file, _ in problems] == [f"{len(layers) - 1}.toml"]
    assert str(ledger.events[-1].date) == "2025-03-20"


def test_replaces_nothing_of_what_could_be_read() -> None:
    """While a file cannot be read, nobody can say what it would have told."""
    broken = Layer(overrides={})
    broken.add_fatal(Problem(file="0.toml", check="not-toml", message="…"))
    above = Layer(overrides={}, parts=[_part("1.toml", _moved("new"))])
    assert len(merge_layers([Layer(overrides={}), above])[1]) == 1
    assert merge_layers([broken, above])[1] == []


def test_rows_below_keep_their_sources() -> None:
    """A roll laid over another vouches for its own rows alone."""
    lower = _roll("LT = {acceded = 2003-05-12}\nLV = {acceded = 2005-07-01}").replace(
        "'t'", "'low'"
    )
    ledger, _ = _layers(lower, _roll("LV = {acceded = 2006-01-01}"))
    roll = ledger.rolls["ottawa"]
    told = {code: [s.title for s in row.sources] for code, row in roll.parties.items()}
    assert told == {"LT": ["low"], "LV": []}
    assert [source.title for source in roll.sources] == ["t"]


def test_a_lower_row_with_its_own_sources_keeps_them() -> None:
    """Only a row without sources gets those of its roll."""
    own = "LT = {acceded = 2003-05-12, sources = [{title = 'own', publisher = 'p'}]}"
    ledger, _ = _layers(_roll(own), _roll("LV = {acceded = 2006-01-01}"))
    row = ledger.rolls["ottawa"].parties["LT"]
    assert [source.title for source in row.sources] == ["own"]


@pytest.mark.parametrize(("files", "acts"), [(1, set()), (2, {(None, "ottawa")})])
def test_acts_are_unread_if_a_roll_is_defined_twice(
    files: int, acts: set[tuple[None, str]]
) -> None:
    """The rows of the second roll are not read; a roll that is defined once is read in full."""
    parts = [_part(f"{number}.toml", _roll("")) for number in range(files)]
    assert unread_parts([Layer(overrides={}, parts=parts)]).acts == acts


def test_the_same_roll_in_two_layers_is_read_in_full() -> None:
    """A roll over another one is an overlay, not a duplicate."""
    layers = [Layer(overrides={}, parts=[_part(f"{n}.toml", _roll(""))]) for n in range(2)]
    assert unread_parts(layers).acts == set()


def test_layers_are_numbered() -> None:
    """Each file knows its layer, its title, and how that came to be read."""
    part = [_part(f"{n}.toml", f"title = 'no. {n}'") for n in range(3)]
    layers = [
        Layer(overrides={}, origin=FileOrigin.SHIPPED, parts=part[:2]),
        Layer(overrides={}, origin=FileOrigin.USER, parts=part[2:]),
    ]
    ledger, _ = merge_layers(layers)
    assert [(file.name, file.title, file.layer, file.origin) for file in ledger.files] == [
        ("0.toml", "no. 0", 1, FileOrigin.SHIPPED),
        ("1.toml", "no. 1", 1, FileOrigin.SHIPPED),
        ("2.toml", "no. 2", 2, FileOrigin.USER),
    ]
    assert [root.name for root in ledger.roots] == ["0.toml", "2.toml"]


def test_what_files_hold() -> None:
    """A file's entries are counted, and those that took the place of one below."""
    lower = (
        "countries.LT.name = 'L'\nconventions.ottawa.name = 'O'\n"
        + _roll("LT = {acceded = 2003-05-12}")
        + _event("first")
    )
    upper = (
        "groups.EU = {}\ncountries.LT.name = 'L'\ncountries.LV.name = 'L'\n"
        + _roll("LT = {acceded = 2003-05-13}\nLV = {acceded = 2005-07-01}")
        + _event("corrected")
        + _event("new", "actor = 'Seimas'")
    )
    ledger, _ = _layers(lower, upper)
    assert [file.counts for file in ledger.files] == [
        EntryCounts(countries=1, conventions=1, rolls=1, rows=1, events=1),
        EntryCounts(groups=1, countries=2, rolls=1, rows=2, events=2, replaced=3),
    ]


def test_each_event_is_indexed_once_however_many_layers_follow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A layer costs as much as its own events, not as much as all events of lower layers."""
    indexed = []

    def counting(event: Event) -> EventIdentity:
        indexed.append(event)
        return event_identity(event)

    monkeypatch.setattr(overlay, "event_identity", counting)
    actors = [f"actor = 'No. {number}'" for number in range(20)]
    lower = "".join(_event("first", actor) for actor in actors)
    ledger, problems = _layers(lower, *(_event("corrected", actor) for actor in actors))
    assert ({event.summary for event in ledger.events}, problems) == ({"corrected"}, [])
    assert len(indexed) < 20 + 2 * len(actors)
