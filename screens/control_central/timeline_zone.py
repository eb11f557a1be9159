"""The timeline: bills, payments … by day, moved by month, read event by event (CC-30)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from entity_tui.domain.control_central.account_page import AccountPage, PersonPage
from entity_tui.domain.control_central.timeline import (
    Timeline,
    TimelineEvent,
    TimelineLine,
    month_moved,
)
from screens.control_central.asking_zone import AskingZone
from screens.control_central.drilling import Entries, Entry, row_links
from screens.control_central.own_zone import Owner
from screens.control_central.zone_body import ZoneBody
from screens.shared.bars import day
from screens.shared.draw import Line, Piece, cell, clip
from screens.shared.lane import Lane

MONTHS = 12
"""Months shown at once."""
_NAME = 19
"""Cells of a line's name, its count and what was cut."""
_STYLES = ("bill", "payment", "adjustment", "contact", "case", "compliance", "plan")
_YEARS_BACK = 25


def timeline_lines(shown: Timeline, marked: int, at: int, width: int) -> list[Line]:
    """The months, a line for each kind of event, and the text of the event in use."""
    track = max(MONTHS, width - _NAME)
    lines = [_heading(shown, track)]
    for number, line in enumerate(shown.lines):
        lines.append(_line(shown, line, _STYLES[number % len(_STYLES)], track))
    return [*lines, _told(shown, marked, at, width), *_cuts(shown, width)]


def _heading(shown: Timeline, track: int) -> Line:
    cells = [" "] * track
    for month in range(shown.months):
        start = month_moved(shown.start, month)
        x = x_of(shown, start, track)
        name = start.strftime("%b") if track >= 5 * shown.months else start.strftime("%b")[:1]
        if start.month == 1:
            name = f"{start:%Y}" if track >= 5 * shown.months else f"{start:%y}"
        cells[x : x + len(name)] = name
    years = f" {shown.start:%m/%y} - {month_moved(shown.start, shown.months - 1):%m/%y}"
    return ((cell(years, _NAME), "label"), ("".join(cells)[:track], "label"))


def x_of(shown: Timeline, at: date, track: int) -> int:
    """The cell of a day: every month has the same share of the track."""
    months = (at.year - shown.start.year) * 12 + at.month - shown.start.month
    return min(track - 1, int((months + (at.day - 1) / 31) * track / shown.months))


def _line(shown: Timeline, line: TimelineLine, style: str, track: int) -> Line:
    count = f"{len(line.events) + line.cut}"
    name = f" {cell(line.name, 11)} {count:>4}{'!' if line.cut else ' '} "
    return ((cell(name, _NAME), "label"), *_track(shown, line.events, style, track))


def _track(
    shown: Timeline, found: Sequence[TimelineEvent], style: str, track: int
) -> tuple[Piece, ...]:
    """One letter for an event, a digit where several share a cell (`+` above nine)."""
    by_cell: dict[int, list[TimelineEvent]] = {}
    for event in found:
        by_cell.setdefault(x_of(shown, event.day, track), []).append(event)
    text = "".join(_letter(by_cell.get(x, ())) for x in range(track))
    return ((text, style if found else "label"),)


def _letter(here: Sequence[TimelineEvent]) -> str:
    if not here:
        return "·"
    if len(here) == 1:
        return here[0].letter[:1] or "*"
    return str(len(here)) if len(here) < 10 else "+"


def _told(shown: Timeline, marked: int, at: int, width: int) -> Line:
    events = shown.lines[marked].events if 0 <= marked < len(shown.lines) else ()
    if not events:
        return ((clip(" No event on this line in these months.", width), "label"),)
    event = events[min(at, len(events) - 1)]
    text = f" {min(at, len(events) - 1) + 1} of {len(events)}: {_dated(event)}"
    return ((clip(text, width), "title"),)


def _dated(event: TimelineEvent) -> str:
    when = day(event.day)
    return event.text if event.text.startswith(when) else f"{when} {event.text}"


def _cuts(shown: Timeline, width: int) -> list[Line]:
    cut = [f"{line.name}: {line.cut} more" for line in shown.lines if line.cut]
    keys = "- + month, < > year, 0 today, F4 a month, Left Right event, Enter opens"
    rows: list[Line] = [((clip(f" ! Cut: {', '.join(cut)}.", width), "warn"),)] if cut else []
    return [*rows, ((clip(f" {keys}", width), "label"),)]


def event_table(shown: Timeline, width: int) -> list[Line]:
    """The events of the months as rows, the latest first; then how many there are and the keys."""
    head = f" {'Day':<8} {'Line':<11} Event"
    rows = [
        (((f" {cell(day(e.day), 8)} {cell(e.line, 11)} {clip(e.text, max(8, width - 22))}"), ""),)
        for e in latest_first(shown)
    ]
    last = month_moved(shown.start, shown.months - 1)
    told = f" {len(rows)} events {shown.start:%m/%y} to {last:%m/%y}"
    return [((clip(head, width), "label"),), *rows, ((told, "label"),), *_cuts(shown, width)]


