"""Subcodes of areas (EX-S1)."""

from __future__ import annotations

from entity_tui.store.merge.keyed import OF_NOTHING, Keyed

SUBCODES = Keyed(
    target="subcode", shown="area and subcode", table="subcode", unique=("area", "code"),
    owner=OF_NOTHING, payload={"area": "int", "code": "text", "meaning": "text"},
    key={"area": "s.area", "code": "s.code"}, columns={"meaning": "s.meaning"},
)  # fmt: skip
