"""The way in: the `treatywatch` script and `python -m treatywatch`."""

import gc
import os


def main() -> None:
    """Run the command line and end the process.

    One question is one short process that makes no cyclic garbage worth collecting: without the
    collector, imports and a first read take a tenth less time. Nor is anything gained by taking
    the interpreter apart at the end, which costs as much again: everything is written by then.
    """
    gc.disable()
    from treatywatch.cli.main import main as run

    os._exit(run())


if __name__ == "__main__":
    main()
