"""The way in: the `treatywatch` script and `python -m treatywatch`."""

import gc


def main() -> None:
    """Run the command line.

    One question is one short process that makes no cyclic garbage worth collecting: without the
    collector, imports and a first read take a tenth less time.
    """
    gc.disable()
    from treatywatch.cli import main as run

    run()


if __name__ == "__main__":
    main()
