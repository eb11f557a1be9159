"""The end of the month: generate, sign, reopen, transmit, and what area and analyst do (TM-08).

Screens and the command line come through here. Each act is one transaction with its audit entry;
what is looked at is recorded before it is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection

from entity_tui.domain.clock import Clock
from entity_tui.domain.counted import counted
from entity_tui.domain.entity.month_days import blockers, in_words
from entity_tui.domain.entity.month_end import digest_of
from entity_tui.domain.entity.month_standing import (
    State,
    area_state,
    out_of_turn,
    standing,
)
from entity_tui.domain.entity.month_steps import Step, StepKind
from entity_tui.domain.entity.month_view import (
    Again,
    AreaMonth,
    BoardRow,
    Check,
    FormReport,
    MonthView,
    Report,
)
from entity_tui.domain.organisation import is_group
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.services.entity import month_again, month_area, month_ctrs, month_validation
from entity_tui.services.entity.month_ground import GroupMonth, MonthGround
from entity_tui.services.entity.month_showing import not_yours, report_of, view_of
from entity_tui.store import audit
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.entity import month_reports, workers
from entity_tui.store.queries.entity.month_steps import add_step, month_steps

_TITLE = "Month end"
Act = Callable[[Connection, MonthGround, tuple[Step, ...]], tuple[int, str]]
"""What a step does besides: the report it is about, and the digest that is signed."""


class MonthEnd:
    """The months of one store, as one viewer.

    A month is YYYY-MM, to look at "" for the newest that has ended; a group has six digits.
    """

    def __init__(self, database: Database, viewer: Viewer, reads: ReadAudit, clock: Clock) -> None:
        self._database, self._viewer, self._reads, self._clock = database, viewer, reads, clock

    @property
    def _today(self) -> date:
        return self._clock.today

    # --- reading ------------------------------------------------------------------------------

    def groups(self) -> tuple[tuple[str, str], ...]:
        """The groups the viewer sees, each with how many work in it; to choose one of."""
        with self._looking("list groups", "", "") as ground:
            found = Counter(
                stint.worker.group
                for stint in workers.stints(ground.raw, self._viewer, "", self._today, self._today)
                if is_group(stint.worker.group)
            )
        return tuple((group, counted(count, "employee")) for group, count in sorted(found.items()))

    def show(self, group: str, month: str, n: int = 0) -> MonthView:
        """A group's month: its n-th report, the newest, or the figures of this moment."""
        with self._looking("view month", group, month) as ground:
            return view_of(ground, ground.one(group), n)

    def to_close(self) -> str:
        """The month whose end is worked on: YYYY-MM."""
        with self._database.read() as connection:
            return MonthGround(Raw(connection), self._viewer, self._today, "").month.code

    def board(self, month: str, prefix: str = "") -> tuple[BoardRow, ...]:
        """Every group of the profile under the prefix, and its area, with its step."""
        with self._looking("view months", prefix, month) as ground:
            return month_area.board(ground, prefix)

    def area(self, prefix: str, month: str) -> AreaMonth:
        """An area's, a territory's or (without a prefix) the nation's month."""
        with self._looking("view months of area", prefix, month) as ground:
            self._require_area(prefix)
            return month_area.area(ground, prefix)

    def checks(self, prefix: str, month: str) -> tuple[Check, ...]:
        """The quality analyst's checks with their exceptions (TM-14)."""
        with self._looking("check month", prefix, month) as ground:
            self._require_area(prefix)
            return month_validation.checks(ground, prefix)

    def form_4872(self, prefix: str, month: str) -> FormReport:
        """The lines of Form 4872 with the hours of the signed months (TM-14)."""
        with self._looking("view form 4872", prefix, month) as ground:
            self._require_area(prefix)
            return month_ctrs.form(ground, prefix)

    def again(self, group: str, month: str, n: int = 0) -> Again:
        """Make a report again from the daily time, and say whether it comes out as it was."""
        with self._looking("make month again", group, month) as ground:
            now = ground.one(group)
            return month_again.again(ground, now, report_of(ground, group, n))

    @contextmanager
    def _looking(self, what: str, subject: str, month: str) -> Iterator[MonthGround]:
        with self._database.read() as connection:
            yield MonthGround(Raw(connection), self._viewer, self._today, month)
        self._reads.record(self._viewer, what, subject, month=month)

    def _require_area(self, prefix: str) -> None:
        if not (prefix == "" or (prefix.isascii() and prefix.isdigit() and len(prefix) in (2, 4))):
            raise EntityError(f"'{prefix}' is not an area or a territory.", _TITLE)
        if not workers.sees_time(self._viewer, prefix):
            raise EntityError(f"The month of {prefix or 'the nation'} is outside your profile.",
                              _TITLE)  # fmt: skip

    # --- the group's acts -------------------------------------------------------------------------

    def generate(self, group: str, month: str) -> MonthView:
        """Make the group's report from its days as they are; secretary, designee, manager."""
        self._step(StepKind.GENERATE, group, month, "", self._generated(group))
        return self.show(group, month)

    def approve(self, group: str, month: str, seen: str = "") -> MonthView:
        """Sign the newest report: this locks the group's month (TM-08).

        `seen` is the digest of the report that was looked at; another one is not signed.
        """

        def act(
            connection: Connection, ground: MonthGround, steps: tuple[Step, ...]
        ) -> tuple[int, str]:
            now = ground.one(group)
            report = report_of(ground, group)
            if seen and report.digest != seen:
                raise EntityError(f"Report {report.n} was generated meanwhile: look at it first.",
                                  _TITLE)  # fmt: skip
            self._require_ready(ground, now, report)
            return report.n, report.digest

        self._step(StepKind.APPROVE, group, month, "", act)
        return self.show(group, month)

    def reopen(self, group: str, month: str, reason: str) -> MonthView:
        """Unlock an approved month, with the reason."""
        self._step(StepKind.REOPEN, group, month, reason, _about_the_newest(group))
        return self.show(group, month)

    def transmit(self, group: str, month: str) -> MonthView:
        """Hand the approved report over to the area; refused while its days differ from it."""

        def act(
            connection: Connection, ground: MonthGround, steps: tuple[Step, ...]
        ) -> tuple[int, str]:
            report = report_of(ground, group)
            _require_same_days(ground, ground.one(group), report)
            return report.n, report.digest

        self._step(StepKind.TRANSMIT, group, month, "", act)
        return self.show(group, month)

    # --- the area's, the territory manager's and the analyst's ------------------------------------

    def send_back(self, group: str, month: str, reason: str) -> MonthView:
        """A report found wrong goes back: its month is open again, due the business day after."""

        def act(
            connection: Connection, ground: MonthGround, steps: tuple[Step, ...]
        ) -> tuple[int, str]:
            area = month_steps(ground.raw, self._viewer, group[:2], ground.month.code)
            if area_state(area) is State.SENT:
                raise EntityError(
                    f"{ground.month.code} of area {group[:2]} was sent. The area's quality analyst "
                    "can recall it first (eom recall).", _TITLE,
                )  # fmt: skip
            return _about_the_newest(group)(connection, ground, steps)

        self._step(StepKind.RETURN, group, month, reason, act)
        return self.show(group, month)

    def accept(self, group: str, month: str) -> MonthView:
        """The area takes the group's report over."""
        self._step(StepKind.ACCEPT, group, month, "", _about_the_newest(group))
        return self.show(group, month)

    def follow_up(self, group: str, month: str, reason: str) -> MonthView:
        """Hand something about the report to the territory manager."""
        self._step(StepKind.FOLLOW_UP, group, month, reason, _about_the_newest(group))
        return self.show(group, month)

    def review(self, group: str, month: str, note: str) -> MonthView:
        """The territory manager has looked, and notes what was found."""
        self._step(StepKind.REVIEW, group, month, note, _about_the_newest(group))
        return self.show(group, month)

    def validate(self, area: str, month: str, note: str = "") -> State:
        """The quality analyst has validated the area's month; grave exceptions stop it."""

        def act(
            connection: Connection, ground: MonthGround, steps: tuple[Step, ...]
        ) -> tuple[int, str]:
            if area_state(steps) is State.SENT:
                raise EntityError(
                    f"{ground.month.code} of area {area} was sent on {steps[-1].on_day} by "
                    f"{steps[-1].name}. Recall it first, with the reason (eom recall).", _TITLE,
                )  # fmt: skip
            grave = [c for c in month_validation.checks(ground, area) if c.grave and not c.passed]
            if grave:
                first = grave[0].exceptions[0]
                more = sum(len(check.exceptions) for check in grave) - 1
                raise EntityError(
                    f"{grave[0].name}: {first.group} {first.told}"
                    + (f"; and {more:,} more" if more else "") + ". Nothing was validated.",
                    _TITLE,
                )  # fmt: skip
            return 0, month_area.digest(ground, area)

        self._step(StepKind.VALIDATE, area, month, note, act)
        return State.VALIDATED

    def send(self, area: str, month: str) -> State:
        """The quality analyst transmits the validated month."""

        def act(
            connection: Connection, ground: MonthGround, steps: tuple[Step, ...]
        ) -> tuple[int, str]:
            if area_state(steps) is not State.VALIDATED:
                raise EntityError(f"{ground.month.code} of area {area} is {area_state(steps)}: "
                                  "validate it first.", _TITLE)  # fmt: skip
            digest = month_area.digest(ground, area)
            if digest != steps[-1].digest:
                raise EntityError("A group's report was changed since it was validated: "
                                  "validate it again.", _TITLE)  # fmt: skip
            return 0, digest

        self._step(StepKind.SEND, area, month, "", act)
        return State.SENT

    def recall(self, area: str, month: str, reason: str) -> State:
        """Take a sent month back, with the reason: it is open again, and is validated anew."""

        def act(
            connection: Connection, ground: MonthGround, steps: tuple[Step, ...]
        ) -> tuple[int, str]:
            if area_state(steps) is not State.SENT:
                raise EntityError(f"{ground.month.code} of area {area} was not sent; it is "
                                  f"{area_state(steps)}.", _TITLE)  # fmt: skip
            return 0, steps[-1].digest

        self._step(StepKind.RECALL, area, month, reason, act)
        return State.RECALLED

    # --- in common --------------------------------------------------------------------------------

    def _step(self, kind: StepKind, unit: str, month: str, note: str, act: Act) -> None:
        """One step in one transaction: who may, whether it is its turn, what it does, its audit."""
        note = " ".join(note.split())
        with self._database.write() as connection:
            raw = Raw(connection)
            month_reports.begin_step(raw, self._viewer)
            ground = MonthGround(raw, self._viewer, self._today, month)
            self._require_may(ground, kind, unit)
            if kind in _WANTS_NOTE and not note:
                raise EntityError("Say why, in a few words.", _TITLE)
            steps = month_steps(raw, self._viewer, unit, ground.month.code)
            n, digest = act(connection, ground, self._in_turn(ground, kind, unit, steps))
            at = self._clock.now()
            add_step(
                raw, self._viewer, unit, ground.month.code,
                Step(kind, n, at, self._today, self._viewer.user, self._viewer.name, digest, note),
            )  # fmt: skip
            audit.act(
                connection, self._viewer, f"{kind.value} month", unit, month=ground.month.code,
                report=n, digest=digest, note=note,
            )  # fmt: skip

    def _require_may(self, ground: MonthGround, kind: StepKind, unit: str) -> None:
        if len(unit) == 2 and unit.isdigit():
            self._require_area(unit)
        else:
            ground.require_group(unit)
        if told := not_yours(ground, kind, unit):
            raise EntityError(told, "Not yours to do")

    def _in_turn(
        self, ground: MonthGround, kind: StepKind, unit: str, steps: tuple[Step, ...]
    ) -> tuple[Step, ...]:
        found = standing(steps, ground.month, ground.time.calendar, self._today)
        told = out_of_turn(kind, found.state, found.approved) if len(unit) == 6 else ""
        if told:
            raise EntityError(f"{ground.month.code} of group {unit}: {told}.", _TITLE)
        if self._today < ground.month.start:
            raise EntityError(f"{ground.month.code} has not begun.", _TITLE)
        return steps

    def _generated(self, group: str) -> Act:
        def act(
            connection: Connection, ground: MonthGround, steps: tuple[Step, ...]
        ) -> tuple[int, str]:
            now = ground.one(group)
            figures = ground.figures(now, ground.under(ground.cases([now])))
            before = month_reports.latest_reports(
                ground.raw, self._viewer, group, ground.month.code
            ).get(group)
            made = Report(
                group, ground.month.code, before.n + 1 if before else 1, self._clock.now(),
                self._viewer.user, self._viewer.name, ground.runs(now), now.corrections,
                now.modules, now.inputs, digest_of(group, ground.month.code, now.modules, figures),
                ground.made_with(now),
            )  # fmt: skip
            month_reports.write_report(ground.raw, self._viewer, made, figures)
            return made.n, made.digest

        return act

    def _require_ready(self, ground: MonthGround, now: GroupMonth, report: Report) -> None:
        month, which = ground.month, f"{ground.month.code} of group {now.group}"
        if self._today <= month.end:
            raise EntityError(f"{which} ends on {month.end:%a %m/%d/%y}; nothing is approved "
                              "before.", _TITLE)  # fmt: skip
        found = blockers(now.days, self._today)
        if found:
            raise EntityError(f"{which} cannot be approved: {in_words(found)}.", _TITLE)
        if report.inputs != now.inputs:
            raise EntityError(
                f"{which} has changed since report {report.n} was generated: generate again, "
                "then approve what you have seen.", _TITLE,
            )  # fmt: skip
        stored = month_reports.figures(ground.raw, self._viewer, now.group, month.code, report.n)
        if digest_of(now.group, month.code, report.modules, stored) != report.digest:
            raise EntityError(f"The figures of report {report.n} are not those that were "
                              "generated: generate again, and tell the administrator.",
                              _TITLE)  # fmt: skip


