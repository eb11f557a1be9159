"""Search, show and step: every one audited before anything is returned (CC-01 … CC-12)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from entity_tui.domain.control_central.criteria import Criteria, Kind
from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.control_central.recognise import (
    Reading,
    Target,
    recognise,
    words_apart,
)
from entity_tui.domain.viewer import Viewer
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Raw
from entity_tui.store.queries.control_central.hits import hydrate
from entity_tui.store.queries.control_central.near_names import near_names
from entity_tui.store.queries.control_central.readings import find_target
from entity_tui.store.queries.control_central.search import Found, count, find

Stop = Callable[[], bool]


def search(
    connection: Connection, viewer: Viewer, reads: ReadAudit, criteria: Criteria, limit: int,
    read_as: str = "", stop: Stop | None = None,
) -> HitList:  # fmt: skip
    """The first `limit` hits of the search fields; CriteriaError where they clash."""
    checked = criteria.checked()
    reads.record(viewer, "search", **_facts(checked))
    raw = Raw(connection)
    found = find(raw, viewer, checked, limit + 1, stop)
    if not found and checked.name:
        checked, found = _apart(raw, viewer, checked, limit + 1, stop)
        read_as = f"name {checked.name}" if found else read_as
        if not found:
            near = hydrate(raw, viewer, near_names(raw, viewer, checked, stop)[:limit])
            return HitList(checked, checked.kind, near, False, read_as, near=bool(near))
    hits = hydrate(raw, viewer, found[:limit])
    return HitList(checked, checked.kind, hits, len(found) > limit, read_as)


def _apart(
    raw: Raw, viewer: Viewer, criteria: Criteria, limit: int, stop: Stop | None
) -> tuple[Criteria, list[Found]]:
    """A name that is nowhere as typed: with its words apart, in either order."""
    for name in words_apart(criteria.name):
        other = replace(criteria, name=name)
        if found := find(raw, viewer, other, limit, stop):
            return other, found
    return criteria, []


def search_near(
    connection: Connection, viewer: Viewer, reads: ReadAudit, criteria: Criteria, limit: int,
    stop: Stop | None = None,
) -> HitList:  # fmt: skip
    """Near names beside the hits of a search for a name."""
    checked = criteria.checked()
    reads.record(viewer, "search", near="names", **_facts(checked))
    raw = Raw(connection)
    found = near_names(raw, viewer, checked, stop)[:limit] if checked.name else []
    return HitList(checked, checked.kind, hydrate(raw, viewer, found), False, near=True)


def search_line(
    connection: Connection, viewer: Viewer, reads: ReadAudit, line: str, all_locations: bool,
    limit: int, stop: Stop | None = None,
) -> HitList:  # fmt: skip
    """The Find line: every reading of it is searched, hits in the order of the readings."""
    readings = recognise(line, all_locations)
    if not readings:
        return search(connection, viewer, reads, Criteria(), limit)
    if len(readings) == 1 and readings[0].target is Target.CRITERIA:
        only = readings[0]
        return search(connection, viewer, reads, only.criteria, limit, only.read_as, stop)
    raw = Raw(connection)
    hits: list[Hit] = []
    more = False
    reads.record(viewer, "search", line=line, read_as=_named(readings))
    answered = []
    for reading in readings:
        if stop and stop():
            break
        found = _by_reading(raw, viewer, reading, limit + 1, stop)
        if found:
            answered.append(reading)
        more = more or len(found) > limit
        hits += hydrate(raw, viewer, found[:limit])
    used = answered or list(readings)
    unique = tuple(dict.fromkeys(hits))
    return HitList(
        _criteria(used[0], line, all_locations), _kind(used), unique[:limit],
        more or len(unique) > limit, _named(used),
    )  # fmt: skip


def _by_reading(
    raw: Raw, viewer: Viewer, reading: Reading, limit: int, stop: Stop | None
) -> Sequence[Found]:
    if reading.target is Target.CRITERIA:
        return find(raw, viewer, reading.criteria.checked(), limit, stop)
    return find_target(raw, viewer, reading.target, reading.value, limit)


def _criteria(reading: Reading, line: str, all_locations: bool) -> Criteria:
    if reading.target is Target.CRITERIA:
        return reading.criteria
    return Criteria(name=line, all_locations=all_locations)


def _kind(readings: Sequence[Reading]) -> Kind:
    first = readings[0]
    return first.criteria.kind if first.target is Target.CRITERIA else Kind.ACCOUNT


def _named(readings: Sequence[Reading]) -> str:
    return " or ".join(reading.read_as for reading in readings)


def _facts(criteria: Criteria) -> dict[str, str]:
    return {"criteria": criteria.shown(), "all_locations": str(criteria.all_locations)}


def count_matches(
    connection: Connection, viewer: Viewer, reads: ReadAudit, criteria: Criteria
) -> int:
    """The exact number of distinct matching persons."""
    checked = criteria.checked()
    reads.record(viewer, "count", **_facts(checked))
    return count(Raw(connection), viewer, checked)
