"""The exit statuses of the program."""

from enum import IntEnum


class ExitCode(IntEnum):
    """An exit status: the README lists them, scripts rely on them."""

    ANSWERED = 0
    """The command answered, even if the answer is empty."""
    NEGATIVE = 1
    """`check` found something, `add` refused, `verify` is false, or `diff` found changes."""
    USAGE = 2
    LEDGER_PROBLEMS = 3
    """A ledger is missing or has mistakes."""
    NOT_WRITTEN = 4
    BUG = 70
    """A mistake of our own; EX_SOFTWARE in sysexits.h."""
    INTERRUPTED = 130
    """Ctrl-C: 128 plus the number of SIGINT."""
