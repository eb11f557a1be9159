"""The accounts a user opened last, offered again beside recent searches (CC-15)."""

from __future__ import annotations

import json
from collections.abc import Iterable

MOST = 10
"""Accounts remembered."""


class RecentAccounts:
    """Account IDs, the newest last; each once."""

    def __init__(self) -> None:
        self.ids: list[int] = []

    def opened(self, account_id: int) -> None:
        """Add an account, or move it to the end."""
        self.ids = [*(known for known in self.ids if known != account_id), account_id][-MOST:]

    def older(self, ids: Iterable[int]) -> None:
        """Add what earlier sessions opened, before what this one did."""
        self.ids = [*(known for known in ids if known not in self.ids), *self.ids][-MOST:]

    def saved(self) -> str:
        """Return the IDs as a preference: no names, no identifiers."""
        return json.dumps(self.ids)


def read_recent(saved: str | None) -> tuple[int, ...]:
    """Return the IDs of a preference; none where it cannot be read."""
    try:
        found = json.loads(saved or "[]")
    except ValueError:
        return ()
    ids = found if isinstance(found, list) else []
    return tuple(number for number in ids if isinstance(number, int) and 0 < number < 10**10)
