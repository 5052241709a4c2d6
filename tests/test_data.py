"""The shipped ledger against the research behind it and against ISO 3166."""

from collections import Counter
from datetime import date
from typing import Any

import pycountry
import pytest

import treatywatch
from treatywatch.answers.query import in_group
from treatywatch.answers.status import StatusItem
from treatywatch.model.countries import CountryKind
from treatywatch.model.events import Step
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import country_names, find_convention, find_country, normalize_name
from treatywatch.model.provenance import SourceKind


def test_the_shipped_ledger_holds_every_iso_3166_entry(shipped: Ledger) -> None:
    """The ledger has every ISO 3166-1 code, the EU and Kosovo, and no other."""
    assert set(shipped.countries) - {country.alpha_2 for country in pycountry.countries} == {
        "EU",
        "XK",
    }
    assert {country.alpha_2 for country in pycountry.countries} <= set(shipped.countries)


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda country: country.alpha_2)
def test_a_country_is_found_by_its_iso_names(country: Any, shipped: Ledger) -> None:
    """The alpha-3 code and each ISO name, with or without accents, find the country."""
    keys = ("alpha_3", "name", "official_name", "common_name")
    names = [getattr(country, key) for key in keys if getattr(country, key, None)]
    for name in names:
        assert find_country(shipped, name) == country.alpha_2
        assert find_country(shipped, normalize_name(name)) == country.alpha_2


def test_no_name_belongs_to_two_countries(shipped: Ledger) -> None:
    """A code, name or alias finds one country, in any case and without accents."""
    owners: dict[str, set[str]] = {}
    for code, country in shipped.countries.items():
        for name in country_names(code, country):
            owners.setdefault(normalize_name(name), set()).add(code)
    assert {name: codes for name, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("turkiye", "TR"),
        ("Türkiye", "TR"),
        ("TURKEY", "TR"),
        ("cote d'ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("swaziland", "SZ"),
        ("usa", "US"),
        ("united-states", "US"),
        ("uk", "GB"),
        ("south korea", "KR"),
        ("holy see", "VA"),
        ("palestine", "PS"),
        ("european union", "EU"),
        ("LTU", "LT"),
    ],
)
def test_common_names_find_the_country(typed: str, code: str, shipped: Ledger) -> None:
    """Common and former names work in any case and without accents."""
    assert find_country(shipped, typed) == code


@pytest.mark.parametrize(
    ("group", "day", "count"),
    [
        ("EU", date(2003, 1, 1), 15),
        ("EU", date(2020, 1, 30), 28),
        ("EU", date(2020, 1, 31), 27),
        ("NATO", date(2023, 4, 3), 30),
        ("NATO", date(2024, 3, 7), 32),
        ("Baltic States", date(2025, 1, 1), 3),
        ("Council of Europe", date(2022, 3, 15), 47),
        ("Council of Europe", date(2022, 3, 16), 46),
        ("UN", date(2026, 1, 1), 193),
        ("G7", date(2026, 1, 1), 7),
        ("ASEAN", date(2026, 1, 1), 11),
    ],
)
def test_groups_have_the_members_of_the_day(
    group: str, day: date, count: int, shipped: Ledger
) -> None:
    """A group counts its members at the end of a day; one that left is out on that day."""
    assert sum(in_group(country, group, day) for country in shipped.countries.values()) == count


def test_every_group_named_is_described(shipped: Ledger) -> None:
    """Countries name no group that the ledger does not describe."""
    named = {
        entry if isinstance(entry, str) else entry.name
        for country in shipped.countries.values()
        for entry in country.groups
    }
    assert named == set(shipped.groups)


def test_only_the_union_is_an_organisation(shipped: Ledger) -> None:
    """Every entry but the European Union is a State or territory."""
    kinds = {c for c, entry in shipped.countries.items() if entry.kind is CountryKind.ORGANIZATION}
    assert kinds == {"EU"}


@pytest.mark.parametrize(
    ("slugs", "count"),
    [(("ottawa",), 98), (("ccm",), 20), ((), 452)],
    ids=["ottawa", "ccm", "all"],
)
def test_no_researched_event_is_lost(slugs: tuple[str, ...], count: int, shipped: Ledger) -> None:
    """The 118 researched events of the first two conventions and the 334 of the others are there."""
    assert sum(not slugs or event.convention in slugs for event in shipped.events) == count


def test_no_researched_convention_is_lost(shipped: Ledger) -> None:
    """Eighty-two conventions are on record, those without an exit clause with none."""
    assert len(shipped.conventions) == 82
    for slug in ("vccr-optional-protocol", "vcdr-optional-protocol", "icc-apic"):
        assert shipped.conventions[slug].withdrawal is None


def test_the_five_exits_from_ottawa_have_their_steps(shipped: Ledger) -> None:
    """Each of the five States that left Ottawa approved, notified and left, in that order."""
    for code in ("EE", "FI", "LT", "LV", "PL"):
        dates = {
            event.step: event.date
            for event in shipped.events
            if (event.country, event.convention) == (code, "ottawa")
        }
        assert dates[Step.PARLIAMENT] < dates[Step.NOTIFIED] < dates[Step.EFFECTIVE]


