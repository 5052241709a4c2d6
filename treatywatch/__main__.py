"""The entry point of the `treatywatch` script and of `python -m treatywatch`."""

import gc
import os
import sys
from typing import Final

_INTERRUPTED: Final = 130
"""`ExitCode.INTERRUPTED`, which cannot be imported before an interrupt is handled."""


def main() -> None:
    """Run the command line and end the process.

    The garbage collector is off and the interpreter is not shut down, because a command is short:
    collecting takes a tenth of a first answer, and shutting down as much again. A profiler or
    coverage needs the shutdown: TREATYWATCH_NO_FAST_EXIT=1 keeps it.
    """
    try:
        gc.disable()
        from treatywatch.cli.main import main as run

        status = run()
    except KeyboardInterrupt:  # Ctrl-C during the imports, which no command handles
        status = _INTERRUPTED
    if os.environ.get("TREATYWATCH_NO_FAST_EXIT"):
        sys.exit(status)
    os._exit(status)


if __name__ == "__main__":
    main()
