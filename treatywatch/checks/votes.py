"""The rule about votes: that they add up."""

from collections.abc import Iterator

from treatywatch.checks.context import CheckContext
from treatywatch.model.errors import Problem


def votes_sum(examined: CheckContext) -> Iterator[Problem]:
    """Where a chamber's size is given, its votes do not exceed it, and with the absent make it up."""
    for event in examined.ledger.events:
        votes = event.votes
        if votes is None or votes.of is None:
            continue
        cast = votes.yes + (votes.against or 0) + (votes.abstain or 0)
        told = cast + (votes.absent or 0)
        whole = votes.against is not None and votes.absent is not None
        if told > votes.of or (whole and told != votes.of):
            message = f"{told} votes and absences are told of a chamber of {votes.of}"
            hint = "correct the numbers, or leave out what is not known"
            yield examined.in_event(event, "votes-sum", message, key="votes", hint=hint)
