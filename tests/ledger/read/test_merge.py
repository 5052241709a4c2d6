"""Merge the files of one layer, and layers over one another."""

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
    """Merge texts as layers. Return the ledger, and the file and message of each problem."""
    ledger, problems = merge_layers(
        [Layer(overrides={}, parts=[_part(f"{n}.toml", text)]) for n, text in enumerate(layers)]
    )
    return ledger, [(problem.file, problem.message) for problem in problems]


def _files(*files: str) -> tuple[Ledger, list[tuple[str, str]]]:
    """Merge texts as files of one layer, like `_layers`."""
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


def test_no_layers_make_an_empty_ledger() -> None:
    """There are no problems either."""
    ledger, problems = _layers()
    assert (ledger.events, ledger.countries, ledger.files, problems) == ((), {}, (), [])


def test_the_entries_of_all_files_are_merged() -> None:
    """They keep their order."""
    ledger, problems = _files(
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
def test_a_table_defined_in_two_files_is_a_problem(text: str, message: str) -> None:
    """The problem is in the later file."""
    assert _files(text, text)[1] == [("1.toml", message)]


def test_a_duplicate_is_located_at_its_key() -> None:
    """The path is that of the second definition."""
    parts = [_part(f"{n}.toml", "countries.LT.name = 'L'") for n in range(2)]
    _, (problem,) = merge_layers([Layer(overrides={}, parts=parts)])
    assert (problem.check, problem.path, problem.at_key) == ("duplicate", ("countries", "LT"), True)


def test_the_first_of_two_definitions_is_used() -> None:
    """The second one is ignored."""
    ledger, _ = _files("countries.LT.name = 'first'", "countries.LT.name = 'second'")
    assert ledger.countries["LT"].name == "first"


def test_a_group_and_a_country_can_have_the_same_key() -> None:
    """They are in different tables."""
    ledger, problems = _files("countries.EU.name = 'European Union'", "groups.EU.name = 'EU'")
    assert problems == []
    assert ledger.countries.keys() == ledger.groups.keys()


def test_a_table_replaces_the_lower_table() -> None:
    """None of the lower keys are kept, and it is no duplicate."""
    ledger, problems = _layers(
        "countries.LT = {name = 'Lithuania', aliases = ['Lietuva']}", "countries.LT.name = 'L'"
    )
    assert problems == []
    assert (ledger.countries["LT"].name, ledger.countries["LT"].aliases) == ("L", ())


def test_new_tables_come_after_lower_tables() -> None:
    """The order of the lower tables stays."""
    ledger, _ = _layers("countries.LT.name = 'L'", "countries.EE.name = 'E'")
    assert list(ledger.countries) == ["LT", "EE"]


def test_a_roll_replaces_and_adds_rows() -> None:
    """The lower rows of other States stay."""
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


def test_an_event_replaces_the_lower_event_of_its_identity() -> None:
    """It takes the number of the lower event."""
    ledger, _ = _layers(_event("first") + _event("other", "actor = 'Seimas'"), _event("corrected"))
    assert [event.summary for event in ledger.events] == ["corrected", "other"]
    assert ledger.event_locations == (
        EventLocation(file=1, index=0),
        EventLocation(file=0, index=1),
    )


@pytest.mark.parametrize("key", ["actor", "chamber", "by"])
def test_an_event_of_another_identity_is_added(key: str) -> None:
    """Actor, chamber and objecting State are parts of the identity."""
    ledger, _ = _layers(_event("first"), _event("second", f"{key} = 'other'"))
    assert [event.summary for event in ledger.events] == ["first", "second"]
    assert ledger.event_locations == (
        EventLocation(file=0, index=0),
        EventLocation(file=1, index=0),
    )


def test_duplicate_events_of_one_layer_are_kept() -> None:
    """A check reports them."""
    assert len(_layers(_event("first") + _event("second"))[0].events) == 2


def test_duplicate_events_over_a_lower_event_are_kept() -> None:
    """The first one replaces the lower event, the second one is added."""
    ledger, _ = _layers(_event("first"), _event("corrected") + _event("corrected again"))
    assert [event.summary for event in ledger.events] == ["corrected", "corrected again"]


def test_the_last_layer_wins() -> None:
    """An event that replaced another one can be replaced."""
    ledger, _ = _layers(_event("first"), _event("second"), _event("third"))
    assert [event.summary for event in ledger.events] == ["third"]
    assert ledger.event_locations == (EventLocation(file=2, index=0),)


def test_the_last_title_and_currency_date_are_used() -> None:
    """Each is taken from the last layer that has one."""
    ledger, _ = _layers("title = 'A'\ncurrent_to = 2025-01-01", "title = 'B'", "format = 1")
    assert (ledger.title, ledger.current_to) == ("B", date(2025, 1, 1))


def test_the_title_of_an_included_file_is_not_used() -> None:
    """Only a layer's first file counts."""
    assert _files("format = 1", "title = 'part'")[0].title is None


def test_each_table_has_the_file_of_its_last_definition() -> None:
    """Files are listed in the order in which they were read."""
    ledger, _ = _layers("countries.LT.name = 'L'", "countries.LT.name = 'L'\ngroups.EU = {}")
    assert [file.name for file in ledger.files] == ["0.toml", "1.toml"]
    assert isinstance(ledger.files[0], LoadedFile)
    assert ledger.file_by_key == {"countries.LT": 1, "groups.EU": 1}


def test_the_digest_depends_on_every_file() -> None:
    """It is the digest of the files' digests."""
    first, _ = _layers("title = 'A'")
    expected = sha256(first.files[0].sha256.encode()).hexdigest()
    assert first.sha256 == expected
    assert len({_layers(text)[0].sha256 for text in ("title = 'A'", "title = 'B'")}) == 2
    assert _layers("title = 'A'", "title = 'B'")[0].sha256 != first.sha256


def _moved(summary: str) -> str:
    """The event two days later, with a `replaces` for the lower event."""
    return _event(summary, "replaces = 2025-03-18").replace(
        "date = 2025-03-18", "date = 2025-03-20"
    )


def test_an_event_with_replaces_replaces_the_lower_event() -> None:
    """It takes the number of the lower event."""
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
def test_replacing_nothing_is_a_problem(layers: tuple[str, ...]) -> None:
    """The event is added all the same."""
    ledger, problems = _layers(*layers)
    assert [file for file, _ in problems] == [f"{len(layers) - 1}.toml"]
    assert str(ledger.events[-1].date) == "2025-03-20"


def test_replacing_an_event_of_an_unread_file_is_no_problem() -> None:
    """The unread file may have the event."""
    broken = Layer(overrides={})
    broken.add_fatal(Problem(file="0.toml", check="not-toml", message="…"))
    above = Layer(overrides={}, parts=[_part("1.toml", _moved("new"))])
    assert len(merge_layers([Layer(overrides={}), above])[1]) == 1
    assert merge_layers([broken, above])[1] == []


def test_lower_rows_keep_the_sources_of_their_roll() -> None:
    """The sources of the upper roll are for its own rows."""
    lower = _roll("LT = {acceded = 2003-05-12}\nLV = {acceded = 2005-07-01}").replace(
        "'t'", "'low'"
    )
    ledger, _ = _layers(lower, _roll("LV = {acceded = 2006-01-01}"))
    roll = ledger.rolls["ottawa"]
    titles = {code: [s.title for s in row.sources] for code, row in roll.parties.items()}
    assert titles == {"LT": ["low"], "LV": []}
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


def test_each_file_has_its_layer_title_and_origin() -> None:
    """Layers count from 1."""
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


def test_the_entries_of_each_file_are_counted() -> None:
    """Entries that replaced a lower entry are counted too."""
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
