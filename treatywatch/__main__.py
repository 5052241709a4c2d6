"""`python -m treatywatch`."""

from treatywatch.cli import main

main()
