"""A week of time and one of its days on a page: what every such page has (TM-02, TM-05)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from textual.app import ComposeResult
from textual.containers import Container

from entity_tui.domain.entity.daily_time import Entry, hours_text
from entity_tui.domain.entity.eod_desk import EodDesk
from entity_tui.domain.entity.time_week import Key, TimeWeek
from entity_tui.domain.entity.week_draft import as_texts, from_texts
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from entity_tui.reports.export.files import Table
from screens.entity.day_sheet import DaySheet
from screens.entity.week_grid import WeekGrid
from screens.shared.bars import Bar
from screens.shared.draw import wide
from screens.shared.lane import Lane
from screens.shared.listing_page import LEAVING, ListingPage
from screens.shared.quiet import Typed
from screens.shared.reception import Desk, Reception, Stop
from screens.shared.unsaved import RESTORED, Unsaved, read_draft

WEEK_FIELDS = ("employee", "number", "day", "case", "code", "hours", "due", "state")


class DaysPage(ListingPage[WeekGrid]):
    """The week on top, the marked day below; subclasses say whose, and what is done on it."""

    leaving = LEAVING | {"f2"}
    comes_first = "Something is typed: Enter takes it, F12 gives it up."

    def __init__(self, reception: Reception, number: str = "", on: date | None = None) -> None:
        """`number` "" is the viewer's own, `on` None is today."""
        super().__init__(reception, WeekGrid(self.begin_hours, id="week"))
        self.sheet = DaySheet(self.enter, id="day")
        """The marked day."""
        self.number, self.on = number, on
        self.desk: EodDesk | None = None
        self.called = False
        """The week was asked for by name: it begins where it was asked for."""
        self.reading: Lane[tuple[TimeWeek, Mapping[str, str]]] = self.lane()

    # --- what it is made of -------------------------------------------------------------------

    def own_number(self, viewer: Viewer) -> str:
        """Whose week it is where nobody was named; EntityError where that is nobody's."""
        raise NotImplementedError

    @property
    def pages(self) -> tuple[Page, ...]:
        """This one, and the row that is typed."""
        return (self.page, Page.ENTRY)

    @property
    def here(self) -> Page:
        """The row while one is typed."""
        return Page.ENTRY if self.sheet.row else self.page

    @property
    def explained(self) -> str:
        """The box that is typed into."""
        return self.sheet.row.name.capitalize() if self.sheet.row else ""

    @property
    def grid(self) -> WeekGrid:
        """The week."""
        return self.table

    @property
    def key(self) -> Key | None:
        """The marked day."""
        return self.grid.at

    @property
    def own_user(self) -> str:
        """Who looks."""
        return self.reception.desk.viewer.user if self.reception.desk else ""

    def parts(self) -> ComposeResult:
        """What there is to do, week, day."""
        yield Bar(id="todo")
        with Container(id="work"):
            yield self.grid
            yield self.sheet

    def begin(self) -> None:
        """The week that was asked for."""
        self._read(self.number, self.on)

    def take_look(self) -> None:
        """Another look may want other places."""
        self.fit()
        super().take_look()

    @property
    def typing(self) -> bool:
        """A row is typed."""
        return self.sheet.row is not None

    def begin_hours(self, typed: str) -> None:
        """A digit was typed on the week."""
        raise NotImplementedError

    def enter(self) -> None:
        """Enter was pressed in the row that is typed."""
        raise NotImplementedError

    def refuse(self, error: EntityError) -> None:
        """Tell why something was not done, and whole where the line is too short for it."""
        super().refuse(error)
        if wide(error.message) > self.size.width - 4:
            self.sheet.tell(error.message)

    # --- reading ------------------------------------------------------------------------------

    def _read(self, number: str, on: date | None) -> None:
        def work(desk: Desk, stop: Stop) -> tuple[TimeWeek, Mapping[str, str]]:
            week = desk.time.desk(number or self.own_number(desk.viewer), on or desk.today)
            return week, read_draft(desk, _draft_of(week))

        self.reading.ask(work, lambda found: self._came(*found, on), self._not_read)

    def _came(self, week: TimeWeek, draft: Mapping[str, str], on: date | None) -> None:
        before = self.desk.week if self.desk else None
        same = before and (before.number, before.monday) == (week.number, week.monday)
        self.number, self.on = week.number, on
        self.desk = self.arranged(self.desk.over(week) if self.desk and same else EodDesk(week))
        if not same and (draft := self.reception.drafts.show(self.draft, draft)):
            self.desk = self.desk.restored(from_texts(draft))
            self.say(RESTORED)
        stays = same and not self.called and self.key in week.days
        self.called = False
        self.go(self.key if stays else self.first_key(self.desk))

    def arranged(self, desk: EodDesk) -> EodDesk:
        """The people in the order of the page."""
        return desk

    def again(self, desk: Desk) -> TimeWeek:
        """The same week, read again in a worker."""
        return desk.time.desk(self.number, self.on or desk.today)

    def _not_read(self, error: EntityError) -> None:
        self.called = False
        self.refused(error)

    def first_key(self, desk: EodDesk) -> Key | None:
        """Where the work starts."""
        raise NotImplementedError

    def list_week(self, number: str, on: date | None) -> None:
        """Another week, unless something typed would be lost."""
        if not self.typing_stays():
            self.check_leaving()
            self.called = True
            self._read(number or self.number, on or self.on)

    def action_week(self, weeks: int) -> None:
        """[ and ]: the week before or after."""
        if self.desk is not None:
            day = self.key[1] if self.key else self.desk.week.monday
            self.list_week(self.number, day + timedelta(days=7 * weeks))

    def action_refresh(self) -> None:
        """F5: read it again; what is typed stays."""
        if not self.typing_stays():
            self._read(self.number, self.on)

    # --- moving -------------------------------------------------------------------------------

    def go(self, key: Key | None) -> None:
        """Mark a day; one that is not shown is shown, one that is not in the week gives way."""
        if self.desk is not None:
            self.desk, key = self.desk.showing(key)
            self.grid.show(self.desk, key)
            self.sheet.show(self.desk, key)
            self.tell()

    def action_cell(self, steps: int) -> None:
        """Tab, Enter: the next cell or the one before; stops at the ends."""
        if self.typing_stays() or self.desk is None or self.key is None:
            return
        self.message.hush()
        self.go(self.desk.cell_after(self.key, steps))

    def action_entry(self, steps: int) -> None:
        """Space: the next entry of the day."""
        self.sheet.step(steps)

    def stop_typing(self) -> None:
        """The row is done, or given up."""
        self.sheet.stop()
        self.put_focus(self.grid)
        self.turn_keys()

    # --- the ways out -------------------------------------------------------------------------

    @property
    def unsaved(self) -> Unsaved | None:
        """Days that were changed, and a row that is being typed."""
        pending = self.desk.pending if self.desk else {}
        row = self.sheet.row
        texts = tuple((name, row.text(name)) for name in row.names) if row else ()
        if not pending and not texts:
            return None
        return Unsaved("This week", (*as_texts(pending), *texts), self.draft if pending else "")

    @property
    def draft(self) -> str:
        """Of the week that is shown."""
        return _draft_of(self.desk.week) if self.desk else ""

    def to_export(self, whole: bool) -> Table | None:
        """Every entry of the week as it is stored, day by day."""
        if self.desk is None:
            return None
        return Table(
            f"week of {self.desk.week.monday}", WEEK_FIELDS, tuple(week_rows(self.desk.week))
        )

    def action_home(self) -> None:
        """F2: to the criteria, unless something would be lost."""
        if not self.typing_stays():
            super().action_home()

    def action_back(self) -> None:
        """F12: give up what is typed; else back, unless something would be lost."""
        if not self.typing:
            self.check_leaving()
        super().action_back()

    def take(self, event: Typed) -> bool:
        """Today is that of each key."""
        self._to_today()
        return super().take(event)

    def _to_today(self) -> None:
        """A page that is open over midnight is judged by the new day."""
        desk, service = self.desk, self.reception.desk
        if desk is None or service is None or desk.week.today == service.today:
            return
        self.desk = replace(desk, week=desk.week.on_day(service.today))
        self.grid.show(self.desk, self.key)
        self.sheet.show(self.desk, self.key)
        self.tell()


def _draft_of(week: TimeWeek) -> str:
    return f"days.{week.number}.{week.monday.isoformat()}"


def week_rows(week: TimeWeek) -> Iterator[tuple[str, ...]]:
    """Each entry of each day; a day without time is a row too."""
    for time in week.days.values():
        state = "finalized" if time.finalised else "open"
        who = (time.worker.name, time.worker.assignment, time.day.isoformat())
        for entry in time.entries or (Entry(0),):
            case = f"{entry.case_id:010d}" if entry.case_id else ""
            yield *who, case, entry.code, hours_text(entry.hours), hours_text(time.due), state


def week_told(week: TimeWeek) -> str:
    """`Week 11/16 – 11/20/26 · month ends 11/27`."""
    friday = week.monday + timedelta(days=4)
    return f"Week {week.monday:%m/%d} – {friday:%m/%d/%y} · month ends {week.month_end:%m/%d}"
