"""The commands, and the parts of each.

This module imports nothing of the package, because help and completion load it.
"""

from importlib import import_module
from typing import Any, Final, NamedTuple


class Command(NamedTuple):
    """A command that answers with records; its parts are loaded when used."""

    module: str
    """The module in `treatywatch.answers` that has the next three."""
    answer: str
    """The function that answers."""
    answer_type: str
    record_type: str
    report: str
    """The function in `treatywatch.reports` that makes a report of the answer."""

    def load_answer(self) -> Any:
        """Return the function that answers."""
        return _load(f"answers.{self.module}.{self.answer}")

    def load_answer_type(self) -> Any:
        """Return the type of the answer."""
        return _load(f"answers.{self.module}.{self.answer_type}")

    def load_record_type(self) -> Any:
        """Return the type of the answer's records."""
        return _load(f"answers.{self.module}.{self.record_type}")

    def load_report(self) -> Any:
        """Return the function that makes a report of the answer."""
        return _load(f"reports.{self.report}")


def _load(name: str) -> Any:
    module, _, attribute = name.rpartition(".")
    return getattr(import_module(f"treatywatch.{module}"), attribute)


COMMANDS: Final[dict[str, Command | None]] = {
    "status": Command(
        "status", "status_answer", "StatusAnswer", "StatusItem", "status.status_report"
    ),
    "timeline": Command(
        "timeline", "timeline_answer", "TimelineAnswer", "TimelineItem", "timeline.timeline_report"
    ),
    "diff": Command("diff", "diff_answer", "DiffAnswer", "DiffItem", "diff.diff_report"),
    "upcoming": Command(
        "upcoming", "upcoming_answer", "UpcomingAnswer", "UpcomingItem", "upcoming.upcoming_report"
    ),
    "explain": Command(
        "explain", "explain_answer", "ExplainAnswer", "ExplainItem", "explain.explain_report"
    ),
    "what-if": Command(
        "what_if", "what_if_answer", "WhatIfAnswer", "WhatIfItem", "explain.what_if_report"
    ),
    "verify": Command(
        "verify", "verify_answer", "VerifyAnswer", "VerifyItem", "verify.verify_report"
    ),
    "parties": Command(
        "parties", "parties_answer", "PartiesAnswer", "PartyItem", "parties.parties_report"
    ),
    "board": Command("board", "board_answer", "BoardAnswer", "BoardItem", "board.board_report"),
    "countries": Command(
        *("reference_lists", "countries_answer", "CountriesAnswer", "CountryItem"),
        "reference_lists.countries_report",
    ),
    "treaties": Command(
        *("reference_lists", "treaties_answer", "TreatiesAnswer", "ConventionItem"),
        "reference_lists.treaties_report",
    ),
    "export": None,
    "check": Command("check", "check_answer", "CheckAnswer", "CheckItem", "check.check_report"),
    "add": Command("add", "add_answer", "AddAnswer", "AddItem", "add.add_report"),
    "files": Command("files", "files_answer", "FilesAnswer", "FileItem", "files.files_report"),
    "init": None,
    "schema": None,
}
"""The commands in the order of the help; None if they have no answer."""

VARIANTS: Final = {
    "parties-plot": Command(
        *("party_counts", "party_counts_answer", "PartyCountsAnswer", "PartyCountsItem"),
        "party_counts.party_counts_report",
    ),
    "check-list": Command("check", "rules_answer", "RulesAnswer", "RuleItem", "check.rules_report"),
}
"""The other answers of commands, each named `command-option`."""

ANSWERS: Final = {name: command for name, command in COMMANDS.items() if command} | VARIANTS
"""Every answer by the name of its schema."""