@pytest.mark.parametrize(
    ("country", "convention", "step", "day"),
    [
        ("LT", "ottawa", Step.NOTIFIED, "2025-06-27"),
        ("LV", "ottawa", Step.NOTIFIED, "2025-06-27"),
        ("EE", "ottawa", Step.NOTIFIED, "2025-06-27"),
        ("FI", "ottawa", Step.NOTIFIED, "2025-07-10"),
        ("PL", "ottawa", Step.NOTIFIED, "2025-08-20"),
        ("LT", "ccm", Step.NOTIFIED, "2024-09-06"),
        ("LT", "ottawa", Step.EFFECTIVE, "2025-12-27"),
        ("LV", "ottawa", Step.EFFECTIVE, "2025-12-27"),
        ("EE", "ottawa", Step.EFFECTIVE, "2025-12-27"),
        ("FI", "ottawa", Step.EFFECTIVE, "2026-01-10"),
        ("PL", "ottawa", Step.EFFECTIVE, "2026-02-20"),
        ("LT", "ccm", Step.EFFECTIVE, "2025-03-06"),
    ],
)
def test_the_days_of_notice_and_effect_are_as_sourced(
    country: str, convention: str, step: Step, day: str, shipped: Ledger
) -> None:
    """Notices and effects have the days that their sources give."""
    found = [
        str(event.date)
        for event in shipped.events
        if (event.country, event.convention, event.step) == (country, convention, step)
    ]
    assert found == [day]


def test_contested_points_keep_both_values(shipped: Ledger) -> None:
    """A contested event has another date or a note."""
    contested = [event for event in shipped.events if event.contested]
    assert contested
    assert all(event.other_dates or event.note for event in contested)


def test_the_founding_article_is_answered(shipped: Ledger) -> None:
    """Events quote the claims of the article of March 2025, with a note or sources."""
    claims = Counter(event.claim for event in shipped.events if event.claim)
    assert len(claims) >= 5
    assert all(event.note or event.sources for event in shipped.events if event.claim is not None)


def test_a_notice_with_weak_sources_says_so(shipped: Ledger) -> None:
    """A notice or effect with only weak sources has a note or is unverified."""
    for event in shipped.events:
        if event.step in {Step.NOTIFIED, Step.EFFECTIVE}:
            weak = all(source.kind is SourceKind.WEAK for source in event.sources)
            assert not weak or event.note or not event.verified


def test_every_convention_has_a_topic(shipped: Ledger) -> None:
    """No convention lacks a topic."""
    assert all(convention.topic for convention in shipped.conventions.values())


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Ottawa", "ottawa"),
        ("mine ban treaty", "ottawa"),
        ("APMBC", "ottawa"),
        ("oslo convention", "ccm"),
        ("cluster munitions", "ccm"),
        ("rome", "rome-statute"),
        ("icc", "rome-statute"),
        ("paris", "paris-agreement"),
        ("ect", "energy-charter-treaty"),
        ("energy charter", "energy-charter-treaty"),
        ("who", "who-constitution"),
        ("unesco", "unesco-constitution"),
    ],
)
def test_common_names_find_the_convention(typed: str, slug: str, shipped: Ledger) -> None:
    """Slugs, names and aliases find the convention, in any case."""
    assert find_convention(shipped, typed) == slug


def _status(shipped: Ledger, country: str, convention: str, day: date) -> StatusItem:
    (item,) = treatywatch.status(shipped, as_of=day, country=country, convention=convention)
    return item


@pytest.mark.parametrize("country", ["Lithuania", "Latvia", "Estonia", "Poland"])
def test_the_day_of_the_ministers_statement(country: str, shipped: Ledger) -> None:
    """On 18 March 2025 the four States were parties at the stage of ministerial endorsement."""
    item = _status(shipped, country, "ottawa", date(2025, 3, 18))
    assert (item.standing, item.stage, str(item.stage_date), item.next_stage, item.effect) == (
        "party",
        "ministerial-endorsement",
        "2025-03-18",
        "parliamentary-approval",
        None,
    )


def test_poland_never_joined_the_cluster_munitions_convention(shipped: Ledger) -> None:
    """An announcement by its prime minister does not make Poland a party."""
    assert _status(shipped, "Poland", "ccm", date(2025, 3, 18)).standing == "non-party"


def test_ukraine_stays_a_party_despite_a_claimed_suspension(shipped: Ledger) -> None:
    """Ukraine is a party, with its claim, the objections and the doubt on record."""
    item = _status(shipped, "Ukraine", "ottawa", date(2026, 11, 23))
    assert (item.standing, str(item.suspended_since), item.contested) == (
        "party",
        "2025-07-18",
        True,
    )
    assert sum(remark.step is Step.OBJECTED for remark in item.remarks) == 6
