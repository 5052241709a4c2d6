"""The reports of `countries` and `treaties`."""

from collections.abc import Sequence
from typing import Final

from treatywatch.answers.query import groups_on
from treatywatch.answers.reference_lists import (
    ConventionItem,
    CountriesAnswer,
    CountryItem,
    TreatiesAnswer,
)
from treatywatch.law.wording import clause_in_words
from treatywatch.model.ledger import Ledger
from treatywatch.reports.notes import currency_warning
from treatywatch.reports.report import Cell, Column, Report, Row, Style, cell

_FEW: Final = 3
_NO_ROLL: Final = "Parties are counted only for conventions with a roll."
_COUNTRIES: Final = (
    Column(heading="Code", no_wrap=True),
    Column(heading="Country"),
    Column(heading="Also"),
    Column(heading="Groups"),
)
_TREATIES: Final = (
    Column(heading="Treaty", no_wrap=True),
    Column(heading="Name"),
    Column(heading="In force"),
    Column(heading="Exit"),
    Column(heading="Parties"),
    Column(heading="Events"),
    Column(heading="Also"),
)


def countries_report(answer: CountriesAnswer) -> Report:
    """Return the report of an answer to `countries`."""
    count = len(answer.items)
    return Report(
        title=f"{count} {'country' if count == 1 else 'countries'}",
        subtitle=f"groups as of {answer.as_of}",
        columns=_COUNTRIES,
        rows=tuple(_country_row(answer, item) for item in answer.items),
        empty="No country.",
    )


def _country_row(answer: CountriesAnswer, item: CountryItem) -> Row:
    also = [name for name in (item.un_name, *item.aliases) if name]
    groups = groups_on(item.groups, answer.as_of)
    return Row(
        (
            cell(item.code),
            cell(item.name, Style.STRONG),
            cell(_first_names(also), Style.PAST),
            cell(", ".join(groups)),
        )
    )


def treaties_report(answer: TreatiesAnswer, ledger: Ledger) -> Report:
    """Return the report of an answer to `treaties` from `ledger`."""
    count = len(answer.items)
    slugs = [item.convention for item in answer.items]
    all_have_rolls = all(item.rolled is not None for item in answer.items)
    return Report(
        title=f"{count} {'convention' if count == 1 else 'conventions'}",
        subtitle=f"as of {answer.as_of}",
        columns=_TREATIES,
        rows=tuple(_treaty_row(item) for item in answer.items),
        notes=(
            *(() if all_have_rolls else (_NO_ROLL,)),
            *currency_warning(answer.as_of, ledger, slugs),
        ),
        empty="No convention.",
    )


def _treaty_row(item: ConventionItem) -> Row:
    force = f"{item.in_force or '-'}{f' to {item.ended}' if item.ended else ''}"
    return Row(
        (
            cell(item.convention),
            cell(item.name, Style.STRONG),
            cell(force),
            cell(clause_in_words(item.withdrawal)),
            _parties_cell(item),
            cell(item.events),
            cell(_first_names(item.aliases), Style.PAST),
        )
    )


def _parties_cell(item: ConventionItem) -> Cell:
    """Return the number of parties, and of States that have consented but are not bound."""
    if item.count is None or item.depositary_count is None:
        return cell(None)
    joining = item.depositary_count - item.count
    return cell(item.count, detail=f"and {joining} joining" if joining else "")


def _first_names(names: Sequence[str]) -> str:
    """Return the first names and the number of others, because data formats have all."""
    more = len(names) - _FEW
    return ", ".join(names[:_FEW]) + (f" and {more} more" if more > 0 else "")
