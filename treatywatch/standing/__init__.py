"""Work out the standing of a State towards a convention from its acts.

Nothing here knows an answer, a file or a screen.
"""
