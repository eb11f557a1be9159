"""What was done with a group's month, step by step, and where that leaves it (TM-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class StepKind(StrEnum):
    """The steps of a month; the last seven are the area's and the quality analyst's."""

    GENERATE = "generate"
    APPROVE = "approve"
    REOPEN = "reopen"
    TRANSMIT = "transmit"
    RETURN = "return"
    FOLLOW_UP = "follow up"
    REVIEW = "review"
    ACCEPT = "accept"
    VALIDATE = "validate"
    SEND = "send"
    RECALL = "recall"


_CLOSES = frozenset({StepKind.APPROVE})
_OPENS = frozenset({StepKind.REOPEN, StepKind.RETURN})


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who did it, when, about which report."""

    step: StepKind
    n: int
    at: datetime
    on_day: date
    user: str
    name: str
    digest: str = ""
    note: str = ""


def lock(steps: Sequence[Step]) -> Step | None:
    """The approval that locks the month; None while its days may be changed."""
    for step in reversed(steps):
        if step.step in _CLOSES:
            return step
        if step.step in _OPENS:
            return None
    return None
