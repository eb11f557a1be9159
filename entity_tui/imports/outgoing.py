"""What leaves as a file for another system: its fields, and where its layout lies (EX-OUT1)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from entity_tui.errors import UsageError
from entity_tui.imports.feeds.feed import Columns, Feed, single
from entity_tui.imports.layout import Layout, parse_layout
from entity_tui.imports.values import Wrong
from entity_tui.paths import data_root
from entity_tui.store.merge.ground import Ground

_UNIT = {"month": "text", "unit": "text", "assignment": "assignment"}


def _as_read(columns: Columns, types: Mapping[str, str], count: int) -> dict[str, Wrong]:
    return {}


def _stays_out(ground: Ground) -> None:
    raise UsageError("this is a file that leaves; it is not imported")


def _out(name: str, title: str, frequency: str, fields: Mapping[str, str]) -> Feed:
    return single(
        name=name, title=title, frequency=frequency, fields=fields, required=(),
        stage={}, shape=_as_read, merge=_stays_out,
    )  # fmt: skip


OUTGOING = {
    feed.name: feed
    for feed in (
        _out("ctrs-time", "Time for CTRS", "monthly", {**_UNIT, "code": "text", "hours": "amount"}),
        _out(
            "ctrs-inventory", "Inventory for CTRS", "monthly",
            {**_UNIT, "grade": "text", "status": "text", "cases": "integer", "tdas": "integer",
             "tdis": "integer"},
        ),
        _out(
            "ctrs-activity", "Activity for CTRS", "monthly",
            {**_UNIT, "received": "integer", "closed": "integer", "entries": "integer"},
        ),
        _out(
            "als", "DIAL for ALS", "as configured",
            {"tin": "tin", "tin_type": "tin_type", "name": "text", "listing": "text",
             "place": "text", "assignment": "assignment", "status": "status", "grade": "text",
             "priority": "text", "predictive": "text", "scored_on": "date",
             "modules": "integer", "balance": "amount", "csed": "date"},
        ),
    )
}  # fmt: skip


def out_layout(name: str, folder: Path | None = None) -> Layout:
    """The layout an outgoing file is written by: the site's where its folder has one, else ours."""
    own = folder / f"{name}.toml" if folder else None
    where = own if own and own.exists() else data_root() / "layouts" / "out" / f"{name}.toml"
    try:
        layout = parse_layout(where.read_text(encoding="utf-8"), where.name, OUTGOING[name])
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"layout {where}: {error}") from error
    if coded := [
        field.name for record in layout.records for field in record.fields if field.coding
    ]:
        raise UsageError(
            f"layout {where}: field '{coded[0]}': a file that leaves has plain numbers"
        )
    return layout
