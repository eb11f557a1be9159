"""Time worked by keyboard in a real terminal on a demonstration store (TM-02, TM-05, UI-11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from entity_tui.domain.entity.eod_desk import Cell, EodDesk, State
from entity_tui.services.desk import Desk, open_desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database
from support.demo_office import TODAY, Office, demo_office
from support.importing import query
from support.terminal import Terminal

WEEK, BEFORE = date(2026, 11, 18), date(2026, 11, 11)
SHORTEST = 20


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return demo_office(tmp_path_factory.mktemp("office"), 60)


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    """A store of one's own, copied from the one that was made."""
    for path in made.home.glob("store.db*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return Office(tmp_path)


@pytest.fixture
def secretary(office: Office) -> Iterator[Desk]:
    settings = Settings(store=f"sqlite:///{office.store}", today=date.fromisoformat(TODAY))
    desk = open_desk(settings, "jpark")
    yield desk
    desk.close()


def desk_of(secretary: Desk, week: date) -> EodDesk:
    return EodDesk(secretary.time.desk(secretary.viewer.assignment[:6], week))


def at_desk(office: Office, command: str = "eod", columns: int = 80, rows: int = 24) -> Terminal:
    terminal = office.open("--as", "jpark", columns=columns, rows=rows)
    terminal.wait_for("Control Central (demo)")
    terminal.press("f9")
    terminal.type_in(command)
    terminal.press("enter")
    terminal.wait_for(re.compile(r"\d+ of \d+ need work"))
    terminal.settle()
    return terminal


def keys_for(cell: Cell) -> list[str]:
    """What a secretary presses on a day that needs work; a reason is typed once."""
    if cell.barred:
        return ["n"]
    if cell.state is State.OPEN:
        return ["e"]
    return ["c", *"611", "enter", "enter"]


@pytest.mark.parametrize("week", [WEEK, BEFORE])
def test_tm_05_a_groups_week_is_mended_by_keyboard_and_saved_in_the_store(
    office: Office, secretary: Desk, week: date
) -> None:
    before = desk_of(secretary, week)
    assert len(before.work) >= 3, "the demonstration has days to mend"
    closed = [key for key in before.work if before.week.barred(key)]
    mended = [
        key for key in before.work if key not in closed and before.cell(key).time.total <= 800
    ]
    reason: list[str] = list("phone")
    with at_desk(office, f"eod {week:%m/%d}") as terminal:
        for key in before.work:
            keys, time = keys_for(before.cell(key)), before.week.days[key]
            if key not in mended and key not in closed:
                keys = ["n"]
            elif time.finalised and key not in closed:
                keys, reason = [*keys, *reason, *(["enter"] if reason else [])], []
            assert len(keys) <= SHORTEST
            terminal.press(*keys)
            terminal.settle()
        terminal.press("f10")
        terminal.wait_for(re.compile(rf"{len(mended)} days? saved\."))
    after = desk_of(secretary, week)
    assert set(after.work) == set(before.work) - set(mended)
    assert all(after.week.days[key].finalised for key in mended)
    kinds = {act.kind for key in mended for act in after.week.acts[key]}
    assert kinds <= {"correct", "finalise for"} and "finalise for" in kinds
    database = Database(f"sqlite:///{office.store}")
    audited = query(database, "SELECT count(*) FROM audit_entry WHERE action LIKE '% time'")
    assert audited[0][0] == len(mended)
    database.close()


def test_tm_02_an_officer_enters_his_day_and_finalises_it(office: Office, secretary: Desk) -> None:
    with office.open("--as", "lchen") as terminal:
        terminal.wait_for("Control Central (demo)")
        terminal.press("f9")
        terminal.type_in("time")
        terminal.press("enter")
        terminal.wait_for("Fri 11/20 · not finalised, due 11/23")
        terminal.press("c", *"611", "enter", "3", "enter", "c", *"809", "enter", "enter")
        terminal.wait_for("8.0 of 8.0 · 1 day not saved")
        terminal.press("e", "f10")
        terminal.wait_for("1 day saved.")
        terminal.wait_for("RIVERA, MARISOL (group manager)")
        terminal.press("f12")
        terminal.wait_for("Control Central (demo)")
    day = secretary.time.day("27011207", date.fromisoformat(TODAY))
    assert (day.total, day.finalised, day.finalised_by) == (800, True, "lchen")
    assert {(entry.code, entry.hours) for entry in day.entries} == {("611", 300), ("809", 500)}


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (160, 45)])
def test_ui_11_a_key_on_the_desk_costs_few_bytes(office: Office, columns: int, rows: int) -> None:
    with at_desk(office, columns=columns, rows=rows) as terminal:
        worst = {}
        for key, wanted in (
            ("n", "──"), ("tab", "──"), ("f8", "──"), ("f8", "──"), ("f7", "──"), ("left", "──"),
            ("c", "[ "), ("6", "[6"), ("1", "[61"), ("1", "Administrative"), ("tab", "reason ["),
            ("5", "[5"), ("f12", "──"), ("]", "Week 11/23"),
        ):  # fmt: skip
            worst[key] = max(worst.get(key, 0), terminal.measure(key, wanted).nbytes)
        assert max(worst.values()) <= 3_000, worst
        assert worst["6"] <= 1_500, worst
