"""What the month of many groups stands on, read once: days, dues, cases, modules (TM-08, TM-09)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from entity_tui.domain.calendar import ReportingMonth
from entity_tui.domain.entity.daily_time import Worker, due_hours, is_late
from entity_tui.domain.entity.form_4872 import FormLine, read_lines, tracked_subcodes
from entity_tui.domain.entity.made_with import MadeWith, codes_between
from entity_tui.domain.entity.month_days import DayFact, done_late, unbalanced
from entity_tui.domain.entity.month_end import (
    COUNTS,
    CaseFacts,
    Charged,
    Figure,
    Modules,
    Part,
    Under,
    category,
    classifier,
    inputs_of,
    report_figures,
    sums,
)
from entity_tui.domain.entity.month_standing import month_to_close
from entity_tui.domain.entity.signed_month import last_day
from entity_tui.domain.entity.time_codes import BEYOND_TOUR, TimeCodes
from entity_tui.domain.organisation import is_group
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError, UsageError
from entity_tui.services.entity.time_ground import TimeGround
from entity_tui.store.database import Raw
from entity_tui.store.queries import code_tables
from entity_tui.store.queries.entity import month_end as query
from entity_tui.store.queries.entity import workers
from entity_tui.store.queries.entity.workers import Stint

Key = tuple[int, date]


@dataclass(frozen=True, slots=True)
class GroupMonth:
    """All a group's month is made from, as it is now."""

    group: str
    names: Mapping[str, str]
    charged: tuple[Charged, ...]
    due: Mapping[str, int]
    told: tuple[Figure, ...]
    days: tuple[DayFact, ...]
    modules: Modules
    runs: tuple[int, ...]
    corrections: int
    counted: tuple[Figure, ...] = ()
    """Inventory and activity of the lines the month-end extract counts."""

    @property
    def inputs(self) -> str:
        """The digest of what a report is made from."""
        return inputs_of(self.charged, self.due, self.told)


@dataclass(slots=True)
class _Found:
    """What is found of a group while the rows pass by."""

    stints: list[Stint] = field(default_factory=list)
    rows: list[Charged] = field(default_factory=list)
    told: list[Figure] = field(default_factory=list)


