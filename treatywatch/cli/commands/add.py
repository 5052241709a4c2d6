"""`treatywatch add`."""

from treatywatch.cli.add.options import DryRun, StepOptions, TargetFile
from treatywatch.cli.command import command
from treatywatch.cli.options import (
    Color,
    ColorOption,
    FormatOption,
    JsonFlag,
    LedgerFiles,
    OutputOptions,
)


@command(
    "add",
    'add --country LT --treaty ottawa --step remark --date 2026-11-20 --summary "…" '
    '--source-title "…" --source-publisher "…"',
    "add -l my.toml --dry-run",
)
def add(
    *,
    step_options: StepOptions,
    to: TargetFile = None,
    dry_run: DryRun = False,
    ledger_files: LedgerFiles = None,
    format: FormatOption = None,  # noqa: A002
    json: JsonFlag = False,
    color: ColorOption = Color.AUTO,
) -> None:
    """Record a step: by questions on a terminal, by options elsewhere.

    The entry is added at the end of the file; the rest of the file stays unchanged to the byte. A
    step in which check would find a mistake is refused. The ledger in the package is never written
    to: keep one of your own over it, see treatywatch init.
    """
    from treatywatch.cli.add.workflow import add_step

    output = OutputOptions(format=format, json=json, color=color)
    add_step(step_options, ledger_files, to=to, dry_run=dry_run, output=output)
