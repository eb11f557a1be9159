"""Modules: the obligation of a taxpayer, an MFT and a period; they wait for their taxpayer."""

from __future__ import annotations

from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.ics_only import end_ics_only
from entity_tui.store.merge.keyed import OF_TAXPAYER, Keyed, merge_keyed
from entity_tui.store.merge.land import land

_COLUMNS = {
    "kind": "text", "status": "text", "assessed": "int", "balance": "int", "csed": "date",
    "ased": "date", "rsed": "date", "closing_code": "text", "closed_on": "date",
}  # fmt: skip
_KEY = {"tin": "text", "tin_type": "text", "mft": "text", "period": "text"}
# What a module known to ICS alone bore and an IDRS module does not (IM-09).
_OF_ICS = {
    "old_id": "''", "obligation_type": "''", "state": "''", "start": "CAST(NULL AS DATE)",
    "until": "CAST(NULL AS DATE)", "ics_only": "0",
}  # fmt: skip


def _land(ground: Ground) -> None:
    """A module of ICS alone gives way whatever its date; what closed it stands up to its own."""
    day = ground.as_of()
    held = {
        name: f"CASE WHEN t.closed_as_of >= {day} THEN t.{name} ELSE s.{name} END"
        for name in ("status", "closing_code", "closed_on")
    }
    land(
        ground, "obligation",
        {"account_id": "k.account_id", "mft": "s.mft", "period": "s.period"},
        {**{name: f"s.{name}" for name in _COLUMNS}, **_OF_ICS}, {"area": "k.area"},
        "obligation_id", stale=f"t.as_of > {day} AND t.ics_only = 0",
        changed=held | {"as_of": f"CASE t.ics_only WHEN 1 THEN {day} ELSE t.as_of END"},
    )  # fmt: skip


MODULES = Keyed(
    target="module", shown="module", table="obligation", unique=tuple(_KEY), owner=OF_TAXPAYER,
    landing=_land, after=end_ics_only, payload={**_KEY, **_COLUMNS},
)  # fmt: skip


def merge_modules(ground: Ground) -> None:
    """Land staged modules; those of an unknown taxpayer wait."""
    merge_keyed(ground, MODULES)
