"""What the corrections desk and the page of daily time share (TM-02, TM-05)."""

from __future__ import annotations

from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from entity_tui.domain.calendar import monday_of
from entity_tui.domain.entity.daily_time import CaseOfTime
from entity_tui.domain.entity.eod_desk import EodDesk
from entity_tui.domain.entity.time_row import RowError
from entity_tui.domain.entity.time_week import Key, TimeWeek
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from screens.entity.day_sheet import DaySheet
from screens.entity.row_boxes import CASE, CODE, HOURS, NOTE, REASON, RowBoxes
from screens.entity.week_grid import WeekGrid
from screens.shared.bars import Bar
from screens.shared.commands import CommandError
from screens.shared.lane import Lane
from screens.shared.page import PageScreen
from screens.shared.reception import Desk, Reception, Stop

_STAYING = frozenset("help manual keys theme linear typing tour macro record".split())
_UNSAVED = "Not saved: F10 saves it; once more leaves it."
_LEAVING = frozenset(("f12", "escape", "f3", "f2", "ctrl+q"))
SIDE_BY_SIDE = 150
Saved = tuple[EntityError | None, TimeWeek]


class DaysScreen(PageScreen):
    """The week on top, the marked day below; subclasses say whose, and where Enter goes."""

    finishes = False
    """Is a day that is due finalised as soon as nothing is wrong with it?"""
    place = ""

    def __init__(self, reception: Reception, number: str = "", on: date | None = None) -> None:
        """`number` "" is the viewer's own, `on` None is today."""
        super().__init__(reception)
        self.number, self.on = number, on
        self.desk: EodDesk | None = None
        self.warned = False
        """The next way out leaves it unsaved."""
        self.reading: Lane[TimeWeek] = Lane(self, reception)
        self.saving: Lane[Saved] = Lane(self, reception)
        self.looking: Lane[CaseOfTime] = Lane(self, reception)
        self.listing: Lane[tuple[CaseOfTime, ...]] = Lane(self, reception)

    # --- what it is made of -------------------------------------------------------------------

    @property
    def own_page(self) -> Page:
        """The page of the keyboard map while nothing is typed."""
        raise NotImplementedError

    def own_number(self, viewer: Viewer) -> str:
        """Whose week it is where nobody was named; EntityError where that is nobody's."""
        raise NotImplementedError

    @property
    def pages(self) -> tuple[Page, ...]:
        """This one, and the row that is typed."""
        return (self.own_page, Page.ENTRY)

    @property
    def here(self) -> Page:
        """The row while one is typed."""
        return Page.ENTRY if self.is_attached and self.sheet.row else self.own_page

    @property
    def explained(self) -> str:
        """The box that is typed into."""
        return self.sheet.row.name.capitalize() if self.sheet.row else ""

    @property
    def grid(self) -> WeekGrid:
        """The week."""
        return self.query_one("#week", WeekGrid)

    @property
    def sheet(self) -> DaySheet:
        """The marked day."""
        return self.query_one("#day", DaySheet)

    @property
    def key(self) -> Key | None:
        """The marked day."""
        return self.grid.at

    @property
    def own_user(self) -> str:
        """Who looks."""
        return self.reception.desk.viewer.user if self.reception.desk else ""

    def compose(self) -> ComposeResult:
        """Status, what there is to do, week, day, message, keys."""
        self.hold()
        yield Bar(id="status")
        yield Bar(id="todo")
        with Container(id="work"):
            yield WeekGrid(self._begin_hours, id="week")
            yield DaySheet(self._enter, id="day")
        yield from self.foot()

    def on_mount(self) -> None:
        """Read the week."""
        self.put_focus(self.grid)
        self.on_resize()
        self.reception.when_open(self._opened)
        self._read()
        self.settle()

    def _opened(self) -> None:
        if self.is_attached:
            self._tell()

    def on_resize(self) -> None:
        """The parts fit the window."""
        self.fit()
        self._tell()

    def fit(self) -> None:
        """Give the parts their places."""
        raise NotImplementedError

    def waits(self, event: events.Key | events.Paste) -> bool:
        """Keys wait for the week and for what is being saved or looked up; the way back not."""
        key = event.key if isinstance(event, events.Key) else ""
        if self.desk is None:
            return self.reading.busy and key not in _LEAVING
        return self.saving.busy or self.looking.busy

    # --- reading ------------------------------------------------------------------------------

    def _read(self) -> None:
        self.reading.ask(lambda desk, stop: self._week(desk), self._came, self._not_read)

    def _week(self, desk: Desk) -> TimeWeek:
        number = self.number or self.own_number(desk.viewer)
        return desk.time.desk(number, self.on or desk.today)

    def _came(self, week: TimeWeek) -> None:
        same = self.desk is not None and self.desk.week.monday == week.monday \
            and self.desk.week.number == week.number  # fmt: skip
        self.desk = self.desk.over(week) if self.desk and same else EodDesk(week)
        self.number = week.number
        self.go(self.key if same and self.key in week.days else self.first_key(self.desk))
        self._go_on()

    def _not_read(self, error: EntityError) -> None:
        self.refuse(error)
        self._go_on()

    def _go_on(self) -> None:
        self.call_later(self.post_message, self.Ready())

    def first_key(self, desk: EodDesk) -> Key | None:
        """Where the work starts."""
        raise NotImplementedError

    def list_week(self, number: str, on: date | None) -> None:
        """Another week, unless something typed would be lost."""
        if not self._typing_stays() and not self._kept_back():
            self.number, self.on, self.desk = number or self.number, on or self.on, None
            self._read()

    def action_week(self, weeks: int) -> None:
        """[ and ]: the week before or after."""
        if self.desk is not None:
            monday = date.fromordinal(self.desk.week.monday.toordinal() + 7 * weeks)
            self.list_week(self.number, monday)

    def action_refresh(self) -> None:
        """F5: read it again; what is typed stays."""
        if not self._typing_stays():
            self._read()

    # --- moving -------------------------------------------------------------------------------

    def go(self, key: Key | None) -> None:
        """Mark a day."""
        if self.desk is not None:
            self.grid.show(self.desk, key)
            self.sheet.show(self.desk, key)
            self._tell()

    def _tell(self) -> None:
        """The lines above the week."""
        raise NotImplementedError

    def action_cell(self, steps: int) -> None:
        """Tab, Enter: the next cell or the one before; stops at the ends."""
        if self._typing_stays() or self.desk is None or self.key is None:
            return
        keys = self.desk.keys
        at = keys.index(self.key) + steps
        self.message.hush()
        self.go(keys[max(0, min(at, len(keys) - 1))])

    def action_entry(self, steps: int) -> None:
        """Space: the next entry of the day."""
        self.sheet.step(steps)

    # --- typing -------------------------------------------------------------------------------

    @property
    def _reason(self) -> str | None:
        """The reason that is offered where finalised time is changed; None for other time."""
        desk, key = self.desk, self.key
        if desk is None or key is None or not desk.week.days[key].finalised:
            return None
        pending = desk.pending.get(key)
        return pending.reason if pending else desk.reason

    def _begin(self, row: RowBoxes) -> bool:
        """Type a row, where the viewer may change the day."""
        if self.desk is None or self.key is None:
            return False
        if barred := self.desk.week.barred(self.key):
            self.say(f"! {barred}")
            return False
        self._type(row)
        return True

    def _type(self, row: RowBoxes) -> None:
        self.message.hush()
        self.warned = False
        self.sheet.begin(row)
        self.put_focus(self.sheet)
        self.turn_keys()

    def _begin_hours(self, typed: str) -> None:
        """A digit on the week: the hours of the marked entry; of a day without one a new row."""
        entry = self.sheet.marked
        if entry is None:
            self.say("No entry here yet: c for a code, t for a case; then its hours.")
        else:
            self._begin(RowBoxes.of_entry(entry, typed, self._reason))

    def action_new(self, kind: str) -> None:
        """C, T: a new row for a code, or for a case by its TIN."""
        if self.desk is not None and self.key is not None:
            self._begin(RowBoxes.new(kind, self.desk.time(self.key), self._reason))

    def action_take_out(self) -> None:
        """Delete: no hours for the marked entry."""
        if self.sheet.marked is not None:
            self._begin_hours("0")

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
        codes = tuple((code.code, code.meaning) for code in desk.week.codes.on(key[1]))
        self._offer_values("Time codes", codes, row, CODE)

    def _offer_values(
        self, title: str, values: tuple[tuple[str, str], ...], row: RowBoxes, name: str
    ) -> None:
        from screens.shared.panels import Values

        def taken(value: str) -> None:
            row.boxes[name].put(value)
            row.go(HOURS)
            self.sheet.redraw()

        self.app.push_screen(Values(title, values, row.text(name), taken))

    def _list_cases(self) -> None:
        desk, key = self.desk, self.key
        assert desk is not None and key is not None
        worker = desk.week.days[key].worker
        self.listing.ask(
            lambda desk, stop: desk.time.cases_of(worker.assignment, key[1]),
            self._cases_came, self.refuse,
        )  # fmt: skip

    def _cases_came(self, cases: tuple[CaseOfTime, ...]) -> None:
        from screens.shared.panels import Values

        row = self.sheet.row
        if row is None or CASE not in row.names:
            return
        if not cases:
            self.say("No open case of the employee is within your profile.")
            return
        by_number = {f"{case.case_id:010d}": case for case in cases}

        def taken(number: str) -> None:
            self._case_found(by_number[number])

        values = tuple((number, case.told) for number, case in by_number.items())
        self.app.push_screen(Values("Open cases", values, "", taken))

    def _case_found(self, case: CaseOfTime) -> None:
        row = self.sheet.row
        if row is not None and CASE in row.names:
            row.boxes[CASE].put(case.tin or f"{case.case_id:010d}")
            row.case = case
            row.go(HOURS)
            self.sheet.redraw()
        self._go_on()

    def _enter(self) -> None:
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
            self._fix()
        self.sheet.redraw()

    def _no_case(self, error: EntityError) -> None:
        self.sheet.problem = error.message
        self.sheet.redraw()
        self._go_on()

    def _fix(self) -> bool:
        """What is typed becomes part of the week; False where it cannot."""
        row, key, desk = self.sheet.row, self.key, self.desk
        assert row is not None and key is not None and desk is not None
        if row.names == (NOTE,):
            self._ask(key, row.text(NOTE))
            return False
        try:
            if row.names == (REASON,):
                if not row.text(REASON):
                    raise RowError(REASON, "say why, in a word")
                self.desk = desk.finalise(key, row.text(REASON))
            else:
                changes = row.changes(desk.time(key), desk.week.codes)
                cases = () if row.case is None else (row.case,)
                self.desk = desk.put(key, changes, row.text(REASON), cases, self.finishes)
        except (RowError, EntityError) as error:
            self.sheet.problem = str(error)
            if isinstance(error, RowError):
                row.go(error.box)
            self.sheet.redraw()
            return False
        self.warned = False
        self._stop()
        self.fixed(key)
        return True

    def fixed(self, key: Key) -> None:
        """A day was changed: where to go on."""
        self.go(key)

    def _stop(self) -> None:
        self.sheet.stop()
        self.looking.drop()
        self.put_focus(self.grid)
        self.turn_keys()

    def _typing_stays(self) -> bool:
        if self.sheet.row is not None:
            self.say("Something is typed: Enter takes it, F12 gives it up.")
        return self.sheet.row is not None

    # --- acts on the day ----------------------------------------------------------------------

    def action_eod(self) -> None:
        """E: finalise the day, or take that back; what is wrong with it wants a reason."""
        desk, key = self.desk, self.key
        if desk is None or key is None or self._typing_stays():
            return
        pending = desk.pending.get(key)
        faults = () if pending and pending.finalise else desk.in_the_way(key)
        if faults and not any(fault.grave for fault in faults) and not desk.week.barred(key) \
                and (pending or not desk.week.days[key].finalised):  # fmt: skip
            self._type(RowBoxes((REASON,), {REASON: desk.reason}))
            self.say("Why is it right as it is? Enter finalises it so.")
            return
        self.desk = desk.finalise(key)
        self.fixed(key)

    def action_eod_all(self) -> None:
        """E: finalise every complete day up to today."""
        desk = self.desk
        if desk is None or self._typing_stays():
            return
        count = len(desk.complete)
        self.desk = desk.finalise_complete()
        self.go(self.key)
        self.say(
            f"{_days(count)} finalised when saved: F10." if count else "No complete day waits."
        )

    def action_undo(self) -> None:
        """Ctrl+Z: the last change back, until it is saved."""
        if self.desk is None or self._typing_stays():
            return
        self.desk, key = self.desk.undo()
        self.say("Taken back." if key else "Nothing to undo.")
        self.go(key or self.key)

    def action_ask(self) -> None:
        """Q: ask who may change the day to do so; a note says what."""
        desk, key = self.desk, self.key
        if desk is None or key is None or self._typing_stays():
            return
        if not desk.week.barred(key):
            self.say("You may change this day yourself.")
        else:
            self._type(RowBoxes((NOTE,)))
            self.say("What is to be changed, and why? Enter puts it on their desk.")

    def _ask(self, key: Key, note: str) -> None:
        def work(desk: Desk, stop: Stop) -> Saved:
            desk.time.ask(*key, note)
            return None, self._week(desk)

        self.saving.ask(work, self._asked, self._not_asked)

    def _asked(self, saved: Saved) -> None:
        self._stop()
        assert self.desk is not None
        self.desk = self.desk.over(saved[1])
        self.go(self.key)
        self.say("Asked; it stands on the desk of those who may change it.")
        self._go_on()

    def _not_asked(self, error: EntityError) -> None:
        self.refuse(error)
        self._go_on()

    # --- saving -------------------------------------------------------------------------------

    def action_save(self) -> None:
        """F10: the row that is typed, then every change in one transaction."""
        if self.desk is None or self.saving.busy:
            return
        if self.sheet.row is not None and not self._fix():
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
            return problem, self._week(desk)

        self.saving.ask(work, self._saved, self._not_asked)

    def _saved(self, saved: Saved) -> None:
        problem, week = saved
        assert self.desk is not None
        count = len(self.desk.edits)
        if problem is None:
            self.desk = self.desk.saved(week)
            self.say(f"{_days(count)} saved.")
        else:
            self.desk = self.desk.over(week)
            self.refuse(problem)
        self.go(next((k for k in self.desk.pending if self.desk.cell(k).moved), self.key))
        self._go_on()

    # --- the ways out -------------------------------------------------------------------------

    def _kept_back(self) -> bool:
        """Something unsaved keeps the page, the first time it is to be left."""
        unsaved = self.desk is not None and bool(self.desk.pending)
        if not unsaved or self.warned:
            return False
        self.warned = True
        self.say(f"! {_UNSAVED}")
        return True

    def action_home(self) -> None:
        """F2: to the criteria."""
        if not self._typing_stays() and not self._kept_back():
            self.reception.program.criteria()

    def action_back(self) -> None:
        """F12: give up what is typed; else back, unless something would be lost."""
        if self.sheet.row is not None:
            self.message.hush()
            self._stop()
        elif not self._kept_back():
            self.dismiss()

    def take(self, event: events.Key | events.Paste) -> bool:
        """Ctrl+Q leaves the program, unless something would be lost."""
        ending = isinstance(event, events.Key) and event.key == "ctrl+q"
        return (ending and self._kept_back()) or super().take(event)

    def _command(self, line: str) -> None:
        word = line.strip().split(" ")[0].casefold()
        if word not in _STAYING and self.desk and self.desk.pending and not self.warned:
            self.warned = True
            raise CommandError(_UNSAVED)
        super()._command(line)

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        for lane in (self.reading, self.looking, self.listing):
            lane.drop()


def _days(count: int) -> str:
    return f"{count} {'day' if count == 1 else 'days'}"


def week_told(week: TimeWeek) -> str:
    """`Week 11/16 – 11/20/26 · month ends 11/27`."""
    friday = date.fromordinal(monday_of(week.monday).toordinal() + 4)
    return f"Week {week.monday:%m/%d} – {friday:%m/%d/%y} · month ends {week.month_end:%m/%d}"
