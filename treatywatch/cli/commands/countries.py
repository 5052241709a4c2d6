"""`treatywatch countries`."""

from typing import TYPE_CHECKING

from treatywatch.cli import options as o

if TYPE_CHECKING:
    from treatywatch.answers.reference_lists import CountriesAnswer
    from treatywatch.reports.report import Report

app = o.new_app()


@app.command(
    epilog=o.examples(
        "countries turkiye",
        'countries --group "Baltic States"',
        "countries --group EU --as-of 2019-12-31 --format csv",
    )
)
def countries(
    *,
    country: o.Countries = None,
    group: o.Group = None,
    as_of: o.AsOf = None,
    ledger: o.Ledgers = None,
    cache: o.Cache = True,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    output: o.Output = None,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """The countries that the ledger knows, with everything they go by and their groups."""
    from treatywatch.answers.reference_lists import CountryItem, countries_answer
    from treatywatch.cli.ledgers import open_ledger
    from treatywatch.cli.printing import OutputOptions, build_query, print_answer

    manner = OutputOptions(format=format, json=json, output=output, color=color)
    book = open_ledger(ledger, cache=cache)
    answer = countries_answer(book, build_query(book, as_of=as_of, countries=country, group=group))
    print_answer(answer, CountryItem, lambda: _report(answer), manner)


def _report(answer: "CountriesAnswer") -> "Report":
    from treatywatch.reports.reference_lists import countries_report

    return countries_report(answer)
