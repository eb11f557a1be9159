"""Open-item accounts: transactions are matched by match events that balance (AM-63)."""

from __future__ import annotations

from collections.abc import Sequence

MATCHED, UNMATCHED = "matched", "unmatched"


def match_state(transactions: Sequence[tuple[str, int]]) -> str:
    """The state of a bill or payment by its transactions: (match event, what the event sums to).

    It is unmatched until all of them are in events that balance.
    """
    balanced = all(event and not total for event, total in transactions)
    return MATCHED if balanced else UNMATCHED
