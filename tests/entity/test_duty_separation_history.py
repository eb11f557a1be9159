"""No history of acting assignments, moves and corrections leads round the rule (TM-04).

Acts go through the service, as they do from the screens and the command line. What is allowed is
told here from the rows of the store alone, in other words than the program's.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from entity_tui.domain.clock import fixed_clock
from entity_tui.domain.entity import duty_separation
from entity_tui.domain.entity.daily_time import Change
from entity_tui.domain.entity.duty_separation import Deed
from entity_tui.domain.entity.time_week import DayEdit
from entity_tui.errors import EntityError
from entity_tui.services.entity.re_extract import ReExtract
from entity_tui.services.entity.time_desk import TimeDesk
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.access import profile
from entity_tui.store.schema import create_tables

START = date(2026, 11, 2)
GROUPS = ("270112", "270111")
PEOPLE = ("manager", "acting", "secretary", "officer", "other", "away")
ROLES = ("group manager", "acting manager", "group secretary", "revenue officer", "area staff",
         "group secretary")  # fmt: skip
people, groups = st.sampled_from(range(len(PEOPLE))), st.sampled_from(GROUPS)
backs, hours = st.integers(0, 4), st.sampled_from((100, 400, 800))
_template: list[Path] = []


class Histories(RuleBasedStateMachine):
    """Random acts by random people; after each the store is looked at from behind."""

    folder: Path

    def __init__(self) -> None:
        super().__init__()
        path = self.folder / "history.db"
        for old in self.folder.glob("history.db*"):
            old.unlink()
        shutil.copy(_template[0], path)
        self.database = Database(f"sqlite:///{path}")
        self.reads = ReadAudit(self.database)
        self.behind = sqlite3.connect(path)
        self.today = START + timedelta(days=4)

    def teardown(self) -> None:
        self.behind.close()
        self.reads.close()
        self.database.close()

    # --- the world moves ----------------------------------------------------------------------

    @rule(days=st.integers(1, 3))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(who=people, role=st.sampled_from(ROLES[:3]), group=groups, days=st.integers(1, 9))
    def somebody_acts_for_a_while(self, who: int, role: str, group: str, days: int) -> None:
        until = self.today + timedelta(days=days)
        self._do(
            "INSERT OR REPLACE INTO user_grant VALUES (?, ?, ?, ?, ?)",
            (PEOPLE[who], role, group, self.today.isoformat(), until.isoformat()),
        )

    @rule(who=people)
    def somebody_acts_no_longer(self, who: int) -> None:
        self._do(
            "UPDATE user_grant SET until = ? WHERE user_id = ?",
            (self.today.isoformat(), PEOPLE[who]),
        )

    @rule(who=people, group=groups)
    def somebody_moves(self, who: int, group: str) -> None:
        day = self.today.isoformat()
        self._do(
            "UPDATE employee_assignment SET until = ? WHERE employee_id = ? AND until IS NULL "
            "AND start < ?", (day, who + 1, day),
        )  # fmt: skip
        self._do(
            "INSERT OR REPLACE INTO employee_assignment VALUES (?, ?, NULL, ?)",
            (who + 1, day, f"{group}{who + 1:02d}"),
        )

    @rule(who=people, role=st.sampled_from(ROLES))
    def somebody_gets_another_role(self, who: int, role: str) -> None:
        self._do("UPDATE employee SET role = ? WHERE employee_id = ?", (role, who + 1))

    @rule(who=people, back=backs)
    def an_extract_disagrees(self, who: int, back: int) -> None:
        day = (self.today - timedelta(days=back)).isoformat()
        self._do(
            "UPDATE time_day SET conflict = 1 WHERE employee_id = ? AND day = ? AND local = 1",
            (who + 1, day),
        )

    # --- somebody tries ------------------------------------------------------------------------

    @rule(actor=people, whose=people, back=backs, much=hours)
    def enters(self, actor: int, whose: int, back: int, much: int) -> None:
        self._try(actor, whose, back, lambda time, number, day: time.enter(
            number, day, [Change(much, "611")]))  # fmt: skip

    @rule(actor=people, whose=people, back=backs)
    def finalises(self, actor: int, whose: int, back: int) -> None:
        self._try(
            actor, whose, back, lambda time, number, day: time.finalise(number, day, "as it is")
        )

    @rule(actor=people, whose=people, back=backs, much=hours)
    def corrects(self, actor: int, whose: int, back: int, much: int) -> None:
        self._try(actor, whose, back, lambda time, number, day: time.correct(
            number, day, [Change(much, "809")], "phone"))  # fmt: skip

    @rule(actor=people, whose=people, back=backs, much=hours, finalise=st.booleans())
    def saves_at_the_desk(
        self, actor: int, whose: int, back: int, much: int, finalise: bool
    ) -> None:
        def save(time: TimeDesk, number: str, day: date) -> None:
            version = self.behind.execute(
                "SELECT version FROM time_day WHERE employee_id = ? AND day = ?",
                (whose + 1, day.isoformat()),
            ).fetchone()
            change = Change(much, "810")
            time.save([DayEdit(whose + 1, day, version[0] if version else 0, (change,), finalise,
                               "phone")])  # fmt: skip

        self._try(actor, whose, back, save)

    @rule(actor=people, whose=people, back=backs)
    def explains(self, actor: int, whose: int, back: int) -> None:
        def explain(time: TimeDesk, number: str, day: date) -> None:
            version = time.day(number, day).version
            time.save([DayEdit(whose + 1, day, version, (), True, "so it was", Deed.CORRECT)])

        self._try(actor, whose, back, explain)

    @rule(actor=people, whose=people, back=backs, take=st.booleans())
    def settles(self, actor: int, whose: int, back: int, take: bool) -> None:
        def settle(time: TimeDesk, number: str, day: date) -> None:
            viewer = self._viewer(actor)
            assert viewer is not None
            care = ReExtract(self.database, viewer, self.reads, fixed_clock(self.today))
            care.settle(number, day, take, "this one")

        self._try(actor, whose, back, settle)

    # --- looking from behind -------------------------------------------------------------------

    def _try(self, actor: int, whose: int, back: int, act: Any) -> None:
        day = self.today - timedelta(days=back)
        found = self.behind.execute(
            "SELECT assignment FROM employee_assignment WHERE employee_id = ? AND start <= ? "
            "AND (until IS NULL OR until > ?)", (whose + 1, day.isoformat(), day.isoformat()),
        ).fetchone()  # fmt: skip
        viewer = self._viewer(actor)
        if found is None or viewer is None:
            return
        before = self._finalised()
        try:
            act(TimeDesk(self.database, viewer, self.reads, fixed_clock(self.today)), found[0], day)
        except EntityError:
            assert self._finalised() == before
            return
        after = self._finalised()
        for key, entries in before.items():
            if after.get(key) != entries:
                assert self._allowed(PEOPLE[actor], *key), f"{PEOPLE[actor]} changed {key}"

    def _viewer(self, actor: int) -> Any:
        with self.database.read() as connection:
            return profile(Raw(connection), PEOPLE[actor], "nobody", self.today)

    def _finalised(self) -> dict[tuple[int, str], list[tuple[str, int]]]:
        rows = self.behind.execute(
            "SELECT d.employee_id, d.day, t.code, t.hours FROM time_day d JOIN time_entry t "
            "ON t.employee_id = d.employee_id AND t.day = d.day AND t.source = 'local' "
            "WHERE d.finalised_at IS NOT NULL ORDER BY 1, 2, 3"
        )
        found: dict[tuple[int, str], list[tuple[str, int]]] = {}
        for employee, day, code, much in rows:
            found.setdefault((employee, day), []).append((code, much))
        return found

    def _allowed(self, user: str, employee: int, day: str) -> bool:
        """From the rows alone: is he of that group's three roles today, and not about his own?"""
        number = self.behind.execute(
            "SELECT assignment FROM employee_assignment WHERE employee_id = ? AND start <= ? "
            "AND (until IS NULL OR until > ?)", (employee, day, day),
        ).fetchone()[0]  # fmt: skip
        group, today = number[:6], self.today.isoformat()
        roles = {
            row[0]
            for row in self.behind.execute(
                "SELECT role FROM user_grant WHERE user_id = ? AND prefix = ? AND start <= ? "
                "AND (until IS NULL OR until > ?)", (user, group, today, today),
            )
        }  # fmt: skip
        roles |= {
            row[0]
            for row in self.behind.execute(
                "SELECT e.role FROM employee e JOIN employee_assignment x "
                "ON x.employee_id = e.employee_id WHERE e.user_id = ? "
                "AND substr(x.assignment, 1, 6) = ? AND x.start <= ? "
                "AND (x.until IS NULL OR x.until > ?)",
                (user, group, today, today),
            )
        }
        if PEOPLE[employee - 1] == user and roles & {"acting manager", "group secretary"}:
            return False
        return bool(roles & {"group manager", "acting manager", "group secretary"})

    def _do(self, sql: str, params: tuple[Any, ...]) -> None:
        with self.behind:
            self.behind.execute(sql, params)


