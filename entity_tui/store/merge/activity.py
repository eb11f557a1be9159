"""Daily activity entries of cases; they wait for their case (EX-E3)."""

from __future__ import annotations

from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.keyed import OF_CASE, Keyed, merge_keyed

_KEY = {"tin": "text", "tin_type": "text", "day": "date", "seq": "int"}
_COLUMNS = {"assignment": "text", "kind": "text", "entry": "text"}

ACTIVITY = Keyed(
    target="activity",
    shown="activity entry",
    table="activity",
    unique=tuple(_KEY),
    owner=OF_CASE,
    key={"case_id": "k.case_id", "day": "s.day", "seq": "s.seq"},
    columns={name: f"s.{name}" for name in _COLUMNS},
    more={},
    id_column="",
    payload={**_KEY, **_COLUMNS},
)


def merge_activity(ground: Ground) -> None:
    """Land staged activity entries; those of an unknown case wait."""
    merge_keyed(ground, ACTIVITY)
