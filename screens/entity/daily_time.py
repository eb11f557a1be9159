"""Daily time of one employee: hours judged as they are typed, EOD (TM-02, TM-03, TM-06)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual.binding import BindingType

from entity_tui.domain.entity.daily_time import DayTime
from entity_tui.domain.entity.eod_desk import EodDesk
from entity_tui.domain.entity.time_week import Key
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from screens.entity.day_acts import DaysScreen
from screens.entity.days import week_told
from screens.shared.bars import Bar
from screens.shared.bindings import bound


class DailyTimeScreen(DaysScreen):
    """The days of the week on top; the marked one below."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.TIME)
    page, place = Page.TIME, "Daily time"

    def own_number(self, viewer: Viewer) -> str:
        """The viewer's own number."""
        if len(viewer.assignment) == 8:
            return viewer.assignment
        raise EntityError("Whose? F9 time EMPLOYEE, eight digits.")

    def fit(self) -> None:
        """The day has what the week leaves."""
        self.query_one("#work").styles.height = "1fr"
        self.grid.styles.height = 2 if not self.grid.look.linear else 8
        self.sheet.styles.height = "1fr"

    def first_key(self, desk: EodDesk) -> Key | None:
        """The day that was asked for, else today, else the first of the week."""
        on = self.on or (self.reception.desk.today if self.reception.desk else desk.week.monday)
        near = sorted(desk.week.days, key=lambda key: abs(key[1] - on))
        return next(iter(near), None)

    def tell(self) -> None:
        if not self.is_attached or self.desk is None or self.key is None:
            super().tell()
            return
        time = self.desk.time(self.key)
        worker = time.worker
        told = f"  {worker.name}  {worker.assignment[:4]}-{worker.assignment[4:]}"
        self.query_one("#status", Bar).put(
            ((self.place, "title"), (told, "")), ((f"  {week_told(self.desk.week)}", ""),)
        )
        self.query_one("#todo", Bar).put(((f" {self._todo(time)}", ""),))

    def _todo(self, time: DayTime) -> str:
        assert self.desk is not None
        parts = []
        if count := len(self.desk.work):
            parts.append(f"{count} {'day needs' if count == 1 else 'days need'} work")
        if count := len(self.desk.pending):
            parts.append(f"{count} not saved")
        viewer = self.reception.desk.viewer if self.reception.desk else None
        if viewer is not None and viewer.user != time.worker.user:
            parts.append(f"you enter it for {time.worker.name}")
        return " · ".join([*parts, "F7/F8 day", "c code, t case", "e EOD"])

    # --- moving -------------------------------------------------------------------------------

    def action_day(self, steps: int) -> None:
        """F7, F8, left, right: the day before or after, into the next week too."""
        desk, key = self.desk, self.key
        if self.typing_stays() or desk is None or key is None:
            return
        self.message.hush()
        there = key[0], self._workday(desk, key[1], steps)
        if there in desk.week.days:
            self.go(there)
        else:
            self.list_week(self.number, there[1])

    def _workday(self, desk: EodDesk, day: date, steps: int) -> date:
        """The next day that is shown; weekends without time are passed over."""
        day += timedelta(days=steps)
        while day.weekday() > 4 and day not in desk.days_shown:
            day += timedelta(days=steps)
        return day

    def action_error(self, steps: int) -> None:
        """N, P: the next day of the week that needs work."""
        if not self.typing_stays() and self.desk is not None:
            self.go(self.desk.next_error(self.key, steps) or self.key)
