"""Where screens wait for the desk: they work before the store is open, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakSet

from screens.shared.commands import History, read_history

if TYPE_CHECKING:
    from entity_tui.domain.control_central.account_page import (
        AccountPage,
        ActivityRow,
        LocationPage,
        PersonPage,
    )
    from entity_tui.domain.control_central.asked import Asked
    from entity_tui.domain.control_central.compliance import ComplianceRow
    from entity_tui.domain.control_central.credit_allocation import Allocation, Level
    from entity_tui.domain.control_central.criteria import Criteria
    from entity_tui.domain.control_central.detail import DetailPage
    from entity_tui.domain.control_central.financial_history import FinancialHistory
    from entity_tui.domain.control_central.hits import Hit, HitList
    from entity_tui.domain.control_central.new_taxpayer import Added, NewAccount, NewPerson
    from entity_tui.domain.control_central.record_ref import RecordRef
    from entity_tui.domain.control_central.timeline import Timeline
    from entity_tui.domain.control_central.tree import TreePage
    from entity_tui.domain.control_central.work_lists import WorkList, WorkListLine
    from entity_tui.domain.entity.daily_time import CaseOfTime, DayTime
    from entity_tui.domain.entity.import_standing import ImportStanding
    from entity_tui.domain.entity.rejects import (
        RejectKind,
        RejectRow,
        RejectView,
        Retried,
        Verdict,
    )
    from entity_tui.domain.entity.time_week import DayEdit, TimeWeek
    from entity_tui.domain.viewer import Viewer
    from entity_tui.settings import Settings
    from screens.program import Program
    from screens.shared.lane import Lane
    from screens.shared.preferences import Preferences
    from screens.shared.recorder import Recorder
    from screens.shared.typist import Typist

Stop = Callable[[], bool]


class Lists(Protocol):
    """The user's work lists and saved searches (CC-15)."""

    def lines(self) -> tuple[WorkListLine, ...]: ...
    def keep(self, name: str, asked: str, hits: Sequence[Hit]) -> WorkListLine: ...
    def open(self, name: str) -> WorkList: ...
    def mark(self, list_id: int, seq: int, done: bool) -> None: ...
    def rename(self, list_id: int, name: str) -> str: ...
    def remove_items(self, list_id: int, seqs: Sequence[int]) -> None: ...
    def remove(self, list_id: int) -> None: ...
    def searches(self) -> tuple[tuple[str, str], ...]: ...
    def save_search(self, name: str, asked: Asked) -> str: ...
    def remove_search(self, name: str) -> None: ...


class Adding(Protocol):
    """Adds persons and accounts (CC-11)."""

    def account_types(self) -> tuple[tuple[str, str], ...]: ...
    def begin(self, what: str) -> None: ...
    def person(self, new: NewPerson) -> Added: ...
    def account(self, person_id: int, new: NewAccount) -> Added: ...


class Rejects(Protocol):
    """Rejected lines of imports, for administrators (IM-03)."""

    def kinds(self, run: int = 0) -> tuple[RejectKind, ...]: ...
    def rows(self, run: int = 0, *, limit: int = 0) -> tuple[RejectRow, ...]: ...
    def view(self, run: int, line: int) -> RejectView: ...
    def check(self, run: int, line: int, text: str) -> Verdict: ...
    def retry(self, run: int, corrected: Mapping[int, str], only: Collection[int]) -> Retried: ...
    def leave(self, run: int, line: int, reason: str) -> RejectRow: ...


class Time(Protocol):
    """Daily time by weeks, and its acts (TM-02 to TM-06)."""

    def desk(self, number: str, on: date) -> TimeWeek: ...
    def case_of_time(self, tin: str, on: date) -> CaseOfTime: ...
    def cases_of(self, number: str, on: date) -> tuple[CaseOfTime, ...]: ...
    def save(self, edits: Sequence[DayEdit]) -> tuple[DayTime, ...]: ...
    def ask(self, employee_id: int, on: date, note: str) -> None: ...


class Desk(Protocol):
    """The one door to data, as screens use it. Every call blocks: only in worker threads."""

    @property
    def viewer(self) -> Viewer: ...
    @property
    def today(self) -> date: ...
    @property
    def demo(self) -> bool: ...
    @property
    def lists(self) -> Lists: ...
    @property
    def adding(self) -> Adding: ...
    @property
    def rejects(self) -> Rejects: ...
    @property
    def time(self) -> Time: ...

    def find(self, criteria: Criteria, read_as: str = "", stop: Stop | None = None) -> HitList: ...
    def find_line(self, text: str, all_locations: bool, stop: Stop | None = None) -> HitList: ...
    def find_near(self, criteria: Criteria, stop: Stop | None = None) -> HitList: ...
    def open_account(
        self, account_id: int, person_id: int = 0, location_id: int = 0, fresh: bool = False
    ) -> AccountPage: ...
    def prefetch_account(
        self, account_id: int, person_id: int = 0, location_id: int = 0
    ) -> None: ...
    def open_person(self, person_id: int) -> PersonPage: ...
    def open_location(self, location_id: int) -> LocationPage: ...
    def open_detail(self, ref: RecordRef) -> DetailPage: ...
    def open_tree(self, kind: str, subject: int) -> TreePage: ...
    def open_timeline(
        self, account_id: int, person_id: int, start: date, months: int
    ) -> Timeline: ...
    def open_allocation(self, level: Level) -> Allocation: ...
    def all_history(self, account_id: int) -> FinancialHistory: ...
    def all_activity(self, account_id: int) -> tuple[tuple[ActivityRow, ...], int]: ...
    def all_compliance(self, account_id: int) -> tuple[tuple[ComplianceRow, ...], int]: ...
    def add_contact(
        self, person_id: int, contact_type: str, comment: str, is_open: bool = False
    ) -> int: ...
    def contact_types(self) -> tuple[tuple[str, str], ...]: ...
    def reveal(self, what: str, subject: int) -> None: ...
    def export(self, what: str, subject: int) -> None: ...
    def id_types(self) -> tuple[tuple[str, str], ...]: ...
    def geo_types(self) -> tuple[tuple[str, str], ...]: ...
    def import_status(self) -> ImportStanding: ...
    def preference(self, name: str) -> str | None: ...
    def set_preference(self, name: str, value: str) -> None: ...
    def close(self) -> None: ...


class Reception:
    """Holds the desk once it is open, and who waits for it until then.

    The application furnishes it with the user's choices and with what commands are done on.
    """

    preferences: Preferences
    program: Program
    recorder: Recorder
    typist: Typist

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.desk: Desk | None = None
        self.history = History()
        self.commands = 0
        """Command lines carried out."""
        self.refusals = 0
        """How often a page said why something was not done."""
        self.lanes: WeakSet[Lane[Any]] = WeakSet()
        self._waiting: list[Callable[[], None]] = []

    @property
    def busy(self) -> bool:
        """Some page waits for an answer."""
        return any(lane.busy and lane.is_waited_for for lane in self.lanes)

    def remember(self, line: str) -> None:
        """A command line was carried out."""
        self.commands += 1
        self.history.add(line)
        self.preferences.keep("command_history", self.history.kept())

    def recall(self) -> None:
        """The command lines of earlier sessions."""
        self.history.older_than_these(read_history(self.preferences.get("command_history")))

    def when_open(self, then: Callable[[], None]) -> None:
        """Call `then` now, or as soon as the desk is open."""
        if self.desk is not None:
            then()
        elif then not in self._waiting:
            self._waiting.append(then)

    def opened(self, desk: Desk) -> None:
        """The desk is open: everybody who waited gets his turn, in order."""
        self.desk = desk
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()
