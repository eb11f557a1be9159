"""Entering, finalising and correcting on both databases; nothing half done (TM-02 to TM-06)."""

from __future__ import annotations

import json
from datetime import date

import pytest

from entity_tui.domain.clock import Clock
from entity_tui.domain.entity.daily_time import Change
from entity_tui.domain.entity.time_week import DayEdit
from entity_tui.errors import EntityError
from entity_tui.services.entity.designation import designate
from entity_tui.services.installation import set_option
from entity_tui.store.database import Database
from support.importing import SYSTEM, query
from support.month_office import GROUP, OFFICER, time, viewer

TODAY = date(2026, 11, 2)
FRIDAY = date(2026, 10, 30)


@pytest.fixture
def office(filled: Database) -> Database:
    return filled


def told(database: Database) -> list[tuple[str, dict[str, object]]]:
    """What was audited as done to time, in order."""
    found = query(
        database, "SELECT action, payload FROM audit_entry WHERE action LIKE '% time' ORDER BY at"
    )
    return [(row[0], json.loads(row[1])) for row in found]


def test_tm_02_a_day_is_entered_and_finalised_by_oneself(office: Database) -> None:
    mine = time(office, "off")
    first = mine.enter(OFFICER, TODAY, [Change(500, "809")])
    assert (first.total, first.finalised, [f.kind for f in first.faults]) == (500, False, ["short"])
    again = mine.enter(OFFICER, TODAY, [Change(600, "809"), Change(200, "611")])
    assert (again.total, again.due, again.faults) == (800, 800, ())
    done = mine.finalise(OFFICER, TODAY)
    assert done.finalised and done.finalised_by == "off" and done.local
    assert done.finalised_at is not None and done.finalised_at.date() == TODAY
    assert [action for action, _ in told(office)] == ["enter time", "enter time", "finalise time"]


def test_tm_03_a_short_day_wants_a_reason_to_be_finalised(office: Database) -> None:
    mine = time(office, "off")
    mine.enter(OFFICER, TODAY, [Change(500, "809")])
    with pytest.raises(EntityError, match=r"3\.0 short of 8\.0\. Mend it, or give a reason"):
        mine.finalise(OFFICER, TODAY)
    assert not mine.day(OFFICER, TODAY).finalised
    assert mine.finalise(OFFICER, TODAY, "left early").finalised
    assert (
        mine.history(mine.day(OFFICER, TODAY).worker.employee_id, TODAY)[0].reason == "left early"
    )


def test_tm_04_a_correction_keeps_before_and_after_who_when_and_why(office: Database) -> None:
    secretary = time(office, "sec")
    with pytest.raises(EntityError, match="reason is missing"):
        secretary.correct(OFFICER, FRIDAY, [Change(700, "809")], " ")
    done = secretary.correct(OFFICER, FRIDAY, [Change(700, "809"), Change(100, "611")], "phone")
    assert done.finalised and done.finalised_by == "sec" and done.total == 800
    kept = secretary.history(done.worker.employee_id, FRIDAY)
    assert {(act.code, act.before, act.after) for act in kept} == {
        ("611", None, 100), ("809", 800, 700),
    }  # fmt: skip
    assert {(act.user, act.kind, act.reason) for act in kept} == {("sec", "correct", "phone")}
    assert told(office)[-1][1]["reason"] == "phone"
    with pytest.raises(EntityError, match="changes nothing"):
        secretary.correct(OFFICER, FRIDAY, [Change(700, "809")], "phone")


@pytest.mark.parametrize("user", ["off", "omgr", "terr", "area", "qual"])
def test_tm_04_nobody_outside_changes_finalised_time_and_is_told_who_may(
    office: Database, user: str
) -> None:
    with pytest.raises(EntityError) as refused:
        time(office, user).correct(OFFICER, FRIDAY, [Change(700, "809")], "because")
    for name in ("MANN, GRACE", "ACTON, AVA", "SEKU, SAM"):
        assert name in refused.value.message
    assert time(office, "mgr").day(OFFICER, FRIDAY).entries[0].hours == 800


def test_tm_04_entering_and_correcting_are_not_mixed_up(office: Database) -> None:
    with pytest.raises(EntityError, match="is finalised: correct it"):
        time(office, "sec").enter(OFFICER, FRIDAY, [Change(700, "809")])
    with pytest.raises(EntityError, match="is not finalised: enter"):
        time(office, "sec").correct(OFFICER, TODAY, [Change(700, "809")], "phone")


def test_tm_06_entered_for_somebody_absent_is_marked_as_such(office: Database) -> None:
    done = time(office, "sec").enter(OFFICER, TODAY, [Change(800, "809")], "by phone")
    assert done.entered_for == "sec" and told(office)[-1][0] == "enter for time"
    assert time(office, "off").enter(OFFICER, TODAY, [Change(700, "809")]).entered_for == ""


