"""`treatywatch add`."""

from treatywatch.cli import options as o
from treatywatch.cli.add import options as a

app = o.new_app()


@app.command(
    epilog=o.examples(
        "add",
        'add --country LT --treaty ottawa --step remark --date 2026-11-20 --summary "…" '
        '--source-title "…" --source-publisher "…"',
        "add -l my.toml --dry-run",
    )
)
def add(
    *,
    country: a.Country = None,
    treaty: a.Treaty = None,
    step: a.Step = None,
    date: a.Date = None,
    actor: a.Actor = None,
    chamber: a.Chamber = None,
    votes: a.Votes = None,
    consent: a.Consent = None,
    by: a.By = None,
    names_effect: a.NamesEffect = None,
    postponed: a.Postponed = None,
    reference: a.Reference = None,
    summary: a.Summary = None,
    source_title: a.SourceTitles = None,
    source_publisher: a.SourcePublishers = None,
    source_url: a.SourceUrls = None,
    source_published: a.SourceDates = None,
    source_kind: a.SourceKinds = None,
    other_date: a.OtherDates = None,
    contested: a.Contested = False,
    unverified: a.Unverified = False,
    note: a.Note = None,
    to: a.TargetFile = None,
    dry_run: a.DryRun = False,
    ledger: o.Ledgers = None,
    format: o.FormatOption = None,  # noqa: A002
    json: o.JsonFlag = False,
    color: o.ColorOption = o.Color.AUTO,
) -> None:
    """Record a step: on a terminal by questions, elsewhere by options.

    The entry is added below what the file holds; not a byte of that changes. What check would find
    fault with is refused. The ledger in the package is never written to: keep one of your own over
    it, see treatywatch init.
    """
    from treatywatch.cli.add.arguments import AddArguments
    from treatywatch.cli.add.workflow import add_step
    from treatywatch.cli.printing import OutputOptions

    given = AddArguments(
        single={
            "country": country,
            "convention": treaty,
            "step": step,
            "date": date,
            "actor": actor,
            "chamber": chamber,
            "votes": votes,
            "consent": consent,
            "by": by,
            "names_effect": names_effect,
            "postponed": postponed,
            "reference": reference,
            "summary": summary,
            "note": note,
        },
        sources={
            "title": source_title or [],
            "publisher": source_publisher or [],
            "url": source_url or [],
            "published": source_published or [],
            "kind": source_kind or [],
        },
        other_dates=other_date or [],
        contested=contested,
        unverified=unverified,
    )
    manner = OutputOptions(format=format, json=json, color=color)
    add_step(given, ledger, to=to, dry_run=dry_run, manner=manner)