_WANTS_NOTE = (StepKind.REOPEN, StepKind.RETURN, StepKind.FOLLOW_UP, StepKind.REVIEW,
               StepKind.RECALL)  # fmt: skip


def _require_same_days(ground: MonthGround, now: GroupMonth, report: Report) -> None:
    """EntityError where the days are no longer those that were signed."""
    which = f"{ground.month.code} of group {now.group}"
    found = [one for one in blockers(now.days, ground.today) if one.kind == "conflict"]
    if found:
        raise EntityError(
            f"{which} differs from its extracts: {in_words(found)}. Settle each day (F9 settle): "
            "keep the signed time, or have the month reopened.", _TITLE,
        )  # fmt: skip
    if report.inputs != now.inputs:
        raise EntityError(
            f"Daily time or month-end figures of {which} differ from report {report.n}, which was "
            "signed. Reopen the month, generate again and approve it.", _TITLE,
        )  # fmt: skip


def _about_the_newest(group: str) -> Act:
    """The step is about the newest report, if there is one."""

    def act(
        connection: Connection, ground: MonthGround, steps: tuple[Step, ...]
    ) -> tuple[int, str]:
        found = month_reports.latest_reports(ground.raw, ground.viewer, group, ground.month.code)
        report = found.get(group)
        return (report.n, report.digest) if report else (0, "")

    return act
