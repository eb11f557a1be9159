"""The marked day: its entries, the row that is typed, what is wrong, who may change it (TM-05)."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.geometry import Offset

from entity_tui.domain.entity.daily_time import Entry
from entity_tui.domain.entity.eod_desk import Cell, EodDesk
from entity_tui.domain.entity.time_row import RowError
from entity_tui.domain.entity.time_week import Key
from entity_tui.errors import EntityError
from screens.entity import day_lines
from screens.entity.row_boxes import NOTE, REASON, REPORTED, RowBoxes
from screens.shared.draw import Line, wide
from screens.shared.line_drawn import LineDrawn

_WHOLE_DAY = frozenset((NOTE, REASON, REPORTED))


class DaySheet(LineDrawn, can_focus=True):
    """While a row is typed the day is judged with every key, as if the row were in it."""

    DEFAULT_CSS = "DaySheet { height: 12; }"

    def __init__(self, entered: Callable[[], None], *, id: str) -> None:
        super().__init__(id=id)
        self._entered = entered
        self.desk: EodDesk | None = None
        self.key: Key | None = None
        self.at = 0
        """The marked entry."""
        self.row: RowBoxes | None = None
        """What is typed."""
        self.problem = ""

    def show(self, desk: EodDesk, key: Key | None) -> None:
        """A day; its first faulty entry is marked, or the mark stays."""
        another = key != self.key
        self.desk, self.key, self.problem = desk, key, ""
        if another:
            faulty = [i for i, entry in enumerate(self.entries) if self._is_faulty(entry)]
            self.at = faulty[0] if faulty else len(self.entries) - 1
        self.at = max(0, min(self.at, len(self.entries) - 1))
        self.redraw()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The day's entries, with what is not saved."""
        return self.desk.time(self.key).entries if self.desk and self.key else ()

    @property
    def marked(self) -> Entry | None:
        """The marked entry."""
        return self.entries[self.at] if self.entries else None

    def _is_faulty(self, entry: Entry) -> bool:
        assert self.desk is not None and self.key is not None
        return any(fault.key == entry.key for fault in self.desk.time(self.key).faults)

    def mark(self, entry: tuple[int, str]) -> None:
        """Mark an entry by what it is for."""
        keys = [known.key for known in self.entries]
        if entry in keys:
            self.at = keys.index(entry)
            self.redraw()

    def step(self, entries: int) -> None:
        """The next entry or the one before; round at the ends."""
        if self.entries:
            self.at = (self.at + entries) % len(self.entries)
            self.redraw()

    # --- typing -------------------------------------------------------------------------------

    def begin(self, row: RowBoxes) -> None:
        """Type a row."""
        self.row, self.problem = row, ""
        self.redraw()

    def tell(self, problem: str) -> None:
        """Why something was not done, whole: the line at the bottom may cut it."""
        self.problem = problem
        self.redraw()

    def stop(self) -> None:
        """Give it up, or it is done."""
        self.row, self.problem = None, ""
        self.redraw()

    def trial(self) -> tuple[EodDesk | None, str]:
        """The desk with what is typed in it, and what keeps it from being that."""
        desk, key, row = self.desk, self.key, self.row
        if desk is None or key is None or row is None or row.names[0] in _WHOLE_DAY:
            return desk, ""
        try:
            changes = row.changes(desk.time(key), desk.week.codes, desk.week.increment)
            cases = () if row.case is None else (row.case,)
            return desk.trial(key, changes, cases=cases), ""
        except (RowError, EntityError) as error:
            return desk, str(error)

    def take_key(self, event: events.Key) -> bool:
        """Text and the keys of a row; while one is typed they are its own."""
        row = self.row
        if row is None:
            return False
        self.problem = ""
        if event.key == "enter":
            self._entered()
            return True
        if event.key in _STEPS:
            row.step(_STEPS[event.key])
        elif event.is_printable and event.character:
            row.type(event.character)
        elif not row.edit(event.key):
            return event.key in {"space", "pageup", "pagedown"}
        self.redraw()
        return True

    def take_paste(self, event: events.Paste) -> bool:
        """Pasted text is typed text."""
        if self.row is not None:
            self.row.type(event.text.strip())
            self.redraw()
        return self.row is not None

    # --- drawing ------------------------------------------------------------------------------

    def lines(self) -> list[Line]:
        """Title, entries, totals, what is wrong, who may."""
        desk, key, width = self.desk, self.key, self.size.width
        if desk is None or key is None:
            return day_lines.wrapped(f"! {self.problem}", width) if self.problem else []
        tried, wrong = self.trial()
        assert tried is not None
        shown, becomes = desk.cell(key), tried.cell(key)
        head = [day_lines.title(becomes, tried, width)]
        if not self.look.linear:
            head.append(day_lines.heading(width))
        rows, here = self._rows(shown, desk, width)
        foot = [day_lines.totals(becomes, tried)]
        if problem := self.problem or (wrong if self.row and self._is_begun else ""):
            foot += day_lines.wrapped(f"! {problem}", width)
        if self.row is None and not self.look.linear:
            foot += day_lines.cut_off(self.marked, shown, desk, width)
        foot += day_lines.told(becomes, tried, width)
        closed = day_lines.why_closed(shown, width)
        spare = self.size.height - len(head) - len(rows) - len(foot) - len(closed)
        room = max(1, len(rows) + min(0, spare))
        top = max(0, min(here - room // 2, len(rows) - room))
        blank: list[Line] = [()] if spare > 0 else []
        return [*head, *rows[top : top + room], *blank, *foot, *closed][: self.size.height]

    @property
    def _is_begun(self) -> bool:
        return self.row is not None and bool(self.row.typed)

    def _rows(self, shown: Cell, desk: EodDesk, width: int) -> tuple[list[Line], int]:
        """Entries, the typed row in its place; and which line is the marked one."""
        row, rows, here = self.row, list[Line](), 0
        for i, entry in enumerate(shown.time.entries):
            marked = i == self.at and row is None
            here = len(rows) if i == self.at else here
            if row is not None and row.entry == entry:
                rows += self._typed(row, shown, desk, width)
                here = len(rows) - 1
            elif self.look.linear:
                rows.append(day_lines.told_entry(entry, marked, shown, desk))
            else:
                rows.append(day_lines.entry_line(entry, marked, shown, desk, width))
        if row is not None and row.entry is None:
            rows += self._typed(row, shown, desk, width)
            return rows, len(rows) - 1
        return rows or [((" nothing is entered", "label"),)], here

    def _typed(self, row: RowBoxes, shown: Cell, desk: EodDesk, width: int) -> list[Line]:
        if self.look.linear:
            return day_lines.told_boxes(row, shown.time, desk, width)
        return [day_lines.typed_line(row, shown.time, desk, width)]

    def cursor_at(self) -> Offset | None:
        """In the box that is typed into."""
        for y, line in enumerate(self.lines() if self.row else ()):
            x = 0
            for text, style in line:
                if style == "marked":
                    return Offset(x, y)
                x += wide(text)
        return None


_STEPS = {"tab": 1, "shift+tab": -1, "down": 1, "up": -1}
