"""The board of a month: every group's step, what is due when, on time or late (TM-08)."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from entity_tui.domain.entity.month_view import BoardRow, Check, Exceptional, FormReport
from entity_tui.keymap import Page
from entity_tui.reports.export.files import Table
from entity_tui.reports.month_text import check_lines, form_lines
from screens.shared.bars import day
from screens.shared.bindings import LISTING, bound
from screens.shared.draw import Line, cell
from screens.shared.lane import Lane
from screens.shared.listing_page import ListingPage
from screens.shared.marked_list import MarkedList
from screens.shared.panels import Printed, Values
from screens.shared.question import Asking
from screens.shared.reception import Desk, Reception

_HEADS = ("Group", "State", "Next", "Due", "", "Report", "Follow", "Last step")
_WIDTHS = (8, 11, 8, 8, 9, 6, 6)


class BoardTable(MarkedList[BoardRow]):
    """Headings, groups, areas; the mark stays on its group."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.BOARD, only=LISTING - {"open"})

    def same(self, row: BoardRow, before: BoardRow) -> bool:
        """The same group or area."""
        return row.unit == before.unit

    def lines(self) -> list[Line]:
        """Headings and what fits around the marked one."""
        if not self.rows:
            told = " No group of yours worked in this month."
            return [] if self.rows is None else [((told, ""),)]
        return [self.headings(_columns(_HEADS)), *self.around()]

    def told(self, row: BoardRow) -> str:
        """A group or area, in columns or in words."""
        return _spoken(row) if self.look.linear else _columns(_cells(row))

    def warns(self, row: BoardRow) -> bool:
        """Its step is late."""
        return row.timing == "late"


class BoardScreen(ListingPage[BoardTable]):
    """Every group of the profile; Enter opens its month, of an area the analyst's checks."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.BOARD, without=LISTING - {"open"})
    page, place = Page.BOARD, "EOM board"
    comes_first = "Unsaved input: Enter accepts, F12 cancels."

    def __init__(self, reception: Reception, month: str = "") -> None:
        """`month` "" is the newest that has ended."""
        super().__init__(reception, BoardTable(id="board"))
        self.asking = Asking(self._entered, id="asking")
        self.month = month
        self.reading: Lane[tuple[str, tuple[BoardRow, ...]]] = self.lane()
        self.checking: Lane[tuple[Check, ...]] = self.lane()
        self.forming: Lane[FormReport] = self.lane()
        self.doing: Lane[str] = Lane(self, reception)
        self._away = False
        self._then = ""
        """What is said once the board is read again."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """The board, and the reason that is typed."""
        return (Page.BOARD, Page.SIGNING)

    @property
    def here(self) -> Page:
        """The reason has keys of its own while it is typed."""
        return Page.SIGNING if self.typing else Page.BOARD

    @property
    def typing(self) -> bool:
        """A reason is typed."""
        return self.asking.box is not None

    def parts(self) -> ComposeResult:
        """Title, groups, the reason."""
        yield from super().parts()
        yield self.asking

    @property
    def heading(self) -> str:
        """Which month."""
        return f"Month end {self.month}"

    def on_screen_resume(self) -> None:
        """Coming back from a month: the board is read again."""
        if self._away:
            self._away = False
            self.action_refresh()

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

        self.reading.ask(work, self._show, self.refused)

    def _show(self, found: tuple[str, tuple[BoardRow, ...]]) -> None:
        self.month, rows = found
        self.table.put(rows)
        self.tell()
        late = sum(row.timing == "late" for row in rows)
        self.say(self._then or (f"{late} late." if late else "Nothing is late."))
        self._then = ""

    def to_export(self, whole: bool) -> Table | None:
        """Every group and area."""
        rows = tuple(map(_cells, self.table.rows or ()))
        heads = tuple(head or "Timing" for head in _HEADS)
        return Table(f"board of {self.month}", heads, rows)

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
            lambda found: self._print(area, found), self.refuse, f"Checking area {area}",
        )  # fmt: skip

    @property
    def _groups(self) -> tuple[str, ...]:
        return tuple(row.unit for row in self.table.rows or () if len(row.unit) == 6)

    def _print(self, area: str, found: tuple[Check, ...]) -> None:
        """The checks; one with exceptions opens the day, or the group's month, of each."""
        title = f"Checks of area {area}, {self.month}"
        if not any(check.exceptions for check in found):
            self.app.push_screen(Printed(title, check_lines(found)))
            return
        places = [
            None if at is None else one
            for check in found
            for at, one in [(None, None), *enumerate(check.exceptions)]
        ]
        values = tuple((f"{n + 1}", line.strip()) for n, line in enumerate(check_lines(found)))

        def taken(number: str) -> None:
            self._open_exception(places[int(number) - 1])

        self.app.push_screen(Values(title, values, "", taken))

    def _open_exception(self, one: Exceptional | None) -> None:
        if one is None:
            self.say("Select an exception: Enter opens its day or its group's month.")
            return
        self._away = True
        if one.unit and one.day:
            self.reception.program.eod(one.unit, one.day.isoformat())
        else:
            self.reception.program.month_end(one.group, self.month, self._groups)

    def action_form(self) -> None:
        """4: Form 4872 of the marked area, with the hours of its signed months."""
        area, month = self._area, self.month
        if area:
            self.forming.ask(
                lambda desk, stop: desk.months.form_4872(area, month),
                self._show_form,
                self.refuse,
                f"Form 4872 of area {area}",
            )

    def _show_form(self, found: FormReport) -> None:
        title = f"Form 4872 of area {found.prefix}, {found.month.code}"
        self.app.push_screen(Printed(title, form_lines(found)))

    def action_of_area(self, name: str) -> None:
        """V, S: the quality analyst validates or sends the marked area's month."""
        area, month = self._area, self.month
        if not area:
            return

        def work(desk: Desk, stop: object) -> str:
            act = desk.months.validate if name == "validate" else desk.months.send
            return f"{month} of area {area} is {act(area, month).value}."

        self.doing.ask(work, self._done, self.refused, f"{name.capitalize()} {month}")

    @property
    def _area(self) -> str:
        """The marked area; "" where it is none, which is said, or something is being done."""
        row = self.table.marked
        if row is None or len(row.unit) != 2:
            self.say("Select an area's line first.")
            return ""
        return "" if self.doing.busy else row.unit

    def action_recall(self) -> None:
        """R: the quality analyst takes the marked area's sent month back; the reason is typed."""
        if self.typing_stays() or not (area := self._area):
            return
        lines = ("It is open again: groups can be sent back, then it is validated and sent anew.",)
        self.asking.ask(f"Recall {self.month} of area {area}", lines, "Reason")
        self.put_focus(self.asking)
        self.turn_keys()

    def _entered(self, reason: str) -> None:
        area, month = self._area, self.month
        if not reason:
            self.say("Type the reason; F12 cancels.")
        elif area:
            self.doing.ask(
                lambda desk, stop: (
                    f"{month} of area {area} is {desk.months.recall(area, month, reason).value}."
                ),
                self._done,
                self.refuse,
                f"Recalling {month}",
            )

    def stop_typing(self) -> None:
        """The reason is entered, or cancelled."""
        self.asking.stop()
        self.put_focus(self.table)
        self.turn_keys()

    def _done(self, told: str) -> None:
        self.stop_typing()
        self._then = told
        self.action_refresh()


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
