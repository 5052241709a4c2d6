"""Where a State stands towards a convention, worked out from its acts.

No answer, file or screen is known here.
"""
