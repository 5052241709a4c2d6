"""The command line: options, printing, and the modules of the commands.

Only this package reads the clock, the terminal and the environment.
"""
