"""The command line: options, printing, and one module a command.

Only here are the clock, the terminal and the environment asked.
"""
