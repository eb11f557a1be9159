"""A group's week as a grid: a line an employee, a cell a day, one of them marked (TM-05)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual import events
from textual.geometry import Offset

from entity_tui.domain.entity.daily_time import Worker, hours_text
from entity_tui.domain.entity.eod_desk import Cell, EodDesk, State
from entity_tui.domain.entity.time_week import Key
from screens.entity.day_lines import balance, of_day, short_name
from screens.shared.draw import Line, Piece, cell, clip
from screens.shared.line_drawn import LineDrawn

_LEAD, _NUMBER, _SUM, _SUMS = 3, 2, 7, 14
_NAME, _ROOMY_NAME, _ROOMY = 16, 26, 110
_LEAST, _MOST = 7, 12
_TYPED = frozenset("0123456789.,")


class WeekGrid(LineDrawn, can_focus=True):
    """Heading and people around the marked one; hours typed on it go to the day."""

    DEFAULT_CSS = "WeekGrid { height: 1fr; }"

    def __init__(self, typed: Callable[[str], None], *, id: str) -> None:
        super().__init__(id=id)
        self._typed = typed
        self.desk: EodDesk | None = None
        self.at: Key | None = None

    def show(self, desk: EodDesk, at: Key | None) -> None:
        """The desk as it is now, and the marked day."""
        self.desk, self.at = desk, at
        self.redraw()

    # --- drawing ------------------------------------------------------------------------------

    def lines(self) -> list[Line]:
        """Heading, people."""
        desk = self.desk
        if desk is None:
            return []
        if self.look.linear:
            return self._told(desk)
        people, room = desk.week.people, max(1, self.size.height - 1)
        top = self._top(room)
        return [
            self._heading(desk),
            *(self._person(desk, worker) for worker in people[top : top + room]),
        ]

    def _top(self, room: int) -> int:
        assert self.desk is not None
        people = self.desk.week.people
        return max(0, min(self._row - room // 2, len(people) - room))

    @property
    def _scrolled(self) -> str:
        """`Employee`, and which of them are shown where not all of them are."""
        people = len(self.desk.week.people) if self.desk else 0
        room = max(1, self.size.height - 1)
        if people <= room:
            return "Employee"
        top = self._top(room)
        return f"Employee {top + 1}–{top + room}/{people}"

    @property
    def _row(self) -> int:
        ids = [worker.employee_id for worker in self.desk.week.people] if self.desk else []
        return ids.index(self.at[0]) if self.at and self.at[0] in ids else 0

    @property
    def _widths(self) -> tuple[int, int, int]:
        """Of the name, of a day, of the sums."""
        width, days = self.size.width, len(self.desk.days_shown) if self.desk else 5
        name = _ROOMY_NAME if width >= _ROOMY else _NAME
        for sums in (_SUMS, _SUM):
            each = (width - _LEAD - name - _NUMBER - sums) // days
            if each >= _LEAST:
                break
        return name, max(_LEAST, min(_MOST, each)), sums

    def _heading(self, desk: EodDesk) -> Line:
        name, each, sums = self._widths
        days = "".join(_day_head(day, each) for day in desk.days_shown)
        last = "Week / due" if sums == _SUMS else "Week"
        return ((f"   {cell(self._scrolled, name + _NUMBER)}{days}{cell(last, sums, 'right')}",
                 "label"),)  # fmt: skip

    def _person(self, desk: EodDesk, worker: Worker) -> Line:
        name, each, sums = self._widths
        cells = {day: self._cell(desk, worker, day) for day in desk.days_shown}
        works = any(found and found.needs_work for found in cells.values())
        shown = worker.name if name == _ROOMY_NAME else short_name(worker.name)
        you = " (you)" if self._is_own(worker) else ""
        told = cell(clip(shown, name - 1 - len(you)) + you, name)
        total, due = desk.sums(worker.employee_id)
        summed = hours_text(total)
        if sums == _SUMS:
            summed = f"{summed} / {hours_text(due)}"
        return (
            (" ! " if works else "   ", "warn"), (f"{told}{worker.assignment[6:8]}", ""),
            *(self._day(found, day, each) for day, found in cells.items()),
            (cell(summed, sums, "right"), ""),
        )  # fmt: skip

    def _is_own(self, worker: Worker) -> bool:
        return worker.user == getattr(self.screen, "own_user", "")

    def _cell(self, desk: EodDesk, worker: Worker, day: date) -> Cell | None:
        key = worker.employee_id, day
        return desk.cell(key) if key in desk.week.days else None

    def _day(self, found: Cell | None, day: date, each: int) -> Piece:
        if found is None:
            return " " * each, ""
        marked = found.key == self.at
        hours = cell(_hours(found, self.desk), each - 3, "right")
        text = f"{'▶' if marked else ' '}{hours}{flag(found)}{ending(found)}"
        return text, "marked" if marked else "warn" if found.needs_work else ""

    def _told(self, desk: EodDesk) -> list[Line]:
        """A line an employee, and a line each day of the marked one (UI-05)."""
        rows: list[Line] = []
        for worker in desk.week.people:
            here = self.at is not None and worker.employee_id == self.at[0]
            cells = [self._cell(desk, worker, day) for day in desk.days_shown]
            work = sum(bool(found and found.needs_work) for found in cells)
            total, due = desk.sums(worker.employee_id)
            needs = f", {work} to work on" if work else ""
            rows.append(((f" {worker.name} {worker.assignment[6:8]}: {hours_text(total)} of "
                          f"{hours_text(due)}{needs}", "title" if here else ""),))  # fmt: skip
            if here:
                rows += [self._told_day(found) for found in cells if found]
        top = max(0, min(self._row - 1, len(rows) - self.size.height))
        return rows[top : top + self.size.height]

    def _told_day(self, found: Cell) -> Line:
        marked = found.key == self.at
        saved = ", not saved" if found.pending else ""
        text = f"{of_day(found.key[1])}: {balance(found.time)}, {found.state}{saved}"
        return ((f"{'>' if marked else ' '}{'!' if found.needs_work else ' '}  {text}",
                 "marked" if marked else ""),)  # fmt: skip

    def cursor_at(self) -> Offset | None:
        """The marked cell."""
        if self.desk is None or self.at is None:
            return None
        if self.look.linear:
            return Offset(0, marked_line(self.lines()))
        name, each, _ = self._widths
        days = self.desk.days_shown
        column = days.index(self.at[1]) if self.at[1] in days else 0
        room = max(1, self.size.height - 1)
        return Offset(_LEAD + name + _NUMBER + column * each, 1 + self._row - self._top(room))

    # --- typing -------------------------------------------------------------------------------

    def take_key(self, event: events.Key) -> bool:
        """Digits begin the hours of the marked entry."""
        if event.character in _TYPED and self.at is not None:
            self._typed(event.character or "")
            return True
        return False


def marked_line(lines: Sequence[Line]) -> int:
    """The line that is marked; the first where none is."""
    marked = (y for y, line in enumerate(lines) if any(style == "marked" for _, style in line))
    return next(marked, 0)


def _day_head(day: date, each: int) -> str:
    behind = " " * (2 if each > _LEAST else 1)
    return cell(f"{day:%a %d}", each - len(behind), "right") + behind


def _hours(found: Cell, desk: EodDesk | None) -> str:
    if found.time.entries:
        return hours_text(found.time.total)
    past = desk is not None and found.key[1] <= desk.week.today
    return "–" if found.state is State.MISSING and past else ""


def flag(found: Cell) -> str:
    """`!` needs work, `?` asked for, `*` not saved, `~` awaited, `·` explained."""
    if found.needs_work and found.state is not State.ASKED:
        return "!"
    if found.pending:
        return "*"
    return {State.ASKED: "?", State.AWAITED: "~", State.EXPLAINED: "·"}.get(found.state, " ")


def ending(found: Cell) -> str:
    """`E` finalised, `e` once it is saved."""
    if found.time.finalised:
        return "E"
    return "e" if found.finalised else " "