class MonthGround:
    """One transaction's view of months: the rules' surroundings, and groups read in one pass."""

    def __init__(self, raw: Raw, viewer: Viewer, today: date, month: str) -> None:
        self.raw, self.viewer, self.today = raw, viewer, today
        self.time = TimeGround(raw, viewer, today)
        self.month = self._month(month)
        self.first, self.last = self.month.start, last_day(self.time.calendar, self.month)
        rows = code_tables.code_rows(raw, viewer, "form_4872_lines")
        self.lines: tuple[FormLine, ...] = read_lines(rows, self.month.end)
        subcodes = code_tables.code_rows(raw, viewer, "subcodes")
        self.tracked = tracked_subcodes(subcodes, self.lines)

    def _month(self, code: str) -> ReportingMonth:
        if not code:
            return month_to_close(self.time.calendar, self.today)
        try:
            return self.time.calendar.month(code)
        except ValueError as error:
            raise UsageError(str(error), "Month end") from error

    def category(self, part: str, line: str, made: MadeWith | None = None) -> str:
        """What the hours of a line count as at the month's end; of a report as it was made."""
        codes = made.codes if made else self.time.codes
        return category(part, line, codes, self.month.end, made.tracked if made else self.tracked)

    def made_with(self, group: GroupMonth) -> MadeWith:
        """What a report of the group is made with beside its days."""
        return MadeWith(
            codes_between(self.time.codes, self.first, self.last),
            tuple(self.tracked),
            group.names,
            (*unbalanced(group.days, self.today), *done_late(group.days)),
        )

    def under(self, cases: Mapping[int, CaseFacts]) -> Under:
        """Which code time on cases counts under."""
        return classifier(cases, self.tracked)

    def cases(self, groups: Iterable[GroupMonth]) -> dict[int, CaseFacts]:
        """The cases these groups charged time to."""
        ids = {entry.case_id for group in groups for entry in group.charged if entry.case_id}
        return query.case_facts(self.raw, self.viewer, ids, self.last)

    def figures(
        self, group: GroupMonth, under: Under, modules: Modules | None = None,
        codes: TimeCodes | None = None,
    ) -> tuple[Figure, ...]:  # fmt: skip
        """The group's figures, of its days as they are in `group`; with other codes if given."""
        summed = list(sums(group.charged, under, codes or self.time.codes))
        return report_figures(
            group.group, summed, group.due, (*group.told, *group.counted),
            modules or group.modules,
        )  # fmt: skip

    def runs(self, group: GroupMonth) -> tuple[int, ...]:
        """The import runs that brought the group's time, or changed it since."""
        ids = {entry.employee_id for entry in group.charged}
        images = query.images_since(
            self.raw, self.viewer, min(group.runs, default=0), ids, self.first, self.last
        )
        return tuple(sorted({*group.runs, *(image["act"] for image in images)}))

    def one(self, group: str) -> GroupMonth:
        """One group; EntityError where it is none of the viewer's, or nobody's."""
        self.require_group(group)
        found = self.groups(group)
        if group not in found:
            raise EntityError(f"Nobody worked in group {group} in {self.month.code}.", "Month end")
        return found[group]

    def require_group(self, group: str) -> None:
        """EntityError where the group is no group, or outside the viewer's profile."""
        if not is_group(group):
            raise EntityError(f"'{group}' is not a group, six digits.", "Month end")
        if not workers.sees_time(self.viewer, group):
            raise EntityError(
                f"The month of group {group} is outside your profile.", "Month end"
            )  # fmt: skip

    def codes(self, prefix: str) -> tuple[str, ...]:
        """The groups under a prefix that somebody worked in and the viewer sees."""
        stints = workers.stints(self.raw, self.viewer, prefix, self.first, self.last)
        found = {stint.worker.group for stint in stints}
        return tuple(
            g for g in sorted(found) if is_group(g) and workers.sees_time(self.viewer, g)
        )  # fmt: skip

    def groups(self, prefix: str) -> dict[str, GroupMonth]:
        """Every group under a prefix that the viewer sees, by number."""
        found: defaultdict[str, _Found] = defaultdict(_Found)
        raw, viewer = self.raw, self.viewer
        for stint in workers.stints(raw, viewer, prefix, self.first, self.last):
            if is_group(stint.worker.group):
                found[stint.worker.group].stints.append(stint)
        places: dict[str, list[Charged]] = {}
        for row in query.entries(raw, viewer, prefix, self.first, self.last):
            if row.unit not in places:
                group = row.unit[:6]
                places[row.unit] = found[group].rows if is_group(group) else []
            places[row.unit].append(row)
        for figure in query.told(raw, viewer, prefix, self.month.compact):
            if figure.unit[:6] in found:
                found[figure.unit[:6]].told.append(figure)
        seen = {g: one for g, one in found.items() if workers.sees_time(viewer, g)}
        return self._made(seen, prefix)

    def _made(self, found: Mapping[str, _Found], prefix: str) -> dict[str, GroupMonth]:
        raw, viewer = self.raw, self.viewer
        stored = query.day_rows(raw, viewer, prefix, self.first, self.last)
        modules = query.modules(raw, viewer, prefix)
        done = query.corrections(raw, viewer, prefix, self.first, self.last)
        acts = {
            (row.employee_id, row.day, row.at) for row in done
            if row.before is not None or row.after is not None
        }  # fmt: skip
        changed = Counter((employee, day) for employee, day, _ in acts)
        counts = self._counts(found, prefix)
        holidays = {day for day in self._days() if self.time.calendar.holiday(day)}
        return {
            group: replace(
                self._group(group, found[group], stored, holidays, changed,
                            modules.get(group, Modules())),
                counted=_counted(found[group].told, counts),
            )
            for group in sorted(found)
        }  # fmt: skip

    def _counts(self, found: Mapping[str, _Found], prefix: str) -> Counter[tuple[str, str]]:
        """Inventory and activity by unit and what is counted, where an extract counts any."""
        counts: Counter[tuple[str, str]] = Counter()
        if any(f.part == Part.TOLD_COUNT for one in found.values() for f in one.told):
            for (unit, what), count in query.counts(
                self.raw, self.viewer, prefix, self.first, self.last
            ).items():
                counts[unit, what] += count
                counts[unit[:6], what] += count
        return counts

    def _group(
        self, group: str, found: _Found, stored: Mapping[Key, query.DayRow], holidays: set[date],
        changed: Mapping[Key, int], modules: Modules,
    ) -> GroupMonth:  # fmt: skip
        days = self._facts(found, stored, holidays)
        due: Counter[str] = Counter()
        for fact in days.values():
            due[fact.unit] += fact.due
        names = {stint.worker.assignment: stint.worker.name for stint in found.stints}
        return GroupMonth(
            group, names, tuple(found.rows), dict(due),
            tuple(found.told), tuple(days.values()), modules,
            tuple(sorted({row.run for row in found.rows if row.run})),
            sum(changed.get(key, 0) for key in days),
        )  # fmt: skip

    def _facts(
        self, found: _Found, stored: Mapping[Key, query.DayRow], holidays: set[date]
    ) -> dict[Key, DayFact]:
        """Every day somebody worked in the group, or is expected to have."""
        hours, beyond, units = self._hours(found.rows)
        facts: dict[Key, DayFact] = {}
        for stint in found.stints:
            worker = stint.worker
            for n in range(stint.first.toordinal(), stint.last.toordinal() + 1):
                day = date.fromordinal(n)
                key = worker.employee_id, day
                due = self._due(worker, day, holidays)
                row = stored.get(key, query.NO_ROW)
                if due or key in hours or row.awaited or row.conflict:
                    made = _fact(worker.assignment, worker.name, day, due, key, hours, beyond, row)
                    facts[key] = self._dated(made, row)
        for key in hours.keys() - facts.keys():
            row = stored.get(key, query.NO_ROW)
            made = _fact(units[key], "", key[1], 0, key, hours, beyond, row)
            facts[key] = self._dated(made, row)
        return facts

    def _dated(self, fact: DayFact, row: query.DayRow) -> DayFact:
        """With the day it was done, where that was after its deadline."""
        done = row.reported_on or row.eod_on
        if done is None or not fact.finalised:
            return fact
        late = is_late(row.eod_on, row.reported_on, self.time.calendar.eod_due(fact.day))
        return replace(fact, done_on=done) if late else fact

    def _due(self, worker: Worker, day: date, holidays: set[date]) -> int:
        return due_hours(worker, day, day in holidays, self.time.counts_holidays(day))

    def _hours(self, rows: Sequence[Charged]) -> tuple[Counter[Key], Counter[Key], dict[Key, str]]:
        hours: Counter[Key] = Counter()
        beyond: Counter[Key] = Counter()
        units: dict[Key, str] = {}
        counted: dict[tuple[str, date], bool] = {}
        for row in rows:
            key = row.employee_id, row.day
            units[key] = row.unit
            counts = True
            if not row.case_id:
                one = row.code, row.day
                if one not in counted:
                    counted[one] = self.time.codes.counts(*one)
                counts = counted[one]
            hours[key] += row.hours if counts else 0
            if row.code == BEYOND_TOUR:
                beyond[key] += row.hours
        return hours, beyond, units

    def _days(self) -> Iterable[date]:
        for n in range(self.first.toordinal(), self.last.toordinal() + 1):
            yield date.fromordinal(n)


def _fact(
    unit: str, name: str, day: date, due: int, key: Key, hours: Mapping[Key, int],
    beyond: Mapping[Key, int], row: query.DayRow,
) -> DayFact:  # fmt: skip
    entries = key in hours
    return DayFact(unit, name, day, due, hours.get(key, 0), beyond.get(key, 0), entries,
                   entries and row.closed, row.conflict, row.awaited)  # fmt: skip


def _counted(
    told: Iterable[Figure], counts: Mapping[tuple[str, str], int]
) -> tuple[Figure, ...]:  # fmt: skip
    """Our number of each line the extract counts, in hundredths as it is there."""
    return tuple(
        Figure(f.unit, Part.COUNTED, f.line, counts.get((f.unit, f.line.casefold()), 0) * 100)
        for f in told if f.part == Part.TOLD_COUNT and f.line.casefold() in COUNTS
    )  # fmt: skip
