"""Groups' months in memory, for screens under test: what stops one, what is signed (TM-08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from entity_tui.domain.calendar import Calendar
from entity_tui.domain.entity.form_4872 import LineHours
from entity_tui.domain.entity.month_days import DayFact, Finding, blockers, unbalanced
from entity_tui.domain.entity.month_differences import differences, told_at_all
from entity_tui.domain.entity.month_end import (
    UNCLASSIFIED,
    Charged,
    Figure,
    Modules,
    Part,
    category,
    digest_of,
    report_figures,
    sums,
)
from entity_tui.domain.entity.month_standing import State, standing, steps_open
from entity_tui.domain.entity.month_steps import Step, StepKind
from entity_tui.domain.entity.month_unknown import unknown_hours
from entity_tui.domain.entity.month_view import (
    BoardRow,
    Check,
    Exceptional,
    FormReport,
    MonthView,
    Report,
)
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.errors import EntityError
from support.fake_time import CASES, CODES

GROUPS = ("210311", "210312", "210313")
TODAY = date(2026, 11, 20)
CALENDAR = Calendar()
MONTH = CALENDAR.month("2026-10")
CASE_CODES = ("101", "201", "323")
NAMELESS = "000"
PEOPLE = {7: "CHEN, LINDA", 8: "GARDNER, WILLIAM", 9: "FERNANDEZ, ANTONIO", 10: "LEE, AMY"}


def viewer(role: Role, prefix: str) -> Viewer:
    """Somebody with one role."""
    return Viewer("mrivera", "RIVERA, MARISOL", (Grant(role, prefix, date.min),))


class FakeMonths:
    """Knobs: `missing` days of CHEN, `fail` to refuse every act, `not_yours` to refuse to sign.

    `viewer` is who may take which steps.
    """

    def __init__(self) -> None:
        self.steps: dict[str, list[Step]] = {}
        self.reports: dict[str, Report] = {}
        self.missing = [date(2026, 10, 6), date(2026, 10, 7)]
        self.fail: EntityError | None = None
        self.told = True
        self.nameless = False
        """Nothing says what CHEN's last case counts as."""
        self.viewer = viewer(Role.GROUP_MANAGER, "210312")
        self.not_yours = ""
        self.done: list[tuple[str, ...]] = []
        self.shown: list[tuple[str, str]] = []

    # --- reading ------------------------------------------------------------------------------

    def to_close(self) -> str:
        return MONTH.code

    def show(self, group: str, month: str, n: int = 0) -> MonthView:
        self.shown.append((group, month))
        if group not in GROUPS:
            raise EntityError(f"The month of group {group} is outside your profile.")
        steps, figures = tuple(self.steps.get(group, ())), self.figures(group)
        report = self.reports.get(group)
        days = self.days(group)
        stands = standing(steps, MONTH, CALENDAR, TODAY)
        categories = {(f.part, f.line): category(f.part, f.line, CODES, MONTH.end, CASE_CODES)
                      for f in figures}  # fmt: skip
        unknown = unknown_hours(figures, categories, self.charged(group))
        return MonthView(
            group, MONTH, report, figures,
            {f"{group}{n:02d}": name for n, name in PEOPLE.items()},
            categories,
            Modules(227, 36),
            report is not None and report.inputs != str(self.missing), steps,
            stands, blockers(days, TODAY),
            unbalanced(days, TODAY), differences(group, figures), told_at_all(figures),
            self.not_yours, steps_open(self.viewer, group, stands, TODAY),
            tuple(replace(one, case=CASES.get(one.case_id)) for one in unknown),
        )  # fmt: skip

    def charged(self, group: str) -> list[Charged]:
        """Every employee: some hours on cases under each code, the rest on 809 and 611."""
        charged = []
        for n in PEOPLE:
            for i, on in enumerate(MONTH.weekdays):
                if n == 7 and on in self.missing:
                    continue
                unit = f"{group}{n:02d}"
                charged += [
                    Charged(n, on, unit, 1 + i % 3, self._code(n, i), 150),
                    Charged(n, on, unit, 0, "809", 400),
                    Charged(n, on, unit, 0, "611", 150), Charged(n, on, unit, 0, "810", 100),
                    Charged(n, on, unit, 0, "621", 50 + n), Charged(n, on, unit, 0, "999", 0 + n),
                ]  # fmt: skip
        return charged

    def _code(self, n: int, i: int) -> str:
        return NAMELESS if self.nameless and (n, i % 3) == (7, 2) else ""

    def figures(self, group: str) -> tuple[Figure, ...]:
        """What was charged, what is due, what the extract says."""
        charged = self.charged(group)
        summed = list(sums(charged, _under, CODES))
        told = [Figure(f.unit, Part.TOLD, f.line, f.hours) for f in summed if f.part == Part.CODE]
        if told:
            told[0] = Figure(told[0].unit, Part.TOLD, told[0].line, told[0].hours + 100)
        due = {f"{group}{n:02d}": 20_000 for n in PEOPLE}
        cases = [Figure(unit, Part.TOLD, "TIN", hours) for unit, hours in _cases(summed).items()]
        brought = [*told, *cases] if self.told else []
        return report_figures(group, summed, due, brought, Modules(227, 36))

    def days(self, group: str) -> list[DayFact]:
        """CHEN's missing days; a short one of GARDNER."""
        chen, gardner = f"{group}07", f"{group}08"
        return [
            *(DayFact(chen, PEOPLE[7], on, 800) for on in self.missing),
            DayFact(gardner, PEOPLE[8], date(2026, 10, 9), 800, 650, 0, True, True),
        ]

    def board(self, month: str, prefix: str = "") -> tuple[BoardRow, ...]:
        rows = []
        for group in GROUPS:
            steps = tuple(self.steps.get(group, ()))
            found = standing(steps, MONTH, CALENDAR, TODAY)
            report = self.reports.get(group)
            rows.append(BoardRow(
                group, found.state, found.next.value if found.next else "", found.due,
                found.timing, found.last.on_day if found.last else None,
                found.last.name if found.last else "", "", report.n if report else 0, False,
                len(found.follow_ups),
            ))  # fmt: skip
        area = self.steps.get("21", [])
        state = State.VALIDATED if area else State.OPEN
        return (*rows, BoardRow("21", state, "validate", MONTH.send_by, "late", None, "", "", 0,
                                False, 0))  # fmt: skip

    def checks(self, prefix: str, month: str) -> tuple[Check, ...]:
        missing = Exceptional("210312", "21031207", "CHEN, LINDA", date(2026, 10, 6), "no time")
        return (
            Check("accepted", "every group's report is accepted by the area", True,
                  (Exceptional("210311", "", "", None, "is open"),)),
            Check("missing EOD", "no day is missing", False, (missing,)),
            Check("sums", "the totals of the month are those of its days", True, ()),
        )  # fmt: skip

    # --- acting -------------------------------------------------------------------------------

    def generate(self, group: str, month: str) -> MonthView:
        self._may("generate", group, month)
        figures = self.figures(group)
        n = self.reports[group].n + 1 if group in self.reports else 1
        at = datetime(2026, 11, 20, 9, tzinfo=UTC)
        self.reports[group] = Report(
            group, month, n, at, "jpark", "PARK, JIN", (15, 16), 0, Modules(227, 36),
            str(self.missing), digest_of(group, month, Modules(227, 36), figures),
        )  # fmt: skip
        return self._stepped(StepKind.GENERATE, group)

    def approve(self, group: str, month: str, seen: str = "") -> MonthView:
        self._may("approve", group, month, seen)
        found = blockers(self.days(group), TODAY)
        if found:
            raise EntityError(f"{month} of group {group} cannot be approved: {_first(found)}.")
        return self._stepped(StepKind.APPROVE, group)

    def reopen(self, group: str, month: str, reason: str) -> MonthView:
        return self._noted(StepKind.REOPEN, group, month, reason)

    def transmit(self, group: str, month: str) -> MonthView:
        self._may("transmit", group, month)
        return self._stepped(StepKind.TRANSMIT, group)

    def send_back(self, group: str, month: str, reason: str) -> MonthView:
        return self._noted(StepKind.RETURN, group, month, reason)

    def accept(self, group: str, month: str) -> MonthView:
        self._may("accept", group, month)
        return self._stepped(StepKind.ACCEPT, group)

    def follow_up(self, group: str, month: str, reason: str) -> MonthView:
        return self._noted(StepKind.FOLLOW_UP, group, month, reason)

    def review(self, group: str, month: str, note: str) -> MonthView:
        return self._noted(StepKind.REVIEW, group, month, note)

    def validate(self, area: str, month: str, note: str = "") -> State:
        self._may("validate", area, month)
        return State.VALIDATED

    def send(self, area: str, month: str) -> State:
        self._may("send", area, month)
        return State.SENT

    def groups(self) -> tuple[tuple[str, str], ...]:
        self._may("groups")
        return (("210311", "4 employees"), ("210312", "8 employees"))

    def form_4872(self, prefix: str, month: str) -> FormReport:
        self._may("form", prefix, month)
        lines = (LineHours("101", "TDA (Bal Due) direct", 1250, ("101",)),
                 LineHours("", "no line", 200, ("323",)))  # fmt: skip
        return FormReport(prefix, MONTH, lines, ("210311",), ("210312",))

    def recall(self, area: str, month: str, reason: str) -> State:
        self._may("recall", area, month, reason)
        return State.RECALLED

    def _may(self, *did: str) -> None:
        if self.fail is not None:
            raise self.fail
        self.done.append(did)

    def _noted(self, kind: StepKind, group: str, month: str, note: str) -> MonthView:
        if not note:
            raise EntityError("Say why, in a few words.")
        self._may(kind.value, group, month, note)
        return self._stepped(kind, group, note)

    def _stepped(self, kind: StepKind, group: str, note: str = "") -> MonthView:
        report = self.reports.get(group)
        self.steps.setdefault(group, []).append(
            Step(kind, report.n if report else 0, datetime(2026, 11, 20, 9, tzinfo=UTC), TODAY,
                 "mrivera", "RIVERA, MARISOL", report.digest if report else "", note)
        )  # fmt: skip
        return self.show(group, MONTH.code)


def _under(case: int, code: str) -> str:
    return UNCLASSIFIED if code == NAMELESS else CASE_CODES[case - 1]


def _cases(figures: list[Figure]) -> dict[str, int]:
    found: dict[str, int] = {}
    for figure in figures:
        if figure.part == Part.CASE:
            found[figure.unit] = found.get(figure.unit, 0) + figure.hours
    return found


def _first(found: tuple[Finding, ...]) -> str:
    return f"{found[0].name} {found[0].day:%m/%d/%y} {found[0].told}"