def latest_first(shown: Timeline) -> list[TimelineEvent]:
    """All events of the months."""
    found = [event for line in shown.lines for event in line.events]
    return sorted(found, key=lambda event: event.day, reverse=True)


class TimelineZone(AskingZone[Timeline]):
    """The months stay when another record comes; its events are asked for."""

    name = "timeline"

    def __init__(self, owner: Owner, lane: Lane[Timeline]) -> None:
        super().__init__(owner, lane)
        self.start: date | None = None
        self.at = 0

    @property
    def _today(self) -> date:
        assert isinstance(self.record, AccountPage | PersonPage)
        return self.record.today

    @property
    def _first(self) -> date:
        return self.start or month_moved(self._today, 1 - MONTHS)

    def ask(self) -> bool:
        """The events of the months shown; an account's, or all of a person."""
        record = self.record
        if not isinstance(record, AccountPage | PersonPage):
            return False
        account = record.account_id if isinstance(record, AccountPage) else 0
        person, start = record.person.person_id, self._first
        self.lane.ask(
            lambda desk, stop: desk.open_timeline(account, person, start, MONTHS),
            self.take_answer,
            self.fail,
        )
        return True

    def take_answer(self, found: Timeline) -> None:
        """The last event is in use."""
        self.at = 10**6
        super().take_answer(found)

    def body(self) -> ZoneBody:
        """The lines, or that they are being read."""
        shown = self.found
        if shown is None:
            return self.not_here()
        if self.owner.linear:
            links = row_links((event.ref for event in latest_first(shown)), "the timeline")
            return ZoneBody(lambda width: event_table(shown, width), 1, links)
        return ZoneBody(
            lambda width: timeline_lines(shown, self.line - 1, self.at, width),
            frozen=1,
            cursor=range(1, len(shown.lines) + 1),
            spot=self._spot,
            moved=self.moved,
            enter=self._open,
        )

    def _events(self) -> tuple[TimelineEvent, ...]:
        line = self.line - 1
        if self.found is None or not 0 <= line < len(self.found.lines):
            return ()
        return self.found.lines[line].events

    def _spot(self, line: int) -> tuple[int, int] | None:
        events = self._events()
        if self.found is None or not events:
            return None
        track = max(MONTHS, self.owner.room_of(self.name)[0] - _NAME)
        x = _NAME + x_of(self.found, events[min(self.at, len(events) - 1)].day, track)
        return x, x + 1

    def moved(self, line: int) -> None:
        """Another line: its last event."""
        if line != self.line:
            self.at = 10**6
            super().moved(line)

    def side(self, steps: int) -> None:
        """The event before or after on the line."""
        events = self._events()
        at = min(self.at, len(events) - 1) + steps
        if not 0 <= at < len(events):
            which = "first" if steps < 0 else "last"
            told = f"That is the {which} in these months: - and + move them."
            self.owner.say(told if events else "No event on this line in these months.")
            return
        self.at = at
        self.redraw()

    def months(self, count: int) -> None:
        """So many months on or back; 0 is today."""
        if isinstance(self.record, AccountPage | PersonPage):
            self._go(month_moved(self._first, count) if count else None)

    def _go(self, start: date | None) -> None:
        self.start = start
        self.again()

    def choose(self) -> None:
        """A month, from a list that is typed into."""
        if not isinstance(self.record, AccountPage | PersonPage):
            return
        last = self._today
        first = [month_moved(last, -back) for back in range(-12, 12 * _YEARS_BACK)]
        values = [(f"{month:%m/%Y}", f"{month:%B %Y}") for month in first]
        self.owner.ask_which("Month to go to", values, self._chosen, f"{last:%m/%Y}")

    def _chosen(self, value: str) -> None:
        month, year = value.split("/")
        self._go(month_moved(date(int(year), int(month), 1), 1 - MONTHS // 2))

    def _open(self, line: int) -> bool:
        events = [event for event in self._events() if event.ref]
        now = self._events()
        if not now:
            return False
        event = now[min(self.at, len(now) - 1)]
        if event.ref is None:
            return False
        entries = tuple(Entry(e.ref, e.text) for e in events if e.ref)
        listed = Entries(entries, "the timeline", listed=len(entries) > 1)
        self.owner.open_entries(listed, events.index(event), self._came_back)
        return True

    def _came_back(self, index: int) -> None:
        events = self._events()
        opened = [i for i, event in enumerate(events) if event.ref]
        self.at = opened[index] if index < len(opened) else self.at
        self.redraw()
