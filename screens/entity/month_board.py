"""The board of a month: every group's step, what is due when, on time or late (TM-08)."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Offset

from entity_tui.domain.entity.month_view import BoardRow, Check
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from entity_tui.reports.month_text import check_lines
from screens.shared.bars import Bar, day, status
from screens.shared.bindings import LISTING, bound
from screens.shared.draw import Line, cell, rule
from screens.shared.lane import Lane
from screens.shared.marking import Marking
from screens.shared.page import PageScreen
from screens.shared.panels import Printed
from screens.shared.reception import Desk, Reception

_HEADS = ("Group", "State", "Next", "Due", "", "Report", "Follow", "Last step")
_WIDTHS = (8, 11, 8, 8, 9, 6, 6)
_LEAVING = frozenset(("f12", "escape", "f3", "ctrl+q"))
_FOR_ROWS = frozenset(("enter", "v", "s"))


class BoardTable(Marking, can_focus=True):
    """Headings, groups, areas; one is marked."""

    DEFAULT_CSS = "BoardTable { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = bound(Page.BOARD, only=LISTING - {"open"})

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.rows: tuple[BoardRow, ...] | None = None

    def show(self, rows: tuple[BoardRow, ...]) -> None:
        """These groups; the mark stays on its group."""
        before = self.marked.unit if self.marked else ""
        self.rows = rows
        here = [i for i, row in enumerate(rows) if row.unit == before]
        self.at = here[0] if here else max(0, min(self.at, len(rows) - 1))
        self.redraw()

    @property
    def marked(self) -> BoardRow | None:
        """The marked group or area."""
        return self.rows[self.at] if self.rows else None

    @property
    def _top(self) -> int:
        room = self.size.height - 1
        return max(0, min(self.at - room // 2, self.count - room))

    def lines(self) -> list[Line]:
        """Headings and what fits around the marked one."""
        if self.rows is None:
            return []
        if not self.rows:
            return [((" No group of yours worked in this month.", ""),)]
        head = "" if self.look.linear else f"  {_columns(_HEADS)}"
        top = self._top
        shown = self.rows[top : top + max(0, self.size.height - 1)]
        return [((head, "label"),), *(self._line(row, i) for i, row in enumerate(shown, top))]

    def _line(self, row: BoardRow, at: int) -> Line:
        style = "marked" if at == self.at else "warn" if row.timing == "late" else ""
        text = _spoken(row) if self.look.linear else _columns(_cells(row))
        return (("▶ " if at == self.at else "  ", "key"), (text, style))

    def cursor_at(self) -> Offset:
        """The marked line."""
        return Offset(0, 1 + self.at - self._top)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.rows or ())

    @property
    def page_lines(self) -> int:
        """What is shown, less a line."""
        return self.size.height - 2


class BoardScreen(PageScreen):
    """Every group of the profile; Enter opens its month, of an area the analyst's checks."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.BOARD, without=LISTING - {"open"})

    def __init__(self, reception: Reception, month: str = "") -> None:
        """`month` "" is the newest that has ended."""
        super().__init__(reception)
        self.month = month
        self.reading: Lane[tuple[str, tuple[BoardRow, ...]]] = Lane(self, reception)
        self.checking: Lane[tuple[Check, ...]] = Lane(self, reception)
        self.doing: Lane[str] = Lane(self, reception)
        self._away = False
        self._then = ""
        """What is said once the board is read again."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """Only this one."""
        return (Page.BOARD,)

    @property
    def here(self) -> Page:
        """Only this one."""
        return Page.BOARD

    @property
    def table(self) -> BoardTable:
        """The lines."""
        return self.query_one("#board", BoardTable)

    def compose(self) -> ComposeResult:
        """Status, title, lines, message, keys."""
        self.hold()
        yield Bar(id="status")
        yield Bar(id="title")
        yield BoardTable(id="board")
        yield from self.foot()

    def on_mount(self) -> None:
        """Read the board."""
        self.put_focus(self.table)
        self.tell()
        self.reception.when_open(self._opened)
        self.settle()

    def _opened(self) -> None:
        if self.is_attached:
            self.tell()
            self.action_refresh()

    def on_resize(self) -> None:
        """The lines around fit the width."""
        self.tell()

    def on_screen_resume(self) -> None:
        """Coming back from a month: the board is read again."""
        super().on_screen_resume()
        if self._away:
            self._away = False
            self.action_refresh()

    def tell(self) -> None:
        """Who looks, and which month."""
        if not self.is_attached:
            return
        desk, width = self.reception.desk, self.size.width
        viewer, today = (desk.viewer, desk.today) if desk else (None, None)
        self.query_one("#status", Bar).put(*status("EOM board", viewer, today, width))
        self.query_one("#title", Bar).put(((rule(f"Month end {self.month}", width), "title"),))

    def waits(self, event: events.Key | events.Paste) -> bool:
        """Keys for a row wait for the rows."""
        key = event.key if isinstance(event, events.Key) else ""
        typing = self.message.typing is not None
        return key in _FOR_ROWS and not typing and (self.reading.busy or self.doing.busy)

    def list_month(self, month: str) -> None:
        """Another month."""
        self.month = month or self.month
        self.action_refresh()

    def action_refresh(self) -> None:
        """F5: read it again."""
        month = self.month

        def work(desk: Desk, stop: object) -> tuple[str, tuple[BoardRow, ...]]:
            code = month or desk.months.to_close()
            return code, desk.months.board(code)

        self.reading.ask(work, self._show, self._not)

    def _show(self, found: tuple[str, tuple[BoardRow, ...]]) -> None:
        self.month, rows = found
        self.table.show(rows)
        self.tell()
        late = sum(row.timing == "late" for row in rows)
        self.say(self._then or (f"{late} late." if late else "Nothing is late."))
        self._then = ""
        self.call_later(self.post_message, self.Ready())

    def _not(self, error: EntityError) -> None:
        self.refuse(error)
        self.call_later(self.post_message, self.Ready())

    def action_open(self) -> None:
        """Enter: the group's month; of an area what the quality analyst checks."""
        row = self.table.marked
        if row is None:
            return
        if len(row.unit) == 6:
            self._away = True
            self.reception.program.month_end(row.unit, self.month, self._groups)
            return
        month, area = self.month, row.unit
        self.checking.ask(
            lambda desk, stop: desk.months.checks(area, month),
            lambda found: self._print(area, found), self.refuse,
        )  # fmt: skip

    @property
    def _groups(self) -> tuple[str, ...]:
        return tuple(row.unit for row in self.table.rows or () if len(row.unit) == 6)

    def _print(self, area: str, found: tuple[Check, ...]) -> None:
        self.app.push_screen(Printed(f"Checks of area {area}, {self.month}", check_lines(found)))

    def action_of_area(self, name: str) -> None:
        """V, S: the quality analyst validates or sends the marked area's month."""
        row, month = self.table.marked, self.month
        if row is None or len(row.unit) != 2:
            self.say("Mark an area's line first.")
            return
        if self.doing.busy:
            return
        area = row.unit

        def work(desk: Desk, stop: object) -> str:
            act = desk.months.validate if name == "validate" else desk.months.send
            return f"{month} of area {area} is {act(area, month).value}."

        self.doing.ask(work, self._done, self._not)

    def _done(self, told: str) -> None:
        self._then = told
        self.action_refresh()

    def action_home(self) -> None:
        """F2: to the criteria of Control Central."""
        self.reception.program.criteria()

    def action_back(self) -> None:
        """F12: back to where this was opened."""
        self.dismiss()

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        super().on_unmount()
        for lane in (self.reading, self.checking):
            lane.drop()


def _cells(row: BoardRow) -> tuple[str, ...]:
    unit = f"{row.unit[:4]}-{row.unit[4:]}" if len(row.unit) == 6 else f"area {row.unit}"
    report = f"{row.report}{' old' if row.stale else ''}" if row.report else ""
    timing = f"! {row.timing}" if row.timing == "late" else row.timing
    return (unit, row.state.value, row.following, day(row.due), timing, report,
            str(row.follow_ups or ""), row.by)  # fmt: skip


def _columns(texts: tuple[str, ...]) -> str:
    *cells, last = texts
    parts = [cell(text, width) for text, width in zip(cells, _WIDTHS, strict=True)]
    return " ".join([*parts, last])


def _spoken(row: BoardRow) -> str:
    unit, state, following, due, timing, report, follow, by = _cells(row)
    said = [f"{unit}: {state}"]
    if following:
        said.append(f"{following} by {due}, {timing}")
    if report:
        said.append(f"report {report}")
    if follow:
        said.append(f"{follow} to follow up")
    if by:
        said.append(f"last step by {by}")
    return ", ".join(said)
