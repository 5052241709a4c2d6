"""From what was typed to what was meant."""

from collections.abc import Callable

import pytest

import treatywatch
from treatywatch.model.conventions import Convention
from treatywatch.model.countries import Country, Group, Membership
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import (
    UnknownNameError,
    closest_names,
    convention_names,
    country_names,
    did_you_mean,
    find_convention,
    find_country,
    find_group,
    group_names,
    match_choice,
    memberships,
    normalize_name,
)

LedgerOf = Callable[[str], Ledger]

MORE = """
[countries.TR]
name = "Türkiye"
un_name = "Türkiye (UN)"
official = "Republic of Türkiye"
aliases = ["Turkey"]
groups = ["NATO", { name = "Nordic Council", joined = 2020-01-01 }]

[countries.CI]
name = "Côte d’Ivoire"
aliases = ["Ivory Coast"]

[conventions.ccm]
name = "Convention on Cluster Munitions"
official = "Convention on Cluster Munitions done at Dublin"

[groups."Baltic States"]
name = "The three Baltic States"
aliases = ["Baltics"]

[groups.AU]
name = "African Union"
"""


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Lithuania", "lithuania"),
        ("LITHUANIA", "lithuania"),
        ("Türkiye", "turkiye"),
        ("TÜRKİYE", "turkiye"),
        ("Kıbrıs", "kibris"),
        ("Łódź", "lodz"),
        ("Færøerne", "faeroerne"),
        ("Đông Œuvre", "dong oeuvre"),
        ("Straße", "strasse"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("Côte d'Ivoire", "cote d ivoire"),
        ("co\u0302te  D-ivoire", "cote d ivoire"),
        ("Guinea-Bissau", "guinea bissau"),
        ("mine_ban_treaty", "mine ban treaty"),
        ("  St. Lucia! ", "st lucia"),
        ("ＮＡＴＯ", "nato"),
        ("Литва", "литва"),
        ("中国", "中国"),
        ("", ""),
        ("–", ""),
    ],
)
def test_names_are_compared_without_case_accents_or_punctuation(text: str, folded: str) -> None:
    """Case, accents, letters with strokes and punctuation make no difference; scripts do."""
    assert normalize_name(text) == folded


@pytest.mark.parametrize(
    ("names", "question"),
    [
        ((), ""),
        (("a",), '; did you mean "a"?'),
        (("a", "b"), '; did you mean "a" or "b"?'),
        (("a", "b", "c"), '; did you mean "a", "b" or "c"?'),
        (("a\rb\t\nc",), '; did you mean "a b c"?'),
    ],
    ids=len,
)
def test_the_question_that_ends_a_message(names: tuple[str, ...], question: str) -> None:
    """The nearest names are asked about in one sentence, and none in none."""
    assert did_you_mean(names) == question


def test_the_nearest_names() -> None:
    """At most three known names are offered, best first, each as it is written."""
    known = ["Peru", "Austria", "Australis", "Australie", "Australia"]
    assert closest_names("AUSTRALIA", known) == ("Australia", "Australis", "Australie")


def test_names_that_differ_only_in_accents_are_offered_once() -> None:
    """Two spellings of one name are one offer, the first of them."""
    assert closest_names("turkye", ["Türkiye", "Turkiye", "TURKIYE"]) == ("Türkiye",)


def test_nothing_is_near() -> None:
    """What looks like no known name is offered nothing."""
    assert closest_names("xyz", ["Lithuania", "Poland"]) == ()
    assert closest_names("", ["Lithuania"]) == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("LT", "LT"),
        ("lt", "LT"),
        (" lt ", "LT"),
        ("Lithuania", "LT"),
        ("lithuania", "LT"),
        ("republic of lithuania", "LT"),
        ("lietuva", "LT"),
        ("ltu", "LT"),
        ("turkiye", "TR"),
        ("TÜRKIYE", "TR"),
        ("turkiye (un)", "TR"),
        ("turkey", "TR"),
        ("cote d'ivoire", "CI"),
        ("Ivory  Coast", "CI"),
        ("United-States", "US"),
    ],
)
def test_a_country_by_any_of_its_names(ledger_of: LedgerOf, typed: str, code: str) -> None:
    """A country is found by its code and every name, in any case and without accents."""
    assert find_country(ledger_of(MORE), typed) == code


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Lithuana", ("Lithuania",)),
        ("Lietuwa", ("Lithuania",)),
        ("turkye", ("Türkiye",)),
        ("Lith", ()),
        ("United", ()),
        ("", ()),
    ],
)
def test_a_country_that_is_not_known(
    ledger_of: LedgerOf, typed: str, offered: tuple[str, ...]
) -> None:
    """A beginning is no name; a near miss is answered with the countries' display names."""
    with pytest.raises(UnknownNameError) as caught:
        find_country(ledger_of(MORE), typed)
    assert (caught.value.kind, caught.value.typed) == ("country", typed)
    assert caught.value.nearest == offered
    assert str(caught.value) == f"unknown country {typed!r}{did_you_mean(offered)}"


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("ottawa", "ottawa"),
        ("OTTAWA", "ottawa"),
        ("apmbc", "ottawa"),
        ("Anti-Personnel Mine Ban Convention", "ottawa"),
        ("anti personnel mine ban convention", "ottawa"),
        ("mine ban treaty", "ottawa"),
        ("convention on cluster munitions", "ccm"),
        ("Convention on Cluster Munitions, done at Dublin", "ccm"),
    ],
)
def test_a_treaty_by_any_of_its_names(ledger_of: LedgerOf, typed: str, slug: str) -> None:
    """A convention is found by its slug and every name, in any case and punctuation."""
    assert find_convention(ledger_of(MORE), typed) == slug


