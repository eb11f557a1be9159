"""Set and show installation options; every change is audited (AM-82, TM-01)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from entity_tui.domain.clock import Clock, UnknownZoneError, parse_zone
from entity_tui.domain.viewer import ADMINISTERS, Viewer
from entity_tui.errors import EntityError, UsageError
from entity_tui.services.signed_months import signed_figures_stay
from entity_tui.store import audit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries import installation as query
from entity_tui.store.reference import rows

NOT_SET = "not set"


def show_options(database: Database, viewer: Viewer) -> list[tuple[str, str, str]]:
    """Name, value (or `not set`) and meaning of every option there is."""
    known = rows("installation_options")
    with database.read() as connection:
        raw = Raw(connection)
        found = query.options(raw, viewer)
        later = {
            row["name"]: query.dated_option(raw, viewer, row["name"]).later
            for row in known
            if row["kind"] == _DATED
        }
    return [
        (row["name"], _shown(found.get(row["name"]), later.get(row["name"], ())), row["meaning"])
        for row in known
    ]


def _shown(value: str | None, later: tuple[tuple[date, int], ...]) -> str:
    """`1, 0 from 2026-11-02`."""
    return ", ".join([value or NOT_SET, *(f"{number} from {day}" for day, number in later)])


def set_option(
    database: Database, viewer: Viewer, name: str, value: str, clock: Clock,
    start: date | None = None,
) -> None:  # fmt: skip
    """Set an option, or with "" take it back; UsageError says what cannot be.

    One that counts by day may begin on a day; it never alters a month that is signed.
    """
    if not viewer.holds(*ADMINISTERS):
        raise EntityError(
            f"{viewer.user} ({viewer.role}) may not set options; a system administrator may."
        )
    known = {row["name"]: row for row in rows("installation_options")}
    if name not in known:
        raise UsageError(f"'{name}' is not an option: {', '.join(known)}")
    _check(known[name], value, start)
    with database.write() as connection:
        raw = Raw(connection)
        before = query.options(raw, viewer).get(name, NOT_SET)
        with signed_figures_stay(raw, viewer, f"{name} = {value or NOT_SET}"):
            if start is None:
                query.write_option(connection, viewer, name, value)
            else:
                query.write_dated_option(raw, viewer, name, value, start, clock.now())
        audit.act(
            connection, viewer, "set option", name, before=before, after=value or NOT_SET,
            begins=start.isoformat() if start else "",
        )  # fmt: skip


_DATED = "dated number"


def _check(option: Mapping[str, str], value: str, start: date | None) -> None:
    name, kind = option["name"], option["kind"]
    if start is not None and kind != _DATED:
        raise UsageError(f"{name} has no day it begins on: leave out --from")
    if value and kind in ("number", _DATED) and not value.removeprefix("-").isdecimal():
        raise UsageError(f"{name}: '{value}' is not a whole number")
    if value and kind == "zone":
        try:
            parse_zone(value)
        except UnknownZoneError as error:
            raise UsageError(f"{name}: {error}") from error
