"""Weekly time verification, hours verification, days to settle: one page, three reports (TM-07)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType

from entity_tui.domain.calendar import monday_of
from entity_tui.domain.entity.daily_time import DayTime
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from entity_tui.reports.export.files import Table
from screens.entity import verification_lines as made
from screens.entity.verification_lines import Row
from screens.shared.bars import day
from screens.shared.bindings import LISTING, bound
from screens.shared.draw import Line, rule
from screens.shared.lane import Lane
from screens.shared.listing_page import ListingPage
from screens.shared.marked_list import MarkedList
from screens.shared.question import Asking
from screens.shared.reception import Desk, Reception

_WEEK = timedelta(days=7)


class Report(StrEnum):
    """What is shown."""

    WEEK = "week"
    HOURS = "hours"
    SETTLE = "settle"


class Read(NamedTuple):
    """A report as it was read: its title, headings and rows, and the day it is about."""

    title: str
    heads: str
    rows: list[Row]
    at: date | None
    foot: str = ""
    total: str = ""
    """The sums of the rows, under their columns."""


class VerificationTable(MarkedList[Row]):
    """A title, headings and rows; the mark stays on its employee."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.VERIFY, only=LISTING - {"open"})
    head, foot = 2, 2

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.read: Read | None = None

    def show(self, read: Read) -> None:
        """This report."""
        self.read = read
        self.put(read.rows)

    def same(self, row: Row, before: Row) -> bool:
        """The same employee."""
        return row.worker.assignment == before.worker.assignment

    def elsewhere(self, rows: Sequence[Row]) -> int:
        """The first row that asks."""
        return next((at for at, row in enumerate(rows) if row.asks), 0)

    def lines(self) -> list[Line]:
        """Title, headings, the rows around the marked one, the legend."""
        if self.read is None:
            return []
        room = max(0, self.size.width - len(self.place))
        title: Line = ((rule(self.read.title, room), "title"), (self.place, "label"))
        if not self.rows:
            return [title, ((" Nothing is to be settled.", ""),)]
        shown = self.around()
        return [
            title, self.headings(self.read.heads), *shown, self._total,
            *[()] * (self._room - len(shown)), ((f" {self._foot}", "label"),),
        ]  # fmt: skip

    @property
    def _total(self) -> Line:
        return ((f"  {self.read.total}", "title"),) if self.read and self.read.total else ()

    @property
    def _foot(self) -> str:
        """What the marks mean; of a day to settle the whole line, which may be long."""
        if self.marked is not None and self.marked.notes and not self.look.linear:
            return "; ".join(self.marked.notes)
        if self.read is not None and self.read.foot:
            return self.read.foot
        return self.marked.spoken if self.marked and not self.look.linear else ""

    def line(self, row: Row, marked: bool) -> Line:
        """A row as it is drawn; `!` before one that asks."""
        text = row.spoken if self.look.linear else row.text
        style = "marked" if marked else "warn" if row.asks else ""
        return ((f"{'▶' if marked else ' '}{'!' if row.asks else ' '}", "key"), (text, style))

    def to_export(self, columns: tuple[str, ...]) -> Table | None:
        """The report's rows."""
        if self.read is None:
            return None
        return Table(self.read.title, columns, tuple(row.cells for row in self.rows or ()))

    def next_asked(self, steps: int) -> bool:
        """To the next row that asks for something; False where there is none."""
        rows = self.rows or ()
        return self.seek(lambda at: rows[at].asks, steps)