def test_a_treaty_that_is_not_known(ledger_of: LedgerOf) -> None:
    """A near miss of any name is answered with the slug, once, for that is what one types."""
    with pytest.raises(UnknownNameError) as caught:
        find_convention(ledger_of(MORE), "mine bann treaty")
    assert caught.value.nearest == ("ottawa",)
    assert str(caught.value) == "unknown treaty 'mine bann treaty'; did you mean \"ottawa\"?"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("EU", "EU"),
        ("eu", "EU"),
        ("baltic states", "Baltic States"),
        ("the three baltic states", "Baltic States"),
        ("BALTICS", "Baltic States"),
        ("nato", "NATO"),
        ("nordic council", "Nordic Council"),
        ("african union", "AU"),
    ],
)
def test_a_group_by_any_of_its_names(ledger_of: LedgerOf, typed: str, key: str) -> None:
    """A group is known from its own table or from any country that names it."""
    assert find_group(ledger_of(MORE), typed) == key


def test_a_group_that_is_not_known(ledger_of: LedgerOf) -> None:
    """A near miss of a group's name is answered with its key."""
    with pytest.raises(UnknownNameError) as caught:
        find_group(ledger_of(MORE), "baltcs")
    assert (caught.value.kind, caught.value.nearest) == ("group", ("Baltic States",))


def test_one_of_a_fixed_set_of_words() -> None:
    """A word of a fixed set is found in any case and with other separators."""
    words = ("notified", "parliamentary-approval")
    assert match_choice("stage", "Parliamentary approval", words) == "parliamentary-approval"
    with pytest.raises(
        UnknownNameError, match="unknown stage 'notifed'; did you mean \"notified\""
    ):
        match_choice("stage", "notifed", words)


def test_everything_a_country_goes_by() -> None:
    """A country's names begin with its display name, and what it lacks is left out."""
    country = Country(name="Türkiye", official="Republic of Türkiye", aliases=("Turkey",))
    assert list(country_names("TR", country)) == ["Türkiye", "TR", "Republic of Türkiye", "Turkey"]


def test_everything_a_convention_goes_by() -> None:
    """A convention's names begin with its slug, and what it lacks is left out."""
    bare = Convention(name="Mine Ban Convention")
    full = Convention(name="Mine Ban Convention", official="Convention on Mines", aliases=("x",))
    assert list(convention_names("ottawa", bare)) == ["ottawa", "Mine Ban Convention"]
    assert list(convention_names("ottawa", full))[2:] == ["Convention on Mines", "x"]


def test_everything_a_group_goes_by() -> None:
    """A group's names begin with the key by which countries name it."""
    assert list(group_names("EU", Group())) == ["EU"]
    group = Group(name="European Union", aliases=("Europe",))
    assert list(group_names("EU", group)) == ["EU", "European Union", "Europe"]


def test_a_countrys_stays_in_groups() -> None:
    """A group named alone is a stay without days."""
    stay = Membership(name="NATO")
    country = Country(name="Lithuania", groups=("EU", stay))
    assert list(memberships(country)) == [Membership(name="EU"), stay]


def test_an_unknown_name_is_an_error_of_the_package() -> None:
    """A caller can catch it as a TreatywatchError, as a LookupError and by its own name."""
    assert issubclass(UnknownNameError, treatywatch.TreatywatchError)
    assert issubclass(UnknownNameError, LookupError)
    assert treatywatch.UnknownNameError is UnknownNameError
