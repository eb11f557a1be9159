"""What a record page shows: two context lines and numbered zones, by the kind of page."""

from __future__ import annotations

from dataclasses import dataclass, field

from entity_tui.domain.control_central.account_page import (
    AccountPage,
    LinkedPerson,
    LocationPage,
    PersonPage,
)
from entity_tui.domain.control_central.detail import DetailPage
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.control_central.tree import TreePage
from entity_tui.keymap import Page
from screens.control_central.drilling import Entries, Entry
from screens.control_central.zone_body import ZoneBody
from screens.shared.draw import Line, clip, wide
from screens.shared.zone_order import ZoneSpec

Record = AccountPage | PersonPage | LocationPage | DetailPage | TreePage

HOUSE: dict[Page, tuple[ZoneSpec, ...]] = {
    Page.ACCOUNT: (
        ZoneSpec("alerts", "Alerts", 6, pairs_from=0),
        ZoneSpec("case", "Case", 6, pairs_from=0, usual=6),
        ZoneSpec("history", "Financial history", 4, usual=8),
        ZoneSpec("modules", "Modules", 4, pairs_from=0, usual=5),
        ZoneSpec("activity", "Activity", 4, pairs_from=0, usual=4),
        ZoneSpec("taxpayer", "Taxpayer", 3, pairs_from=0, usual=8),
        ZoneSpec("finance", "Bills and payments", 3, pairs_from=0, usual=6),
        ZoneSpec("location", "Location", 2, pairs_from=0, usual=3),
        ZoneSpec("compliance", "Compliance", 2, pairs_from=0),
    ),
    Page.TAXPAYER: (
        ZoneSpec("taxpayer", "Taxpayer", 4),
        ZoneSpec("accounts", "Accounts", 4),
        ZoneSpec("contacts", "Contacts", 3),
        ZoneSpec("relations", "Related persons", 2),
    ),
    Page.LOCATION: (
        ZoneSpec("location", "Location", 3),
        ZoneSpec("accounts", "Accounts", 3),
        ZoneSpec("relations", "Related locations", 2),
    ),
    Page.DETAIL: (ZoneSpec("facts", "Record", 2),),
    Page.TREE: (ZoneSpec("tree", "Tree", 1),),
}
"""The zones of each kind of page, in the house order."""

_TIMELINE = ZoneSpec("timeline", "Timeline", 5, key="t")
_ALLOCATION = ZoneSpec("allocation", "Credit allocation", 4, key="k")
ON_CALL: dict[Page, tuple[ZoneSpec, ...]] = {
    Page.ACCOUNT: (
        ZoneSpec("graph", "Bill graph", 6, key="b"),
        _TIMELINE,
        _ALLOCATION,
        ZoneSpec("liens", "Liens", 3, key="l"),
        ZoneSpec("time", "Time charged", 3, key="w"),
    ),
    Page.TAXPAYER: (_TIMELINE, _ALLOCATION),
}
"""Zones that are called by a letter, alone on the page, until one is pinned."""
_LEAST_ASKED = 8
"""Cells of the search text in the first context line, however narrow the window."""
PLACES = max(len(HOUSE[page]) + len(ON_CALL.get(page, ())) for page in HOUSE)
TREES = ("account tree", "location tree", "bill tree", "person tree")
"""What is opened as a tree."""
_PAGES = {
    "account": Page.ACCOUNT, "person": Page.TAXPAYER, "location": Page.LOCATION,
    **dict.fromkeys(TREES, Page.TREE),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """Whom a page is about: what menus and the dashboard take over (CC-20); 0 for none."""

    person_id: int = 0
    account_id: int = 0
    location_id: int = 0
    subject: int = 0
    """The person whose identifiers F11 reveals."""


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record made ready to be shown."""

    name: str
    facts: tuple[str, ...]
    """After the name in the first context line."""
    second: Line
    zones: dict[str, ZoneBody]
    """By the zone's name in `HOUSE`."""
    context: Context
    house: tuple[ZoneSpec, ...] = field(default=())
    """The zones of a page that are known only now; () for those of `HOUSE`."""
    found_through: LinkedPerson | None = None
    """The person an account was found through, if not its taxpayer."""
    place: str = ""
    """The address at the end of the second line."""


def page_of(ref: RecordRef) -> Page:
    """Which page a record opens (CC-06)."""
    return _PAGES.get(ref.kind, Page.DETAIL)


def zones_on(page: Page) -> tuple[ZoneSpec, ...]:
    """Every zone a page can have."""
    return (*HOUSE[page], *ON_CALL.get(page, ()))


def context_lines(
    listed: Entries, index: int, view: RecordView | None, width: int
) -> tuple[tuple[Line, Line], Line]:
    """Return the first context line (left and right part) and the second, for `width` cells.

    The first names the record and its position in the list; the search text is shortened first.
    Without a view it shows the name the list knows. The person an account was found through is in
    the first line where it fits, else in the second, before the address.
    """
    entry = listed.entries[index]
    tail = "".join(f"   {fact}" for fact in (view.facts if view else ()) if fact)
    position, keys = _position(listed, index)
    name, through = _names(entry, view)
    needed = sum(map(wide, (name, through, tail, position, keys)))
    fits = needed + (_LEAST_ASKED + 3 if listed.of else 0) <= width
    beside, below = (through, "") if fits else ("", through)
    spare = width - wide(name) - wide(beside) - wide(tail) - wide(position) - wide(keys) - 3
    asked = clip(listed.of, max(_LEAST_ASKED, min(spare, width // 4))) if listed.listed else ""
    right = f"{position} · {asked}{keys}" if asked else f"{position}{keys}"
    room = max(10, width - wide(right) - wide(tail) - wide(beside))
    left: Line = ((clip(name, room), "title"), (beside, ""), (tail, ""))
    return (left, ((right, ""),) if right else ()), _second_line(view, below)


def _position(listed: Entries, index: int) -> tuple[str, str]:
    """`  3 of 300+` and the keys that step; "" for a record that is not in a list."""
    if not listed.listed:
        return "", ""
    keys = " ▸ F7 F8" if len(listed.entries) > 1 else ""
    return f"  {index + 1} of {len(listed.entries)}{'+' if listed.more else ''}", keys


def _names(entry: Entry, view: RecordView | None) -> tuple[str, str]:
    """The record's name, with another name it was found by, and the person it was found through."""
    if view is None:
        return entry.name, ""
    if view.found_through is not None:
        return view.name, f"   found through {_through(entry.name, view.found_through)}"
    alias = entry.person_id and entry.name not in {"", view.name}
    return (f"{view.name} ({entry.name})" if alias else view.name), ""


def _through(matched: str, person: LinkedPerson) -> str:
    """`SMITH, JOHN (guarantor)`, or `ACE SOLUTIONS (SMITH, JOHN, partner)` by another name."""
    name = person.name or "(no name on file)"
    if matched in {"", name}:
        return f"{name} ({person.role})"
    return f"{matched} ({name}, {person.role})"


def _second_line(view: RecordView | None, below: str) -> Line:
    if view is None:
        return ()
    place = f"  {view.place}" if view.place else ""
    return (*view.second, *((text, "") for text in (below, place) if text))
