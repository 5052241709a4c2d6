"""Rules on names: each name means one entry, and each group is defined."""

import pytest

from tests.checks.conftest import FoundBy, ProblemsBy

COUNTRY = "[countries.XX]\n{}\n"
CONVENTION = "[conventions.own]\n{}\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(COUNTRY.format('name = "Poland"'), ['"Poland"'], id="name"),
        pytest.param(COUNTRY.format('name = "Polska"'), ['"Polska"'], id="another's alias"),
        pytest.param(COUNTRY.format('name = "Pl"'), ['"Pl"'], id="another's code"),
        pytest.param(
            COUNTRY.format('name = "X"\nun_name = "Poland"'), ['"Poland"'], id="name in the UN"
        ),
        pytest.param(
            COUNTRY.format('name = "X"\nofficial = "republic of LITHUANIA"'),
            ['"republic of LITHUANIA"'],
            id="official name, in other letters",
        ),
        pytest.param(
            COUNTRY.format('name = "X"\naliases = ["Y", "Pólska"]'), ['"Pólska"'], id="accents"
        ),
        pytest.param(
            COUNTRY.format('name = "Poland"\naliases = ["Suomi"]'),
            ['"Poland"', '"Suomi"'],
            id="of two others",
        ),
        pytest.param(
            COUNTRY.format('name = "X"\naliases = ["X", "x", "XX"]'), [], id="its own, again"
        ),
        pytest.param(COUNTRY.format('name = "Poland and more"'), [], id="shared words"),
        pytest.param(COUNTRY.format('name = "Paris Agreement"'), [], id="a convention's"),
        pytest.param(CONVENTION.format('name = "Poland"'), [], id="a country's"),
        pytest.param(
            CONVENTION.format('name = "Mine-ban treaty"'), ['"Mine-ban treaty"'], id="slug"
        ),
        pytest.param(
            CONVENTION.format('name = "X"\nofficial = "Ottawa"'), ['"Ottawa"'], id="official title"
        ),
        pytest.param(
            '[conventions.mine-ban-treaty]\nname = "X"\n',
            ["[conventions.mine-ban-treaty]"],
            id="key that is another's alias",
        ),
        pytest.param(
            '[groups.EU]\nname = "Union"\n[groups.Union]\n', ["[groups.Union]"], id="group's key"
        ),
        pytest.param(
            '[groups.EU]\naliases = ["Union"]\n[groups.AU]\naliases = ["union"]\n',
            ['"union"'],
            id="group's alias",
        ),
        pytest.param('[groups.Poland]\nname = "Suomi"\n', [], id="a group's and a country's"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_shared_name(text: str, found: list[str], found_by: FoundBy) -> None:
    """A name that another entry of the same kind has is reported and marked."""
    assert found_by("shared-name", text) == found


def test_the_message_has_both_keys(problems_by: ProblemsBy) -> None:
    """The message has the keys of both entries."""
    (problem,) = problems_by("shared-name", COUNTRY.format('name = "Polska"'))
    assert problem.message == '"Polska" is a name of PL and of XX'


GROUPS = '[groups.EU]\n[groups."Baltic States"]\n'


@pytest.mark.parametrize(
    ("groups", "found"),
    [
        pytest.param('["EU"]', [], id="defined"),
        pytest.param('["EU", "NATO"]', ['"NATO"'], id="not defined"),
        pytest.param('["eu"]', ['"eu"'], id="in other letters"),
        pytest.param('[{ name = "NATO", joined = 2004-03-29 }]', ['"NATO"'], id="a stay"),
        pytest.param('[{ name = "EU", joined = "2004", left = "2020" }]', [], id="a stay, defined"),
        pytest.param('["A", "EU", { name = "B" }]', ['"A"', '"B"'], id="several"),
        pytest.param("[]", [], id="none"),
    ],
)
def test_unknown_group(groups: str, found: list[str], found_by: FoundBy) -> None:
    """A group without a table is reported, and only its name is marked."""
    text = GROUPS + COUNTRY.format(f'name = "X"\ngroups = {groups}')
    assert found_by("unknown-group", text) == found


def test_groups_need_no_tables(found_by: FoundBy) -> None:
    """A ledger without group tables may use any groups."""
    assert found_by("unknown-group", COUNTRY.format('name = "X"\ngroups = ["NATO"]')) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Baltic State", 'did you mean "Baltic States"?'),
        ("Visegrad", 'define it as [groups."Visegrad"]'),
    ],
)
def test_the_hint_suggests_a_similar_group(name: str, hint: str, problems_by: ProblemsBy) -> None:
    """A misspelled group gets a suggestion, any other the table to define."""
    text = GROUPS + COUNTRY.format(f'name = "X"\ngroups = ["{name}"]')
    assert [problem.hint for problem in problems_by("unknown-group", text)] == [hint]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(COUNTRY.format('name = "P\u043eland 2"'), ['"P\u043eland 2"'], id="Cyrillic"),
        pytest.param(COUNTRY.format('name = "\u0391ustria"'), ['"\u0391ustria"'], id="Greek"),
        pytest.param(COUNTRY.format('name = "Z\u0585e"'), ['"Z\u0585e"'], id="Armenian"),
        pytest.param(COUNTRY.format('name = "Z\u13aae"'), ['"Z\u13aae"'], id="Cherokee"),
        pytest.param(COUNTRY.format('name = "X\u043e\u0301x"'), ['"X\u043e\u0301x"'], id="accent"),
        pytest.param(
            COUNTRY.format('name = "X"\naliases = ["Y", "Y\u043e"]'), ['"Y\u043e"'], id="alias"
        ),
        pytest.param(CONVENTION.format('name = "T\u043est"'), ['"T\u043est"'], id="convention"),
        pytest.param('[groups."E\u0443"]\n', ['[groups."E\u0443"]'], id="key of a group"),
        pytest.param(COUNTRY.format('name = "Türkiye, Россия"'), [], id="one script a word"),
        pytest.param(COUNTRY.format('name = "日本nowhere"'), [], id="scripts that look different"),
    ],
)
def test_mixed_script(text: str, found: list[str], found_by: FoundBy) -> None:
    """A word that mixes scripts that look alike is reported and marked."""
    assert found_by("mixed-script", text) == found