@pytest.fixture
def histories(tmp_path: Path) -> Iterator[type[Histories]]:
    path = tmp_path / "template.db"
    database = Database(f"sqlite:///{path}")
    create_tables(database, owner="nobody")
    with database.write() as connection:
        raw = Raw(connection)
        for place, (user, role) in enumerate(zip(PEOPLE, ROLES, strict=True), 1):
            raw.execute(
                "INSERT INTO employee (employee_id, user_id, name, title, role, grade, tour, "
                "active_from, as_of, created_run, version) VALUES (?, ?, ?, '', ?, '12', 800, "
                "'2020-01-06', '2026-11-01', 0, 1)", (place, user, user.upper(), role),
            )  # fmt: skip
            raw.execute(
                "INSERT INTO employee_assignment VALUES (?, '2020-01-06', NULL, ?)",
                (place, f"{GROUPS[place % 2]}{place:02d}"),
            )
            _finalise_all(raw, place)
    database.close()
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA journal_mode=DELETE")
    plain.close()
    _template[:] = [path]
    Histories.folder = tmp_path
    yield Histories


def _finalise_all(raw: Raw, employee: int) -> None:
    """Some weeks of finalised days, so that there is something to change from the first step."""
    for back in range(-4, 15):
        day = (START + timedelta(days=back)).isoformat()
        raw.execute(
            "INSERT INTO time_day (employee_id, day, e7_open, e8_open, local, conflict, "
            "finalised_at, finalised_by, entered_for, version) VALUES (?, ?, 0, 0, 1, 0, 1, '', "
            "'', 1)", (employee, day),
        )  # fmt: skip
        raw.execute(
            "INSERT INTO time_entry (employee_id, day, source, seq, assignment, code, hours, "
            "created_run) VALUES (?, ?, 'local', 1, '27011200', '611', 800, 0)",
            (employee, day),
        )


