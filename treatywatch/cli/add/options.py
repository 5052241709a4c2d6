"""The options that only `add` has."""

from typing import Annotated

import typer

from treatywatch.cli import completion
from treatywatch.cli.command import OptionGroup


class StepOptions(OptionGroup):
    """The step to add, as typed.

    A field has the name of the event's key in a ledger, or of the source's key after `source_`.
    """

    country: Annotated[
        str | None,
        typer.Option(
            "--country",
            "-c",
            metavar="COUNTRY",
            help="Name, alias or ISO code of the State.",
            show_default=False,
            autocompletion=completion.countries,
        ),
    ] = None
    convention: Annotated[
        str | None,
        typer.Option(
            "--treaty",
            "-t",
            metavar="TREATY",
            help="Slug, name or alias of the convention.",
            show_default=False,
            autocompletion=completion.treaties,
        ),
    ] = None
    step: Annotated[
        str | None,
        typer.Option(
            "--step",
            "-s",
            metavar="STEP",
            help="The step: announced, notified, effective, … TAB offers all.",
            show_default=False,
            autocompletion=completion.steps,
        ),
    ] = None
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            "-d",
            metavar="DATE",
            help="Date of the step: YYYY-MM-DD, or YYYY-MM or YYYY if only that is known, or today.",
            show_default=False,
        ),
    ] = None
    actor: Annotated[
        str | None,
        typer.Option(
            "--actor", metavar="TEXT", help="Person or body that acted.", show_default=False
        ),
    ] = None
    chamber: Annotated[
        str | None,
        typer.Option(
            "--chamber",
            metavar="TEXT",
            help="The chamber that voted, if parliament has two.",
            show_default=False,
        ),
    ] = None
    votes: Annotated[
        str | None,
        typer.Option(
            "--votes",
            metavar="FOR-AGAINST-ABSTAINING",
            help="Votes of a chamber, such as 107-0-3.",
            show_default=False,
        ),
    ] = None
    consent: Annotated[
        str | None,
        typer.Option(
            "--consent",
            metavar="KIND",
            help="For consented: ratification, acceptance, approval, accession or succession.",
            show_default=False,
        ),
    ] = None
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="COUNTRY",
            help="For objected: the State that objects.",
            show_default=False,
            autocompletion=completion.countries,
        ),
    ] = None
    names_effect: Annotated[
        str | None,
        typer.Option(
            "--names-effect",
            metavar="DATE",
            help="For notified: the later day of effect that the notice names.",
            show_default=False,
        ),
    ] = None
    postponed: Annotated[
        str | None,
        typer.Option(
            "--postponed",
            metavar="TEXT",
            help="For notified: reason why the effect waits, such as an armed conflict.",
            show_default=False,
        ),
    ] = None
    reference: Annotated[
        str | None,
        typer.Option(
            "--reference",
            metavar="TEXT",
            help="The depositary notification, such as C.N.1.2025.",
            show_default=False,
        ),
    ] = None
    summary: Annotated[
        str | None,
        typer.Option(
            "--summary",
            metavar="TEXT",
            help="A sentence about the step, in your own words.",
            show_default=False,
        ),
    ] = None
    source_title: Annotated[
        list[str] | None,
        typer.Option(
            "--source-title",
            metavar="TEXT",
            help="A source's title. Each repetition begins another source.",
            show_default=False,
        ),
    ] = None
    source_publisher: Annotated[
        list[str] | None,
        typer.Option(
            "--source-publisher",
            metavar="TEXT",
            help="Its publisher; as often as titles, in their order.",
            show_default=False,
        ),
    ] = None
    source_url: Annotated[
        list[str] | None,
        typer.Option(
            "--source-url",
            metavar="URL",
            help='Its address. With several sources, "" for one without.',
            show_default=False,
        ),
    ] = None
    source_published: Annotated[
        list[str] | None,
        typer.Option(
            "--source-published",
            metavar="DATE",
            help='Its date of publication. With several sources, "" for one without.',
            show_default=False,
        ),
    ] = None
    source_kind: Annotated[
        list[str] | None,
        typer.Option(
            "--source-kind",
            metavar="KIND",
            help="depositary, official, monitor, press (the default) or weak.",
            show_default=False,
        ),
    ] = None
    other_dates: Annotated[
        list[str] | None,
        typer.Option(
            "--other-date",
            metavar="DATE=NOTE",
            help="A date that another text gives, and the text. Repeatable.",
            show_default=False,
        ),
    ] = None
    contested: Annotated[
        bool, typer.Option("--contested", help="The step or its date is contested.")
    ] = False
    unverified: Annotated[
        bool, typer.Option("--unverified", help="The step is not verified against a text.")
    ] = False
    note: Annotated[
        str | None,
        typer.Option("--note", metavar="TEXT", help="A note for readers.", show_default=False),
    ] = None


TargetFile = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="FILE",
        help="The file to add to, one of the files read. Default: the last ledger.",
        show_default=False,
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be added, and write nothing.")
]
