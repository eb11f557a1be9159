"""Search, show and step: every one audited before anything is returned (CC-01 … CC-12)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from entity_tui.domain.control_central.asked import looks_like_street
from entity_tui.domain.control_central.criteria import Criteria, CriteriaError, Kind
from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.control_central.recognise import (
    Reading,
    Target,
    name_reading,
    recognise,
    words_apart,
)
from entity_tui.domain.control_central.variants import FEWER_THAN
from entity_tui.domain.viewer import Viewer
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Raw
from entity_tui.store.queries.control_central.hits import hydrate
from entity_tui.store.queries.control_central.near_names import near_names
from entity_tui.store.queries.control_central.readings import find_target
from entity_tui.store.queries.control_central.search import (
    Found,
    by_any_identifier,
    count,
    find,
    tin_types_of,
)
from entity_tui.store.queries.control_central.variants import find_variants

Stop = Callable[[], bool]
_ALL = 100_000
"""Variants counted at most."""


def search(
    connection: Connection, viewer: Viewer, reads: ReadAudit, criteria: Criteria, limit: int,
    read_as: str = "", stop: Stop | None = None,
) -> HitList:  # fmt: skip
    """The first `limit` hits of the search fields; CriteriaError where they clash."""
    checked = criteria.checked()
    reads.record(viewer, "search", **_facts(checked))
    raw = Raw(connection)
    found = find(raw, viewer, checked, limit + 1, stop)
    exact = HitList(
        checked, checked.kind, hydrate(raw, viewer, found[:limit]), len(found) > limit, read_as
    )
    if checked.kind not in {Kind.NAME, Kind.LOCATION}:
        return exact
    with_variants = _add_variants(raw, viewer, exact, found, limit, stop)
    if with_variants.hits or not checked.name:
        return with_variants
    other, found = _apart(raw, viewer, checked, limit + 1, stop)
    if found:
        hits = hydrate(raw, viewer, found[:limit])
        return HitList(other, other.kind, hits, len(found) > limit, f"name {other.name}")
    near = hydrate(raw, viewer, near_names(raw, viewer, checked, stop)[:limit])
    return HitList(
        checked, checked.kind, near, False, read_as, near=bool(near), tried=with_variants.tried
    )


def _add_variants(
    raw: Raw, viewer: Viewer, exact: HitList, found: Sequence[Found], limit: int, stop: Stop | None
) -> HitList:
    """The exact matches and, where they are few, variants below them (CC-14)."""
    most = min(limit, FEWER_THAN)
    if len(found) >= most:
        return exact
    more = find_variants(raw, viewer, exact.criteria, found, most + 1 - len(found), stop)
    room = most - len(found)
    hits = hydrate(raw, viewer, [hit for hit, _ in more.found[:room]])
    marked = (
        replace(hit, variant=label) for hit, (_, label) in zip(hits, more.found[:room], strict=True)
    )
    return replace(
        exact, hits=(*exact.hits, *marked), more=len(more.found) > room, tried=more.tried
    )


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
    """The Find line: every reading of it is searched, hits in the order of the readings.

    What is no name and found nowhere is searched as a name; CriteriaError where a number can only
    be mistyped.
    """
    readings = recognise(line, all_locations)
    if not readings:
        return search(connection, viewer, reads, Criteria(), limit)
    if len(readings) == 1 and readings[0].target is Target.CRITERIA and not readings[0].is_tin:
        only = readings[0]
        found = search(connection, viewer, reads, only.criteria, limit, only.read_as, stop)
        if found.exact and not found.near:
            return found
        other = _by_other_identifier if only.criteria.name else _as_name
        return other(connection, viewer, line, found, limit, stop)
    reads.record(viewer, "search", line=line, read_as=_named(readings))
    found = _every_reading(connection, viewer, readings, line, all_locations, limit, stop)
    faults = [reading.fault for reading in readings if reading.fault]
    if not found.hits and faults:
        others = [r.read_as for r in readings if not r.fault]
        nothing = f"Nothing found as {' or '.join(others)}. " if others else ""
        raise CriteriaError(nothing + faults[0])
    if found.hits or any(reading.criteria.name for reading in readings):
        return found
    return _as_name(connection, viewer, line, found, limit, stop)


def _every_reading(
    connection: Connection, viewer: Viewer, readings: Sequence[Reading], line: str,
    all_locations: bool, limit: int, stop: Stop | None,
) -> HitList:  # fmt: skip
    """The hits of each reading, one reading after the other, each hit once."""
    raw = Raw(connection)
    hits: dict[tuple[int, int, int, int], Hit] = {}
    more = False
    answered = []
    for reading in readings:
        if stop and stop():
            break
        found = _by_reading(raw, viewer, reading, limit + 1, stop)
        if found:
            answered.append(reading)
        more = more or len(found) > limit
        for hit in _labelled(raw, reading, hydrate(raw, viewer, found[:limit])):
            hits.setdefault((*hit.key, hit.name_seq), hit)
    used = answered or [r for r in readings if r.target is not Target.NONE] or list(readings)
    listed = tuple(hits.values())
    return HitList(
        _criteria(used[0], line, all_locations), _kind(used), listed[:limit],
        more or len(listed) > limit, _named(used),
    )  # fmt: skip


def _labelled(raw: Raw, reading: Reading, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits with the reading that found them; of a TIN the type it is on file with."""
    if not reading.is_tin:
        return tuple(replace(hit, read_as=reading.read_as) for hit in hits)
    asked = reading.criteria
    types = tin_types_of(raw, [hit.person_id for hit in hits], asked.id_value, asked.id_type)
    labelled = [replace(hit, read_as=types.get(hit.person_id, reading.read_as)) for hit in hits]
    order = list(dict.fromkeys(hit.read_as for hit in labelled))
    return tuple(sorted(labelled, key=lambda hit: order.index(hit.read_as)))