def long(examples: int, steps: int = 50, shrink: bool = True) -> settings:
    phases = (Phase.generate, Phase.shrink) if shrink else (Phase.generate,)
    return settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), print_blob=False, phases=phases,
    )  # fmt: skip


def test_tm_04_no_history_leads_round_the_rule(histories: type[Histories]) -> None:
    run_state_machine_as_test(histories, settings=long(12, 30))


@pytest.mark.torture
def test_tm_04_no_history_of_a_hundred_thousand_steps_leads_round_the_rule(
    histories: type[Histories],
) -> None:
    run_state_machine_as_test(histories, settings=long(2_000))


@pytest.mark.parametrize("loosened", ["own", "group"])
def test_tm_04_a_loosened_rule_is_found_out(
    histories: type[Histories], monkeypatch: pytest.MonkeyPatch, loosened: str
) -> None:
    if loosened == "own":
        monkeypatch.setattr(
            duty_separation, "_may_correct",
            lambda roles, own: bool(roles & duty_separation.CORRECTS),
        )  # fmt: skip
    else:
        monkeypatch.setattr(
            duty_separation, "roles_in", lambda grants, group: frozenset(g.role for g in grants)
        )
    with pytest.raises(AssertionError, match="changed"):
        run_state_machine_as_test(histories, settings=long(300, 40, shrink=False))