class VerificationScreen(ListingPage[VerificationTable]):
    """Who finalises, whose hours lack, what an extract and a change here say apart."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.VERIFY, without=LISTING - {"open"})
    page, place = Page.VERIFY, "Time verification"

    def __init__(
        self, reception: Reception, report: Report, prefix: str = "", at: date | None = None
    ) -> None:
        """`prefix` limits the report to a group or number; `at` is a day of its week or month."""
        super().__init__(reception, VerificationTable(id="rows"))
        self.asking = Asking(self._entered, id="asking")
        self.report, self.prefix, self.at = report, prefix, at
        self.reading: Lane[Read] = self.lane()
        self.doing: Lane[tuple[DayTime, Read]] = Lane(self, reception)
        self._act: Callable[[Desk, str], DayTime] | None = None

    @property
    def here(self) -> Page:
        """The reason has keys of its own while it is typed."""
        return Page.REASON if self.typing else Page.VERIFY

    def parts(self) -> ComposeResult:
        """Rows, the reason."""
        yield self.table
        yield self.asking

    @property
    def typing(self) -> bool:
        """A reason is typed."""
        return self.asking.box is not None

    # --- reading ------------------------------------------------------------------------------

    def list_report(self, report: Report, prefix: str, at: date | None) -> None:
        """Another report, or of somebody else."""
        self.report, self.prefix, self.at = report, prefix, at
        self.action_refresh()

    def action_refresh(self) -> None:
        """F5: read it again."""
        self.reading.ask(lambda desk, stop: self._read(desk), self._show, self.refused)

    def _read(self, desk: Desk) -> Read:
        at = self.at or desk.today
        return _READERS[self.report](desk, self.prefix, at)

    def _show(self, read: Read) -> None:
        self.at = read.at
        self.table.show(read)
        asked = sum(row.asks for row in read.rows)
        self.say(f"{asked} of {len(read.rows)} ask for something." if asked else "All is well.")

    def refused(self, error: EntityError) -> None:
        """Say why; where nothing was read there is nothing to wait for."""
        if self.table.read is None:
            self.table.show(Read(self.place, "", [], self.at))
        super().refused(error)

    # --- moving -------------------------------------------------------------------------------

    def action_turn(self) -> None:
        """F6: the next of the three reports."""
        kinds = list(Report)
        self.report = kinds[(kinds.index(self.report) + 1) % len(kinds)]
        self.action_refresh()

    def action_period(self, steps: int) -> None:
        """F7, F8: the week or the month before or after."""
        at = self.at
        if at is None or self.report is Report.SETTLE:
            return
        if self.report is Report.WEEK:
            self.at = monday_of(at) + steps * _WEEK
        else:
            middle = at.replace(day=15) + steps * timedelta(days=30)
            self.at = middle.replace(day=15)
        self.action_refresh()

    def action_next_asked(self, steps: int) -> None:
        """n, p: to the next line that asks for something."""
        if not self.table.next_asked(steps):
            self.say("No further line asks for anything." if steps > 0 else "None before it does.")

    def action_open(self) -> None:
        """Enter: the EOD desk at this employee's day."""
        row = self.table.marked
        if row is not None:
            self.reception.program.eod(row.worker.assignment, f"{row.day:%m/%d/%Y}")

    # --- settling -----------------------------------------------------------------------------

    def action_await_day(self) -> None:
        """a: await the marked day again from ICS, or no longer."""
        row = self._row_to_settle()
        if row is None:
            return
        number, on = row.worker.assignment, row.day
        if row.kind == "awaited":
            self._ask(row, "Why it is awaited no longer",
                      lambda desk, why: desk.re_extract.unmark(number, on, why))  # fmt: skip
        else:
            self._ask(row, "Why it comes again from ICS",
                      lambda desk, why: desk.re_extract.mark(number, on, why))  # fmt: skip

    def action_take(self, which: str) -> None:
        """x, k: the extract is right, or what was changed here."""
        row = self._row_to_settle()
        if row is None:
            return
        if row.kind != "conflict":
            self.say("This day is not in conflict.")
            return
        number, on, take = row.worker.assignment, row.day, which == "extract"
        title = "Why the extract is right" if take else "Why what stands here is right"
        self._ask(row, title, lambda desk, why: desk.re_extract.settle(number, on, take, why))

    def _row_to_settle(self) -> Row | None:
        if self.report is Report.HOURS:
            self.say("Choose a day: F6 shows the days to settle, Enter the EOD desk.")
            return None
        return self.table.marked

    def _ask(self, row: Row, title: str, act: Callable[[Desk, str], DayTime]) -> None:
        self._act = act
        self.asking.ask(title, (f"{row.worker.name}, {day(row.day)}",), "Reason")
        self.put_focus(self.asking)
        self.turn_keys()

    def to_export(self, whole: bool) -> Table | None:
        """The rows of the report shown."""
        return self.table.to_export(_COLUMNS[self.report])

    def _entered(self, reason: str) -> None:
        act = self._act
        if not reason:
            self.say("Say why.")
        elif act is not None and not self.doing.busy:
            self.doing.ask(
                lambda desk, stop: (act(desk, reason), self._read(desk)),
                self._done,
                self.refuse,
                "Saving",
            )

    def _done(self, outcome: tuple[DayTime, Read]) -> None:
        time, read = outcome
        self.stop_typing()
        self.table.show(read)
        self.say(f"{day(time.day)} of {time.worker.name}: done.")
        self.message.stay()

    def stop_typing(self) -> None:
        """The reason is entered, or given up."""
        self.asking.stop()
        self.put_focus(self.table)
        self.turn_keys()


def _week(desk: Desk, prefix: str, at: date) -> Read:
    found = desk.verification.week(prefix, at)
    friday = found.monday + timedelta(days=4)
    title = (
        f"Weekly time verification {_shown(prefix)}{found.monday:%m/%d} – {friday:%m/%d/%y}, "
        f"month ends {found.month.end:%m/%d}"
    )
    return Read(
        title, made.week_heads(found), made.week_rows(found), found.monday, made.LEGEND,
        made.week_total(found),
    )  # fmt: skip


def _hours(desk: Desk, prefix: str, at: date) -> Read:
    found = desk.verification.hours(prefix, desk.verification.month_of(at))
    month = found.month
    title = (
        f"Hours verification {_shown(prefix)}{month.code}, {month.start:%m/%d} – "
        f"{month.end:%m/%d/%y}"
    )
    return Read(
        title, made.hours_heads(), made.hours_rows(found), at, total=made.hours_total(found)
    )


def _settle(desk: Desk, prefix: str, at: date) -> Read:
    awaited = desk.re_extract.awaited(prefix, closed=True)
    rows = made.settle_rows(awaited, desk.re_extract.conflicts(prefix))
    title = f"Days to settle {_shown(prefix)}— x the extract, k what is here, a await again"
    return Read(title, made.settle_heads(), rows, at)


def _shown(prefix: str) -> str:
    return f"{prefix[:4]}-{prefix[4:]} ".replace("- ", " ") if prefix else ""


_COLUMNS = {
    Report.WEEK: made.WEEK_COLUMNS,
    Report.HOURS: made.HOURS_COLUMNS,
    Report.SETTLE: made.SETTLE_COLUMNS,
}
_READERS = {Report.WEEK: _week, Report.HOURS: _hours, Report.SETTLE: _settle}