def _by_other_identifier(
    connection: Connection, viewer: Viewer, line: str, found: HitList, limit: int,
    stop: Stop | None,
) -> HitList:  # fmt: skip
    """Search by another identifier: a line with digits may be a passport or driver's license."""
    if not any(map(str.isdigit, line)) or "%" in line:
        return found
    raw = Raw(connection)
    rows = by_any_identifier(raw, viewer.scope, line, limit + 1)
    if not rows:
        return _as_address(raw, viewer, line, found, limit, stop)
    hits = hydrate(raw, viewer, rows[:limit])
    asked = Criteria(id_value=line, all_locations=found.criteria.all_locations)
    return HitList(asked, Kind.IDENTIFIER, hits, len(rows) > limit, "identifier")


def _as_address(
    raw: Raw, viewer: Viewer, line: str, nothing: HitList, limit: int, stop: Stop | None
) -> HitList:
    """Search a line that begins with a house number as an address, in the form pages show."""
    street = line.split(",")[0].strip()
    if not looks_like_street(street) or (nothing.hits and not nothing.near):
        return nothing
    asked = Criteria(address=street, all_locations=nothing.criteria.all_locations)
    rows = find(raw, viewer, asked, limit + 1, stop)
    hits = hydrate(raw, viewer, rows[:limit])
    exact = HitList(asked, Kind.LOCATION, hits, len(rows) > limit, "address")
    found = _add_variants(raw, viewer, exact, rows, limit, stop)
    return found if found.hits else nothing


def _as_name(
    connection: Connection, viewer: Viewer, line: str, nothing: HitList, limit: int,
    stop: Stop | None,
) -> HitList:  # fmt: skip
    """Search a number that was not found as a name: 24-7."""
    reading = name_reading(line, nothing.criteria.all_locations)
    raw = Raw(connection)
    found = find(raw, viewer, reading.criteria.checked(), limit + 1, stop)
    if not found:
        return nothing
    hits = hydrate(raw, viewer, found[:limit])
    return HitList(reading.criteria, Kind.NAME, hits, len(found) > limit, reading.read_as)


def _by_reading(
    raw: Raw, viewer: Viewer, reading: Reading, limit: int, stop: Stop | None
) -> Sequence[Found]:
    if reading.target is Target.NONE:
        return []
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
    """The exact number of distinct matching persons; of variants where nothing matches as typed."""
    checked = criteria.checked()
    reads.record(viewer, "count", **_facts(checked))
    raw = Raw(connection)
    exact = count(raw, viewer, checked)
    if exact or checked.kind not in {Kind.NAME, Kind.LOCATION}:
        return exact
    found = find_variants(raw, viewer, checked, (), _ALL).found
    return len({hit.person_id for hit, _ in found if hit.person_id})
