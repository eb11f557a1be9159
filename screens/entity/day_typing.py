"""Typing a row of a day: its boxes, the values they take, what Enter does (TM-02, TM-05)."""

from __future__ import annotations

from datetime import date

from entity_tui.domain.entity.daily_time import CaseOfTime, Change
from entity_tui.domain.entity.eod_desk import EodDesk
from entity_tui.domain.entity.time_codes import ASSISTING, TimeCode
from entity_tui.domain.entity.time_row import RowError
from entity_tui.domain.entity.time_week import Key
from entity_tui.domain.typed_date import typed_date
from entity_tui.errors import EntityError
from screens.entity.days import DaysPage
from screens.entity.row_boxes import CASE, CODE, HOURS, NOTE, REASON, REPORTED, RowBoxes
from screens.shared.lane import Lane
from screens.shared.reception import Reception


class DayTyping(DaysPage):
    """Subclasses say where the work goes on after a row."""

    finishes = False
    """Is a day that is due finalised as soon as nothing is wrong with it?"""

    def __init__(self, reception: Reception, number: str = "", on: date | None = None) -> None:
        super().__init__(reception, number, on)
        self.looking: Lane[CaseOfTime] = self.lane()
        self.listing: Lane[tuple[CaseOfTime, ...]] = self.lane()

    def ask_for(self, key: Key, note: str) -> None:
        """Put a day on the desk of those who may change it."""
        raise NotImplementedError

    # --- typing -------------------------------------------------------------------------------

    @property
    def _reason(self) -> str | None:
        """The reason that is offered where finalised time is changed; None for other time."""
        desk, key = self.desk, self.key
        if desk is None or key is None or not desk.week.days[key].finalised:
            return None
        pending = desk.pending.get(key)
        return pending.reason if pending and pending.changes else desk.reason

    def _begin(self, row: RowBoxes) -> bool:
        """Type a row, where the viewer may change the day."""
        if self.desk is None or self.key is None:
            return False
        if barred := self.desk.week.barred(self.key):
            self.say(f"! {barred}")
            return False
        self.type_row(row)
        return True

    def type_row(self, row: RowBoxes) -> None:
        """The keys go to this row."""
        self.message.hush()
        self.sheet.begin(row)
        self.put_focus(self.sheet)
        self.turn_keys()

    def begin_hours(self, typed: str) -> None:
        """A digit on the week: the hours of the marked entry; of a day without one a new row."""
        entry = self.sheet.marked
        self._begin(RowBoxes.of_hours(typed, self._reason) if entry is None
                    else RowBoxes.of_entry(entry, typed, self._reason))  # fmt: skip

    def action_new(self, kind: str) -> None:
        """C, T: a new row for a code, or for a case by its TIN."""
        if self.desk is not None and self.key is not None:
            self._begin(RowBoxes.new(kind, self.desk.time(self.key), self._reason))

    def action_take_out(self) -> None:
        """Delete: no hours for the marked entry."""
        if self.sheet.marked is not None:
            self.begin_hours("0")

    def action_values(self) -> None:
        """F4: the codes, for the row or for the hours of the marked entry; the employee's cases."""
        desk, key = self.desk, self.key
        if desk is None or key is None:
            return
        row, entry = self.sheet.row, self.sheet.marked
        if row is not None and row.name == CASE:
            self._list_cases()
            return
        if row is None or CODE not in row.names:
            entry = row.entry if row is not None else entry
            if row is not None and entry is None:
                return
            made = (RowBoxes.recoding(entry, self._reason) if entry is not None
                    else RowBoxes.new(CODE, desk.time(key), self._reason))  # fmt: skip
            if not self._begin(made):
                return
            row = made
        self._offer_codes(desk.week.codes.offered(key[1]), row)

    def _offer_codes(self, codes: tuple[TimeCode, ...], row: RowBoxes) -> None:
        """The codes in force; for the hours of a case the one for assisting is marked."""
        from screens.shared.panels import Values

        def taken(value: str) -> None:
            row.put(CODE, value)
            row.go(HOURS)
            self.sheet.redraw()

        of_case = row.entry is not None and row.entry.case_id
        start = row.text(CODE) or (ASSISTING if of_case else "")
        values = tuple((code.code, code.meaning) for code in codes)
        self.app.push_screen(Values("Time codes", values, start, taken))

    def _list_cases(self) -> None:
        desk, key = self.desk, self.key
        assert desk is not None and key is not None
        worker = desk.week.days[key].worker
        self.listing.ask(
            lambda desk, stop: desk.time.cases_of(worker.assignment, key[1]),
            self._cases_came, self.refused,
        )  # fmt: skip

    def _cases_came(self, cases: tuple[CaseOfTime, ...]) -> None:
        from screens.shared.panels import Values

        by_number = {f"{case.case_id:010d}": case for case in cases}

        def taken(number: str) -> None:
            self._case_found(by_number[number])

        values = tuple((number, case.told) for number, case in by_number.items())
        if values:
            self.app.push_screen(Values("Open cases", values, "", taken))
        else:
            self.say("No open case of the employee is within your profile.")

    def _case_found(self, case: CaseOfTime) -> None:
        row = self.sheet.row
        if row is not None and CASE in row.names:
            row.put(CASE, case.tin or f"{case.case_id:010d}")
            row.case = case
            row.go(HOURS)
            self.sheet.redraw()

    def enter(self) -> None:
        """Enter in the row: the next box, or it is done."""
        row, key = self.sheet.row, self.key
        assert row is not None and key is not None
        if row.name == CASE and row.case is None and row.text(CASE):
            tin = row.text(CASE)
            self.looking.ask(
                lambda desk, stop: desk.time.case_of_time(tin, key[1]),
                self._case_found, self._no_case,
            )  # fmt: skip
            return
        if row.enter():
            self.fix()
        self.sheet.redraw()

    def _no_case(self, error: EntityError) -> None:
        self.sheet.problem = error.message
        self.sheet.redraw()

    def fix(self) -> bool:
        """What is typed becomes part of the week; False where it cannot."""
        row, key, desk = self.sheet.row, self.key, self.desk
        assert row is not None and key is not None and desk is not None
        if row.names == (NOTE,):
            self.ask_for(key, row.text(NOTE))
            return False
        changes: tuple[Change, ...] = ()
        try:
            if row.names == (REPORTED,):
                self.desk = desk.report(key, _reported(row, desk))
            elif row.names == (REASON,):
                if not row.text(REASON):
                    raise RowError(REASON, "say why, in a word")
                self.desk = desk.finalise(key, row.text(REASON))
            else:
                changes = row.changes(desk.time(key), desk.week.codes, desk.week.increment)
                cases = () if row.case is None else (row.case,)
                self.desk = desk.put(key, changes, row.text(REASON), cases, self.finishes)
        except (RowError, EntityError) as error:
            self.sheet.problem = str(error)
            if isinstance(error, RowError):
                row.go(error.box)
            self.sheet.redraw()
            return False
        self.message.hush()
        self.stop_typing()
        self.fixed(key)
        if changes and self.key == key:
            self.sheet.mark(changes[-1].key)
        return True

    def fixed(self, key: Key) -> None:
        """A day was changed: where to go on."""
        self.go(key)

    def stop_typing(self) -> None:
        """The row is done, or given up."""
        self.looking.drop()
        super().stop_typing()


def _reported(row: RowBoxes, desk: EodDesk) -> date:
    """The day that is typed; RowError for what is none."""
    try:
        return typed_date(row.text(REPORTED), desk.week.today)
    except ValueError as error:
        raise RowError(REPORTED, str(error)) from error
