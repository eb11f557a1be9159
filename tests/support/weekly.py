"""Lines of the weekly and monthly feeds, for import tests."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from entity_tui.paths import data_root
from support.importing import TODAY, write

EIN = "123456789"


def columns(feed: str) -> list[str]:
    """The columns of our own layout of a feed."""
    text = (data_root() / "layouts" / f"{feed}.toml").read_text(encoding="utf-8")
    return [field["column"] for field in tomllib.loads(text)["record"][0]["fields"]]


def extract(folder: Path, feed: str, *rows: dict[str, str], as_of: date = TODAY) -> Path:
    """A file of a feed whose lines have these values, the others blank."""
    names = columns(feed)
    assert all(set(row) <= set(names) for row in rows)
    lines = ["|".join(row.get(name, "") for name in names) for row in rows]
    number = len(list(folder.glob("*")))
    return write(folder / f"{feed}-{number}.dat", "|".join(names), lines, as_of=as_of)


def grid(code: str, assignment: str, **more: str) -> dict[str, str]:
    """A row of the assignment grid."""
    return {"zip": code, "grade": "11", "assignment": assignment, **more}


def figure(item: str, value: str, **more: str) -> dict[str, str]:
    """A month-end figure of an employee."""
    return {"month": "202610", "unit": "27031207", "line": item, "figure": value, **more}


def closed_case(**more: str) -> dict[str, str]:
    """A case closed last week."""
    return {"tin": EIN, "tin_type": "EIN", "closed_on": "2026-11-17", **more}


def closed_module(**more: str) -> dict[str, str]:
    """A module closed last week."""
    return {"tin": EIN, "tin_type": "EIN", "mft": "01", "period": "202603", "status": "12",
            "closing_code": "10", "closed_on": "2026-11-16", **more}  # fmt: skip


def listed(**more: str) -> dict[str, str]:
    """An account on the delinquent inventory list."""
    return {"tin": EIN, "tin_type": "EIN", "person_type": "B", "name": "DELTA FREIGHT LLC",
            "street": "1 MAIN ST", "city": "OAKLAND", "state": "CA", "postal": "94601",
            "assignment": "27007000", "status": "24", "grade": "12", "priority": "101",
            "predictive": "a", "scored_on": "2026-11-14", **more}  # fmt: skip


def non_idrs(**more: str) -> dict[str, str]:
    """A case ICS alone knows, with its module."""
    return {"tin": EIN, "tin_type": "EIN", "person_type": "B", "name": "DELTA FREIGHT LLC",
            "street": "1 MAIN ST", "city": "OAKLAND", "state": "CA", "postal": "94601",
            "number": "X1", "obligation_type": "ICS only", "mft": "01", "period": "202603",
            "assignment": "27031211", "received_on": "2026-11-02", **more}  # fmt: skip
