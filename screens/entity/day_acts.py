"""What is done with days: EOD, undo, asking somebody else, saving all at once (TM-03 to TM-05)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from entity_tui.domain.entity.eod_desk import EodDesk, State
from entity_tui.domain.entity.time_codes import Ahead
from entity_tui.domain.entity.time_week import Key, TimeWeek
from entity_tui.domain.entity.week_filling import copy_week, fill_code, fill_right
from entity_tui.errors import EntityError
from screens.entity.day_typing import DayTyping
from screens.entity.row_boxes import NOTE, REASON, REPORTED, RowBoxes
from screens.shared.lane import Lane
from screens.shared.reception import Desk, Reception, Stop

_WEEK = timedelta(days=7)
Saved = tuple[EntityError | None, TimeWeek]


class DaysScreen(DayTyping):
    """A week whose days are typed, finalised and saved."""

    def __init__(self, reception: Reception, number: str = "", on: date | None = None) -> None:
        super().__init__(reception, number, on)
        self.saving: Lane[Saved] = Lane(self, reception)
        self.copying: Lane[TimeWeek] = self.lane()

    # --- acts on the day ----------------------------------------------------------------------

    def action_eod(self) -> None:
        """E: finalise the day, or take that back; what is wrong with it wants a reason."""
        desk, key = self.desk, self.key
        if desk is None or key is None or self.typing_stays():
            return
        pending = desk.pending.get(key)
        taken_back = pending is not None and pending.finalise
        faults = desk.in_the_way(key)
        grave = any(fault.grave for fault in faults)
        doubted = faults or (desk.week.asked(key) and pending is None)
        if doubted and not grave and not taken_back and not desk.week.barred(key):
            self.type_row(RowBoxes((REASON,), {REASON: desk.reason_offered(key)}))
            self.say("Why is it right as it is? Enter takes it so.")
            return
        self.desk = desk.finalise(key)
        self.fixed(key)

    def action_eod_all(self) -> None:
        """E: finalise every complete day up to today."""
        desk = self.desk
        if desk is None or self.typing_stays():
            return
        count = len(desk.complete)
        self.desk = desk.finalise_complete()
        self.go(self.key)
        self.say(
            f"{_days(count)} finalised when saved: F10." if count else "No complete day waits."
        )

    # --- many days at once --------------------------------------------------------------------

    def action_fill(self) -> None:
        """F: the time of the marked day on the empty days after it."""
        key = self.key
        if key is not None:
            self._fill(lambda desk: fill_right(desk, key))

    def action_copy_week(self) -> None:
        """L: the time of last week on the empty days of this one."""
        desk, key = self.desk, self.key
        if desk is None or key is None or self.typing_stays():
            return
        number, before = desk.week.days[key].worker.assignment, desk.week.monday - _WEEK

        def came(week: TimeWeek) -> None:
            self._fill(lambda desk: copy_week(desk, key[0], week))

        self.copying.ask(lambda desk, stop: desk.time.desk(number, before), came, self.refused)

    def action_leave_week(self) -> None:
        """V: the hours due of the week's empty days on a code of leave or training."""
        from screens.shared.panels import Values

        desk, key = self.desk, self.key
        if desk is None or key is None or self.typing_stays():
            return
        codes = [code for code in desk.week.codes.offered(key[1]) if code.ahead is Ahead.FINALISE]
        if not codes:
            self.say("No code of leave or training is in the table: codes set time_codes.")
            return
        values = tuple((code.code, code.meaning) for code in codes)
        self.app.push_screen(
            Values(
                "Leave and training",
                values,
                "",
                lambda code: self._fill(lambda desk: fill_code(desk, key[0], code)),
            )
        )

    def _fill(self, fill: Callable[[EodDesk], EodDesk]) -> None:
        desk = self.desk
        if desk is None or self.typing_stays():
            return
        self.desk = fill(desk)
        count = sum(self.desk.pending[key] != desk.pending.get(key) for key in self.desk.pending)
        self.go(self.key)
        self.say(f"{_days(count)} filled. F10 saves, u undoes.")

    def action_undo(self) -> None:
        """U: undo the last unsaved change."""
        if self.desk is None or self.typing_stays():
            return
        self.desk, key = self.desk.undo()
        self.say("Taken back." if key else "Nothing to undo.")
        self.go(key or self.key)

    def action_reported(self) -> None:
        """D: the day the employee reported it; it is stored beside the day it is entered."""
        desk, key = self.desk, self.key
        if desk is None or key is None or self.typing_stays():
            return
        if desk.week.days[key].worker.user == self.own_user:
            self.say("You enter your own time: nobody reported it to you.")
        elif desk.week.days[key].finalised:
            self.say("It is finalised: the day it was reported cannot change.")
        elif barred := desk.week.barred(key):
            self.say(f"! {barred}")
        else:
            self.type_row(RowBoxes((REPORTED,)))
            self.say("When was it reported by telephone or fax? t, -1, 11/20.")

    def action_ask(self) -> None:
        """Q: ask who may change the day to do so; a note says what."""
        desk, key = self.desk, self.key
        if desk is None or key is None or self.typing_stays():
            return
        if not desk.week.barred(key):
            self.say("You may change this day yourself.")
        else:
            self.type_row(RowBoxes((NOTE,)))
            self.say("What is to be changed, and why? Enter puts it on their desk.")

    def ask_for(self, key: Key, note: str) -> None:
        """Put a day on the desk of those who may change it."""

        def work(desk: Desk, stop: Stop) -> Saved:
            desk.time.ask(*key, note)
            return None, self.again(desk)

        self.saving.ask(work, self._asked, self.refused, "Saving the request")

    def _asked(self, saved: Saved) -> None:
        self.stop_typing()
        assert self.desk is not None
        self.desk = self.arranged(self.desk.over(saved[1]))
        self.go(self.key)
        self.say("Asked; it stands on the desk of those who may change it.")
        self.message.stay()

    # --- saving -------------------------------------------------------------------------------

    def action_save(self) -> None:
        """F10: the row that is typed, then every change in one transaction."""
        if self.desk is None or self.saving.busy:
            return
        if self.sheet.row is not None and not self.fix():
            return
        edits = self.desk.edits
        if not edits:
            self.say("Nothing to save.")
            return
        self.say(f"Saving {_days(len(edits))} …")

        def work(desk: Desk, stop: Stop) -> Saved:
            problem = None
            try:
                desk.time.save(edits)
            except EntityError as error:
                problem = error
            return problem, self.again(desk)

        self.saving.ask(work, self._saved, self.refused, "Saving")

    def _saved(self, saved: Saved) -> None:
        problem, week = saved
        assert self.desk is not None
        before, count = self.desk, len(self.desk.edits)
        after = self.desk.over(week) if problem else self.desk.saved(week)
        self.desk = after = self.arranged(after)
        self.go(next((key for key in after.pending if after.cell(key).moved), self.key))
        if problem is not None:
            self.refuse(problem)
        else:
            self.reception.drafts.end(self.draft)
            self.say(f"{_days(count)} saved{_still_wrong(before, after)}.")
        self.message.stay()


def _still_wrong(before: EodDesk, after: EodDesk) -> str:
    """Those that are wrong as they were saved: the reason of a change explains nothing."""
    count = sum(after.cell(key).state is State.FAULTY for key in before.pending)
    told = "is still wrong: e explains it" if count == 1 else "are still wrong: e explains each"
    return f"; {count} {told}" if count else ""


def _days(count: int) -> str:
    return f"{count} {'day' if count == 1 else 'days'}"
