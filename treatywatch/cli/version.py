"""What `treatywatch --version` says."""

from treatywatch import __version__
from treatywatch.cli.ledgers import ledger_paths
from treatywatch.ledger.read.load import read_ledger
from treatywatch.model.text_safety import one_line


def version_text() -> str:
    """The versions of the tool and of the ledger that it would read, and what lies over that."""
    reading = read_ledger(ledger_paths(()))
    ledger = reading.ledger
    if reading.problems:
        return f"treatywatch {__version__}\nledger: has mistakes, see treatywatch check"
    ground, *over = ledger.roots
    current = f", current to {ledger.current_to}" if ledger.current_to else ""
    told = [f"{one_line(ground.title or 'untitled')}{current}, sha256 {ledger.sha256[:12]}"]
    told += [
        f"{one_line(file.title or 'untitled')}, over it from {one_line(file.name)}" for file in over
    ]
    return "\n".join([f"treatywatch {__version__}", *(f"ledger: {line}" for line in told)])
