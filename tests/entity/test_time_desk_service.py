"""A week read whole for the desks, cases to charge, asking who may; on both databases (TM-05)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from entity_tui.domain.entity.daily_time import Change
from entity_tui.domain.entity.duty_separation import Deed
from entity_tui.domain.entity.eod_desk import EodDesk, State
from entity_tui.domain.entity.time_week import DayEdit
from entity_tui.errors import EntityError
from entity_tui.store.database import Database, Raw
from support.importing import query
from support.month_office import GROUP, MONTH, OFFICER, OTHER, codes, months, time

FRIDAY, TODAY = date(2026, 10, 30), date(2026, 11, 2)
FIRST = date(2026, 10, 1)
SECRETARY = f"{GROUP}02"


@pytest.fixture
def office(filled: Database) -> Database:
    return filled


def of(database: Database, number: str) -> int:
    return int(query(database, "SELECT employee_id FROM employee_assignment WHERE assignment = ?",
                     number)[0][0])  # fmt: skip


def test_tm_05_a_groups_week_has_everybody_every_day_and_all_that_judging_needs(
    office: Database,
) -> None:
    week = time(office, "sec").desk(GROUP, FIRST)
    assert (week.monday, week.month_end) == (date(2026, 9, 28), FRIDAY)
    assert [worker.name for worker in week.people] == [
        "MANN, GRACE", "SEKU, SAM", "ACTON, AVA", "OFFIT, OLE",
    ]  # fmt: skip
    assert len(week.days) == 4 * 7 and week.due_by[FIRST] == date(2026, 10, 2)
    day = week.days[of(office, OFFICER), FIRST]
    assert day.total == 800 and day.cases[0].name == "DELTA FREIGHT LLC"
    assert week.codes.find("809", FIRST) and week.today == TODAY
    assert set(week.closed) == {of(office, SECRETARY)} and week.read_only == {}
    assert "MANN, GRACE (group manager) or ACTON, AVA" in week.closed[of(office, SECRETARY)]


def test_tm_02_an_employee_has_his_week_on_the_same_desk(office: Database) -> None:
    week = time(office, "off").desk(OFFICER, FIRST)
    assert [worker.name for worker in week.people] == ["OFFIT, OLE"] and len(week.days) == 7
    assert set(week.closed) == {of(office, OFFICER)} and not week.read_only
    watched = time(office, "terr").desk(OFFICER, FIRST)
    assert set(watched.read_only) == {of(office, OFFICER)}
    assert "MANN, GRACE" in watched.read_only[of(office, OFFICER)]


@pytest.mark.parametrize(
    ("user", "number"), [("omgr", GROUP), ("off", GROUP), ("off", f"{GROUP}02"), ("omgr", OFFICER)]
)
def test_se_02_time_outside_the_profile_is_refused(
    office: Database, user: str, number: str
) -> None:
    with pytest.raises(EntityError, match="profile"):
        time(office, user).desk(number, FIRST)


def test_tm_08_the_days_of_an_approved_month_are_closed_and_say_who_approved(
    office: Database,
) -> None:
    manager = months(office, "mgr")
    manager.generate(GROUP, MONTH)
    manager.approve(GROUP, MONTH)
    week = time(office, "sec").desk(GROUP, FIRST)
    assert len(week.read_only) == 4
    assert all("was approved by MANN, GRACE" in told for told in week.read_only.values())
    with pytest.raises(
        EntityError, match=r"may be reopened by MANN, GRACE \(group manager\) or ACTON"
    ):
        time(office, "sec").ask(of(office, SECRETARY), FIRST, "2 hours were 809")


def test_tm_05_the_desk_saves_what_was_typed_and_shows_what_was_done(office: Database) -> None:
    secretary = time(office, "sec")
    desk = EodDesk(secretary.desk(GROUP, FRIDAY))
    key = of(office, OFFICER), FRIDAY
    desk = desk.put(key, [Change(700, "809"), Change(100, "611")], "phone")
    secretary.save(desk.edits)
    week = secretary.desk(GROUP, FRIDAY)
    assert [entry.hours for entry in week.days[key].entries] == [100, 700]
    acts = week.acts[key]
    assert {(act.kind, act.name, act.key, act.before, act.after) for act in acts} == {
        ("correct", "SEKU, SAM", (0, "611"), None, 100),
        ("correct", "SEKU, SAM", (0, "809"), 800, 700),
    }  # fmt: skip
    assert desk.saved(week).cell(key).state is State.FINE


def test_tm_05_what_may_not_be_changed_is_asked_for_until_it_is_changed(office: Database) -> None:
    secretary, manager = time(office, "sec"), time(office, "mgr")
    key = of(office, SECRETARY), FRIDAY
    with pytest.raises(EntityError, match="Say what"):
        secretary.ask(*key, "  ")
    secretary.ask(*key, " 2 hours   were 809 ")
    own, theirs = (EodDesk(desk.desk(GROUP, FRIDAY)) for desk in (secretary, manager))
    assert own.cell(key).state is State.ASKED and key not in own.work
    assert theirs.next_error(None) == key
    asked = theirs.week.asked(key)
    assert asked and (asked.name, asked.reason) == ("SEKU, SAM", "2 hours were 809")
    ((payload,),) = query(
        office, "SELECT payload FROM audit_entry WHERE action = 'ask for a change of time'"
    )
    assert json.loads(payload)["reason"] == "2 hours were 809"
    theirs = theirs.put(key, [Change(600, "611"), Change(200, "809")], "asked")
    manager.save(theirs.edits)
    for desk in (secretary, manager):
        after = EodDesk(desk.desk(GROUP, FRIDAY))
        assert after.week.asked(key) is None and after.cell(key).state is State.FINE


def test_tm_05_a_finalised_day_that_is_right_as_it_is_is_explained_and_stays_as_it_came(
    office: Database, tmp_path: Path
) -> None:
    codes(office, tmp_path, [f"{OFFICER}|{FRIDAY}|809|6.5"], date(2026, 10, 31))
    secretary = time(office, "sec")
    key = of(office, OFFICER), FRIDAY
    desk = EodDesk(secretary.desk(GROUP, FRIDAY))
    assert desk.cell(key).state is State.FAULTY
    explained = desk.finalise(key, "dentist")
    for user in ("off", "omgr"):
        with pytest.raises(EntityError):
            time(office, user).save(explained.edits)
    secretary.save(explained.edits)
    after = EodDesk(secretary.desk(GROUP, FRIDAY))
    assert after.cell(key).state is State.EXPLAINED
    assert not after.week.days[key].local, "extracts still replace it"
    assert (after.week.acts[key][0].kind, after.week.acts[key][0].reason) == ("explain", "dentist")
    stale = [replace(edit, version=edit.version + 1) for edit in explained.edits]
    with pytest.raises(EntityError, match="somebody else"):
        secretary.save(stale)
    fine = DayEdit(of(office, OFFICER), FIRST, after.week.days[of(office, OFFICER), FRIDAY].version,
                   finalise=True, reason="why", deed=Deed.CORRECT)  # fmt: skip
    with pytest.raises(EntityError):
        secretary.save([fine])


def test_tm_05_who_asked_is_answered_where_the_day_stays_as_it_is(office: Database) -> None:
    secretary, manager = time(office, "sec"), time(office, "mgr")
    key = of(office, SECRETARY), FRIDAY
    desk = EodDesk(manager.desk(GROUP, FRIDAY))
    with pytest.raises(EntityError, match="change it first"):
        desk.finalise(key, "it was so")
    secretary.ask(*key, "2 hours were 809")
    desk = EodDesk(manager.desk(GROUP, FRIDAY)).finalise(key, "it was so")
    manager.save(desk.edits)
    after = EodDesk(manager.desk(GROUP, FRIDAY))
    assert after.cell(key).state is State.FINE and after.week.acts[key][0].reason == "it was so"


@pytest.mark.parametrize(
    ("user", "number", "day", "told"),
    [
        ("mgr", OFFICER, FRIDAY, "yourself"), ("sec", OFFICER, FRIDAY, "yourself"),
        ("sec", SECRETARY, TODAY, "not finalised"), ("terr", OFFICER, TODAY, "not finalised"),
    ],
)  # fmt: skip
def test_tm_05_who_may_change_a_day_asks_nobody(
    office: Database, user: str, number: str, day: date, told: str
) -> None:
    with pytest.raises(EntityError, match=told):
        time(office, user).ask(of(office, number), day, "why not")


def test_se_02_nobody_asks_about_time_outside_the_profile(office: Database) -> None:
    with pytest.raises(EntityError, match="Nobody in your profile"):
        time(office, "omgr").ask(of(office, OFFICER), FRIDAY, "mine")


def test_tm_02_a_case_is_found_by_its_tin_and_those_of_an_employee_are_listed(
    office: Database,
) -> None:
    secretary = time(office, "sec")
    found = secretary.case_of_time("12-3456789", FRIDAY)
    assert (found.name, found.tin, found.holder) == ("DELTA FREIGHT LLC", "**-***6789", OFFICER)
    with pytest.raises(EntityError, match="'12-3' is"):
        secretary.case_of_time("12-3", FRIDAY)
    with pytest.raises(EntityError, match="No case has this TIN"):
        secretary.case_of_time("98-7654321", FRIDAY)
    listed = secretary.cases_of(OFFICER, FRIDAY)
    assert [case.name for case in listed] == ["DELTA FREIGHT LLC", "ESTATE LLC"]
    assert secretary.cases_of(OFFICER, date(2025, 1, 2)) == (), "not received yet"
    other = time(office, "omgr").case_of_time("12-3456789", FRIDAY)
    assert (other.name, other.tin) == ("", ""), "outside the profile: neither name nor number"
    with pytest.raises(EntityError, match="profile"):
        time(office, "omgr").cases_of(OFFICER, FRIDAY)
    with office.write() as connection:
        Raw(connection).execute("UPDATE field_case SET assignment = ? WHERE case_id = ?",
                                (f"{OTHER}07", found.case_id))  # fmt: skip
    assert [case.name for case in secretary.cases_of(OFFICER, FRIDAY)] == ["ESTATE LLC"]


def test_tm_05_the_week_of_a_group_nobody_works_in_is_said(office: Database) -> None:
    with pytest.raises(EntityError, match="Nobody works under 270399"):
        time(office, "terr").desk("270399", FIRST)
    assert time(office, "terr").desk(OTHER, FIRST).people[0].name == "OTHER, OMAR"
