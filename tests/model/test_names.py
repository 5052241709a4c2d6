"""Finding countries, conventions, groups and words by typed names."""

from collections.abc import Callable
from difflib import get_close_matches

import pytest

import treatywatch
from treatywatch.model.conventions import Convention
from treatywatch.model.countries import Country, Group, Membership
from treatywatch.model.ledger import Ledger
from treatywatch.model.names import (
    NameIndex,
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
def test_a_message_ends_with_the_closest_names(names: tuple[str, ...], question: str) -> None:
    """The closest names form one question, and no names form none."""
    assert did_you_mean(names) == question


def test_at_most_three_close_names_are_offered() -> None:
    """At most three known names are offered, best first, as they are written."""
    known = ["Peru", "Austria", "Australis", "Australie", "Australia"]
    assert closest_names("AUSTRALIA", known) == ("Australia", "Australis", "Australie")


def test_names_that_differ_only_in_accents_are_offered_once() -> None:
    """Two spellings of one name are one offer, the first of them."""
    assert closest_names("turkye", ["Türkiye", "Turkiye", "TURKIYE"]) == ("Türkiye",)


def test_a_distant_name_offers_nothing() -> None:
    """A text unlike every known name offers nothing."""
    assert closest_names("xyz", ["Lithuania", "Poland"]) == ()
    assert closest_names("", ["Lithuania"]) == ()


@pytest.mark.parametrize("typed", ["LXT", "lt", "ltx", "Lithunia", "hiterto", "ithuania"])
def test_an_index_finds_what_a_comparison_with_every_name_finds(typed: str) -> None:
    """Sharing a pair of letters is necessary for a match, so the index misses none."""
    known = ["LT", "Lithuania", "Hitherto", "Latvia", "Poland"]
    normalized = {normalize_name(name): name for name in known}
    matches = get_close_matches(normalize_name(typed), normalized, n=3, cutoff=0.7)
    assert NameIndex(known).closest(typed) == tuple(normalized[match] for match in matches)
    assert matches


def test_a_name_among_thousands_that_look_alike_is_found() -> None:
    """The rarest pairs of letters decide which names are compared."""
    known = [f"convention-{number}" for number in range(5_000)] + ["whaling"]
    index = NameIndex(known)
    assert index.closest("whalling") == ("whaling",)
    assert len(index.closest("convetnion-4711")) == 3


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
def test_a_country_is_found_by_any_of_its_names(ledger_of: LedgerOf, typed: str, code: str) -> None:
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
def test_an_unknown_country_offers_display_names(
    ledger_of: LedgerOf, typed: str, offered: tuple[str, ...]
) -> None:
    """A prefix is no name; the error offers the display names of close countries."""
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
def test_a_convention_is_found_by_any_of_its_names(
    ledger_of: LedgerOf, typed: str, slug: str
) -> None:
    """A convention is found by its slug and every name, in any case and punctuation."""
    assert find_convention(ledger_of(MORE), typed) == slug


def test_an_unknown_convention_offers_slugs(ledger_of: LedgerOf) -> None:
    """The error offers the slug of a close convention once, because users type slugs."""
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
def test_a_group_is_found_by_any_of_its_names(ledger_of: LedgerOf, typed: str, key: str) -> None:
    """A group is known from its own table or from the groups of a country."""
    assert find_group(ledger_of(MORE), typed) == key


def test_an_unknown_group_offers_keys(ledger_of: LedgerOf) -> None:
    """The error offers the key of a close group."""
    with pytest.raises(UnknownNameError) as caught:
        find_group(ledger_of(MORE), "baltcs")
    assert (caught.value.kind, caught.value.nearest) == ("group", ("Baltic States",))


def test_a_word_of_a_fixed_set_is_found() -> None:
    """A word is found in any case and with other separators."""
    words = ("notified", "parliamentary-approval")
    assert match_choice("stage", "Parliamentary approval", words) == "parliamentary-approval"
    with pytest.raises(
        UnknownNameError, match="unknown stage 'notifed'; did you mean \"notified\""
    ):
        match_choice("stage", "notifed", words)


def test_a_countrys_names_start_with_its_display_name() -> None:
    """Missing names of a country are omitted."""
    country = Country(name="Türkiye", official="Republic of Türkiye", aliases=("Turkey",))
    assert list(country_names("TR", country)) == ["Türkiye", "TR", "Republic of Türkiye", "Turkey"]


def test_a_conventions_names_start_with_its_slug() -> None:
    """Missing names of a convention are omitted."""
    bare = Convention(name="Mine Ban Convention")
    full = Convention(name="Mine Ban Convention", official="Convention on Mines", aliases=("x",))
    assert list(convention_names("ottawa", bare)) == ["ottawa", "Mine Ban Convention"]
    assert list(convention_names("ottawa", full))[2:] == ["Convention on Mines", "x"]


def test_a_groups_names_start_with_its_key() -> None:
    """Missing names of a group are omitted."""
    assert list(group_names("EU", Group())) == ["EU"]
    group = Group(name="European Union", aliases=("Europe",))
    assert list(group_names("EU", group)) == ["EU", "European Union", "Europe"]


def test_a_group_name_alone_is_a_membership_without_days() -> None:
    """A group given by its name is a membership without days."""
    stay = Membership(name="NATO")
    country = Country(name="Lithuania", groups=("EU", stay))
    assert list(memberships(country)) == [Membership(name="EU"), stay]


def test_an_unknown_name_is_an_error_of_the_package() -> None:
    """A caller can catch it as a TreatywatchError, as a LookupError and by its own name."""
    assert issubclass(UnknownNameError, treatywatch.TreatywatchError)
    assert issubclass(UnknownNameError, LookupError)
    assert treatywatch.UnknownNameError is UnknownNameError