def test_tm_06_who_is_designated_enters_and_verifies_but_corrects_nothing(
    office: Database,
) -> None:
    with pytest.raises(EntityError, match=r"MANN, GRACE \(group manager\)"):
        designate(office, viewer("sec"), GROUP, "terr", TODAY, date(2026, 11, 9), TODAY)
    with pytest.raises(EntityError, match="not a user"):
        designate(office, viewer("mgr"), GROUP, "nobody", TODAY, date(2026, 11, 9), TODAY)
    with pytest.raises(EntityError, match="before it begins"):
        designate(office, viewer("mgr"), GROUP, "terr", TODAY, TODAY, TODAY)
    designate(office, viewer("mgr"), GROUP, "terr", TODAY, date(2026, 11, 9), TODAY)
    stands_in = time(office, "terr")
    assert stands_in.enter(OFFICER, TODAY, [Change(800, "809")]).total == 800
    with pytest.raises(EntityError, match="is changed within group"):
        stands_in.correct(OFFICER, FRIDAY, [Change(700, "809")], "because")
    late = time(office, "terr", date(2026, 11, 9))
    with pytest.raises(EntityError, match="enter it"):
        late.enter(OFFICER, date(2026, 11, 9), [Change(800, "809")])


def test_tm_05_the_desk_saves_all_or_nothing(office: Database) -> None:
    desk = time(office, "sec")
    one, other = (desk.day(OFFICER, day) for day in (FRIDAY, date(2026, 10, 29)))
    number = one.worker.employee_id
    good = DayEdit(number, FRIDAY, one.version, (Change(700, "809"), Change(100, "611")),
                   reason="phone")  # fmt: skip
    stale = DayEdit(number, other.day, other.version + 1, (Change(700, "809"),), reason="phone")
    with pytest.raises(EntityError, match=r"2026-10-29 of OFFIT, OLE was changed by somebody else"):
        desk.save([good, stale])
    assert desk.day(OFFICER, FRIDAY).entries == one.entries and told(office) == []
    assert [time.total for time in desk.save([good])] == [800]
    with pytest.raises(EntityError, match="changed by somebody else"):
        desk.save([good])


def test_tm_02_hours_on_an_unknown_code_are_refused_and_kept_where_they_came(
    office: Database,
) -> None:
    with pytest.raises(EntityError, match="Code 999 is not in force"):
        time(office, "off").enter(OFFICER, TODAY, [Change(800, "999")])
    with pytest.raises(EntityError, match="24 hours"):
        time(office, "off").enter(OFFICER, TODAY, [Change(2_400, "809"), Change(2_400, "611")])


def test_tm_02_time_on_a_case_is_charged_by_its_tin(office: Database) -> None:
    mine = time(office, "off")
    case = mine.case("12-3456789", TODAY)
    done = mine.enter(OFFICER, TODAY, [Change(300, "", case), Change(500, "809")])
    assert done.faults == () and done.cases[0].name == "DELTA FREIGHT LLC"
    assert done.cases[0].tin == "**-***6789"
    assert mine.day(OFFICER, TODAY, whole=True).cases[0].tin == "12-3456789"
    with pytest.raises(EntityError, match="No case has this TIN"):
        mine.case("999999999", TODAY)
    other = time(office, "mgr").enter(f"{GROUP}01", TODAY, [Change(800, "", case)])
    assert [fault.kind for fault in other.faults] == ["holder"]


def test_tm_02_the_site_says_how_small_a_part_of_an_hour_is(office: Database) -> None:
    set_option(office, SYSTEM, "time_increment", "25", Clock())
    own = time(office, "off")
    for hours in (710, 790, 805):
        with pytest.raises(EntityError, match=r"hours must be in steps of 0\.25"):
            own.enter(OFFICER, TODAY, [Change(hours, "809")])
    assert own.enter(OFFICER, TODAY, [Change(725, "809"), Change(75, "611")]).faults == ()


def test_se_03_time_outside_the_profile_is_not_told(office: Database) -> None:
    with pytest.raises(EntityError, match="Nobody in your profile"):
        time(office, "omgr").day(OFFICER, FRIDAY)
    with pytest.raises(EntityError, match="not an eight-digit"):
        time(office, "mgr").day("2703120", FRIDAY)


def test_se_04_looking_at_time_is_on_record(office: Database) -> None:
    time(office, "mgr").day(OFFICER, FRIDAY)
    place = office.path.with_name(f"{office.path.name}.audit") if office.sqlite else None
    if place is None:
        rows = query(office, "SELECT action, subject FROM audit.audit_entry")
    else:
        import sqlite3

        rows = sqlite3.connect(place).execute("SELECT action, subject FROM audit_entry").fetchall()
    assert ("view time", OFFICER) in [tuple(row) for row in rows]
