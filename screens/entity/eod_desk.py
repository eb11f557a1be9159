"""The EOD corrections desk: a group's week in one grid, what is wrong first (TM-05)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from entity_tui.domain.entity.eod_desk import EodDesk
from entity_tui.domain.entity.time_week import Key
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from screens.entity.day_acts import DaysScreen
from screens.entity.days import week_told
from screens.shared.bars import Bar
from screens.shared.bindings import bound
from screens.shared.reception import Reception

_SHEET, _ROOMY_SHEET = 10, 18
_ROOMY_WIDTH, _ROOMY_HEIGHT, SIDE_BY_SIDE = 120, 34, 150


class EodScreen(DaysScreen):
    """Secretaries live in it: fix, and go on to the next day that needs work."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.EOD)
    page, place = Page.EOD, "EOD corrections"
    finishes = True

    def __init__(self, reception: Reception, number: str = "", on: date | None = None) -> None:
        """`number` of eight digits is an employee's: his group, begun with him."""
        super().__init__(reception, number[:6], on)
        self.employee = number if len(number) == 8 else ""
        self.work_first = True
        """Those to work on first; the order stays while they are worked on."""

    def list_group(self, number: str, on: date | None) -> None:
        """Another group or week, as it is opened."""
        self.employee = number if len(number) == 8 else ""
        self.list_week(number[:6], on)

    def own_number(self, viewer: Viewer) -> str:
        """The viewer's own group."""
        if len(viewer.assignment) >= 6:
            return viewer.assignment[:6]
        raise EntityError("Whose? F9 eod GROUP, six digits.")

    def fit(self) -> None:
        """The day below the week, or beside it where there is room."""
        width, height = self.size
        beside = width >= SIDE_BY_SIDE and not self.grid.look.linear
        work = self.query_one("#work")
        work.styles.layout = "horizontal" if beside else "vertical"
        work.styles.height = "1fr"
        self.grid.styles.width = 82 if beside else "1fr"
        tall = _ROOMY_SHEET if height >= _ROOMY_HEIGHT else _SHEET
        self.sheet.styles.height = "1fr" if beside else tall

    def first_key(self, desk: EodDesk) -> Key | None:
        """The named employee's, on the day that was asked for; else the first to work on."""
        return self._named(desk) or desk.next_error(None) or next(iter(desk.keys), None)

    def _named(self, desk: EodDesk) -> Key | None:
        today = self.reception.desk.today if self.reception.desk else desk.week.monday
        wanted = [key for key in desk.week.days if self._is_named(desk, key)]
        on_day = [key for key in wanted if key[1] == (self.on or today)]
        return next(iter(on_day or sorted(wanted)), None)

    def _is_named(self, desk: EodDesk, key: Key) -> bool:
        return bool(self.employee) and desk.week.days[key].worker.assignment == self.employee

    def tell(self) -> None:
        if not self.is_attached or self.desk is None:
            super().tell()
            return
        group = f"  Group {self.number[:4]}-{self.number[4:]}" if self.number else ""
        week = self.desk.week
        who = f"  {self.reception.desk.viewer.name}" if self.reception.desk else ""
        left = f"{group}{who if self.size.width >= _ROOMY_WIDTH else ''}"
        self.query_one("#status", Bar).put(
            ((self.place, "title"), (left, "")), ((f"  {week_told(week)}", ""),)
        )
        self.query_one("#todo", Bar).put(((f" {self._todo}", ""),))

    @property
    def _todo(self) -> str:
        assert self.desk is not None
        people, work = self.desk.week.people, {key[0] for key in self.desk.work}
        parts = [f"{len(work)} of {len(people)} need work"]
        if count := len(self.desk.pending):
            parts.append(f"{count} not saved")
        parts += ["F7/F8 employee", "n/p error", "F10 save all"]
        return " · ".join(parts)

    def arranged(self, desk: EodDesk) -> EodDesk:
        """By number, or those to work on first."""
        return desk.arranged(self.work_first)

    def action_order(self) -> None:
        """O: those to work on first, or by number again."""
        if self.desk is not None and not self.typing_stays():
            self.work_first = not self.work_first
            self.desk = self.arranged(self.desk)
            self.go(self.key)
            self.say("Those to work on first." if self.work_first else "By number.")

    # --- moving -------------------------------------------------------------------------------

    def action_day(self, steps: int) -> None:
        """Left, right: the day before or after, of the same employee."""
        self._move(0, steps)

    def action_employee(self, steps: int) -> None:
        """Up, down, F7, F8: the employee above or below; stops at the ends."""
        self._move(steps, 0)

    def action_page(self, pages: int) -> None:
        """A page of employees."""
        self._move(pages * max(1, self.grid.size.height - 2), 0)

    def action_end(self, steps: int) -> None:
        """Home, End: the first employee or the last."""
        self._move(steps * 10**6, 0)

    def _move(self, people: int, days: int) -> None:
        desk, key = self.desk, self.key
        if self.typing_stays() or desk is None or key is None:
            return
        self.message.hush()
        self.go(desk.beside(key, people, days))

    def action_error(self, steps: int) -> None:
        """N, P: the next day that needs work, or the one before."""
        if self.typing_stays() or self.desk is None:
            return
        found = self.desk.next_error(self.key, steps)
        self.message.hush()
        if found is None:
            self.say("Nothing needs work.")
        elif found == self.key:
            self.say("This is the only day that needs work.")
        self.go(found or self.key)

    def fixed(self, key: Key) -> None:
        """On to the next day that needs work, once nothing is wrong with this one."""
        assert self.desk is not None
        if self.desk.cell(key).needs_work:
            self.go(key)
            return
        there = self.desk.next_error(key)
        self.go(there or key)
        if there is None:
            self.say("Nothing needs work any more: F10 saves it.")
