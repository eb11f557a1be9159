"""The page of a group's month: the report as it will be signed, and its steps (TM-08)."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from entity_tui.domain.counted import counted
from entity_tui.domain.entity.daily_time import hours_text
from entity_tui.domain.entity.month_standing import out_of_turn
from entity_tui.domain.entity.month_steps import StepKind
from entity_tui.domain.entity.month_view import BoardRow, MonthView
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from entity_tui.reports.export.files import Table
from entity_tui.reports.month_text import condensed_table
from screens.entity.month_lines import EVERY
from screens.entity.month_table import MonthTable
from screens.shared.bars import KeyLine
from screens.shared.bindings import LISTING, bound
from screens.shared.lane import Lane
from screens.shared.listing_page import ListingPage
from screens.shared.question import Question
from screens.shared.reception import Desk, Months, Reception

SIGN = "approve"
Step = Callable[[Months, str, str, str], MonthView]
"""An act with group, month and what was typed."""
_WITH_REASON: dict[str, tuple[str, Step]] = {
    "reopen": ("Reopen", lambda m, group, month, why: m.reopen(group, month, why)),
    "send_back": ("Send back", lambda m, group, month, why: m.send_back(group, month, why)),
    "follow_up": ("Follow up", lambda m, group, month, why: m.follow_up(group, month, why)),
    "review": ("Note the review of", lambda m, group, month, why: m.review(group, month, why)),
}
_PLAIN: dict[str, Step] = {
    "generate": lambda m, group, month, _: m.generate(group, month),
    "accept": lambda m, group, month, _: m.accept(group, month),
}


class MonthScreen(ListingPage[MonthTable]):
    """One group's month; F7 and F8 go through the groups of the board."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.MONTH, without=LISTING - {"open"})
    page, place = Page.MONTH, "Month end"
    comes_first = "Something is asked: Enter does it, F12 gives it up."

    def __init__(self, reception: Reception, group: str = "", month: str = "") -> None:
        """`group` "" is the viewer's own, `month` "" the newest that has ended."""
        super().__init__(reception, MonthTable(id="month"))
        self.group, self.month = group, month
        self.groups: tuple[str, ...] = ()
        """Those of the board, once they were asked for."""
        self.reading: Lane[MonthView] = self.lane()
        self.listing: Lane[tuple[BoardRow, ...]] = self.lane()
        self.doing: Lane[MonthView] = Lane(self, reception)
        self._away = False
        """A day was opened from here."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """The month, and what is typed to sign it."""
        return (Page.MONTH, Page.SIGNING)

    @property
    def here(self) -> Page:
        """The typing while something is asked."""
        return Page.SIGNING if self.typing else Page.MONTH

    @property
    def heading(self) -> str:
        """Whose month, and which of the groups of the board."""
        view = self.table.view
        told = f"Group {self.group[:4]}-{self.group[4:]}" if self.group else "Group"
        if view:
            start, end = view.month.start, view.month.end
            told += f", {view.month.code} ({start:%m/%d} to {end:%m/%d/%y})"
        if self.group in self.groups:
            told += f": {self.groups.index(self.group) + 1} of {len(self.groups)}"
        return told

    @property
    def typing(self) -> bool:
        """Something is asked."""
        return self.table.asking is not None

    def on_screen_resume(self) -> None:
        """Coming back from a day that was mended: the month is read again."""
        if self._away:
            self._away = False
            self.message.hush()
            self.action_refresh()

    # --- reading ------------------------------------------------------------------------------

    def begin(self) -> None:
        """The viewer's own group is known once the desk is open."""
        self.reception.when_open(self._opened)

    def _opened(self) -> None:
        if self.is_attached:
            self.list_month(self.group, self.month)

    def list_month(self, group: str, month: str) -> None:
        """Another group's month; without a group the one shown, else the viewer's own."""
        if self.typing_stays():
            return
        own = self.reception.desk.viewer.assignment[:6] if self.reception.desk else ""
        self.group, self.month = group or self.group or own, month
        self.table.show(None)
        self.tell()
        self.action_refresh()

    def action_refresh(self) -> None:
        """F5: read it again."""
        if self.typing_stays():
            return
        group, month = self.group, self.month
        if len(group) != 6:
            self.refuse(EntityError("Whose? F9 eom GROUP, six digits; F9 board lists them."))
            return
        self.reading.ask(
            lambda desk, stop: desk.months.show(group, month), self._show, self.refused
        )

    def _show(self, view: MonthView) -> None:
        self.month = view.month.code
        self.table.show(view)
        self._offer_steps(view)
        self.tell()

    def _offer_steps(self, view: MonthView | None) -> None:
        """The key line has the steps the viewer may take."""
        steps = frozenset(step.value for step in view.may) if view else frozenset()
        self.query_one("#keys", KeyLine).put_steps(steps)

    def refused(self, error: EntityError) -> None:
        """Say why; of a month that was not read no step is offered."""
        self._offer_steps(self.table.view)
        super().refused(error)

    def action_group(self, steps: int) -> None:
        """F7, F8: the group before or the next, of the board."""
        if self.typing_stays():
            return
        if self.groups:
            self._to_group(steps)
            return
        month = self.month

        def listed(rows: tuple[BoardRow, ...]) -> None:
            self.groups = tuple(row.unit for row in rows if len(row.unit) == 6)
            self._to_group(steps)

        self.listing.ask(lambda desk, stop: desk.months.board(month), listed, self.refuse)

    def _to_group(self, steps: int) -> None:
        at = self.groups.index(self.group) if self.group in self.groups else -1
        to = at + steps
        if not 0 <= to < len(self.groups):
            self.say("This is the last group." if steps > 0 else "This is the first group.")
            self.tell()
            return
        self.message.hush()
        self.list_month(self.groups[to], self.month)

    def action_side(self, key: str) -> None:
        """Left, right: scroll the columns of hours; the name stays."""
        self.table.action_side(key)

    def action_finding(self, steps: int) -> None:
        """N, P: the next line that opens a day, or the one before."""
        if not self.table.step(steps):
            self.say("This is the last." if steps > 0 else "This is the first.")

    def action_open(self) -> None:
        """Enter: the employee's week on the EOD desk."""
        row = self.table.marked
        if row is not None and row.on is not None:
            self._away = True
            self.reception.program.eod(row.employee, row.on.isoformat())

    def action_board(self) -> None:
        """B: every group's step."""
        self.reception.program.board(self.month)

    def to_export(self, whole: bool) -> Table | None:
        """The hours of every employee by code."""
        view = self.table.view
        if view is None:
            return None
        heads, rows = condensed_table(view, EVERY)
        return Table(f"month {self.month} of {self.group}", tuple(heads), tuple(map(tuple, rows)))

    # --- steps --------------------------------------------------------------------------------

    def action_step_of(self, name: str) -> None:
        """A step that needs no word: generate, accept."""
        step = _PLAIN[name]
        self._do(lambda months, group, month: step(months, group, month, ""), name.capitalize())

    def action_ask(self, name: str) -> None:
        """A step that needs a reason, which is typed first."""
        if self.table.view is None or self.typing_stays():
            return
        title, step = _WITH_REASON[name]

        def typed(why: str) -> None:
            self._do(lambda months, group, month: step(months, group, month, why), title)

        heading = f"{title} {self.month} of group {self.group}"
        self._ask(heading, ("Enter does it; F12 gives it up.",), "Why:", typed)

    def action_approve(self) -> None:
        """F10: show what is signed, and ask for the word; while something is asked it waits."""
        view = self.table.view
        if view is None or self.typing_stays():
            return
        if view.not_yours:
            self.refuse(EntityError(view.not_yours))
            return
        if view.report is None:
            self.refuse(EntityError("There is no report to sign: g generates it."))
            return
        if turn := out_of_turn(StepKind.APPROVE, view.standing.state, view.standing.approved):
            self.refuse(EntityError(f"Nothing is to be signed; {turn}."))
            return
        report = view.report

        def typed(word: str) -> None:
            if word.casefold() != SIGN:
                self.refuse(EntityError(f"Type {SIGN} to sign, F12 to give it up."))
                return
            self._do(
                lambda months, group, month: months.approve(group, month, report.digest), "Signing"
            )

        told = (
            f"You sign report {report.n}: {hours_text(view.total)} of {hours_text(view.due)} hours "
            "due; it locks the month.",
            f"It lists {counted(len(view.differences), 'difference')} from the month-end extract, "
            f"{counted(len(view.unbalanced), 'day')} short, over or late.",
            *(() if view.told else ("! No month-end extract (E6) was received to compare with.",)),
            f"Digest {report.digest[:20]}…: with your name and the time, your signature.",
        )
        heading = f"Approve {self.month} of group {self.group}"
        self._ask(heading, told, f"Type {SIGN} and Enter:", typed)

    def action_transmit(self) -> None:
        """T: what is handed to the area is told, and Enter does it."""
        view = self.table.view
        if view is None:
            return
        if turn := out_of_turn(StepKind.TRANSMIT, view.standing.state, view.standing.approved):
            self.refuse(EntityError(f"Nothing is to be handed over; {turn}."))
            return
        signed = view.standing.approved
        assert signed is not None
        told = (
            f"Report {signed.n} goes to the area: {hours_text(view.total)} of "
            f"{hours_text(view.due)} hours due,",
            f"signed by {signed.name}, {signed.on_day:%m/%d/%y}. Enter does it; F12 gives it up.",
        )

        def entered(_: str) -> None:
            self._do(lambda months, group, month: months.transmit(group, month), "Transmitting")

        self._ask(f"Transmit {self.month} of group {self.group}", told, "", entered)

    def _ask(
        self, title: str, told: tuple[str, ...], label: str, typed: Callable[[str], None]
    ) -> None:
        self.message.hush()
        self.table.ask(Question(title, told, label, typed))
        self.turn_keys()

    def _do(self, act: Callable[[Months, str, str], MonthView], what: str = "The step") -> None:
        if self.doing.busy or self.table.view is None:
            return
        group, month, asked = self.group, self.month, self.table.asking

        def work(desk: Desk, stop: object) -> MonthView:
            return act(desk.months, group, month)

        self.doing.ask(work, lambda view: self._done(view, asked), self.refused, what)

    def _done(self, view: MonthView, asked: Question | None) -> None:
        """What was done is shown; what was asked meanwhile stays."""
        if asked is self.table.asking:
            self.stop_typing()
        self._show(view)
        found = view.standing
        then = f"; {found.next.value} by {found.due:%m/%d/%y}" if found.next and found.due else ""
        self.say(f"{view.month.code} of group {view.group} is {found.state.value}{then}.")
        self.message.stay()

    def stop_typing(self) -> None:
        """Nothing is asked any more."""
        self.table.ask(None)
        self.turn_keys()
