"""A month worked from its days to the quality analyst, on both databases (TM-08 to TM-14)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from entity_tui.domain.clock import fixed_clock
from entity_tui.domain.entity.daily_time import Change
from entity_tui.domain.entity.month_differences import not_compared
from entity_tui.domain.entity.month_end import HOURS, Part
from entity_tui.domain.entity.month_standing import State
from entity_tui.domain.entity.month_steps import StepKind
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.services.entity.designation import designate
from entity_tui.services.entity.month_end import MonthEnd
from entity_tui.services.entity.month_ground import MonthGround
from entity_tui.services.export_files import Outgoing
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.access import profile
from entity_tui.store.queries.entity import workers
from support.importing import load, query
from support.importing import write as write_extract
from support.month_office import (
    E6,
    GROUP,
    MONDAY,
    MONTH,
    OFFICER,
    OTHER,
    codes,
    months,
    time,
    viewer,
)


@pytest.fixture
def office(filled: Database) -> Database:
    return filled


def acts(database: Database) -> list[str]:
    """What was audited as done, in order."""
    found = query(
        database, "SELECT action FROM audit_entry WHERE action LIKE '% month' ORDER BY at"
    )
    return [row[0] for row in found]


def test_tm_08_a_month_goes_from_its_days_to_the_analyst(office: Database) -> None:
    manager, area = months(office, "mgr"), months(office, "area")
    view = months(office, "sec").generate(GROUP, MONTH)
    assert view.standing.state is State.GENERATED and "Who may: MANN, GRACE" in view.not_yours
    assert manager.show(GROUP, MONTH).not_yours == ""
    assert view.may == (StepKind.GENERATE,)
    assert manager.show(GROUP, MONTH).may == (StepKind.GENERATE, StepKind.APPROVE)
    assert area.show(GROUP, MONTH).may == (StepKind.FOLLOW_UP,)
    signed = manager.approve(GROUP, MONTH)
    assert signed.standing.approved and signed.standing.approved.name == "MANN, GRACE"
    assert signed.report and signed.standing.approved.digest == signed.report.digest
    assert months(office, "sec").transmit(GROUP, MONTH).standing.state is State.TRANSMITTED
    assert area.accept(GROUP, MONTH).standing.state is State.ACCEPTED
    other = months(office, "omgr")
    for act in (other.generate, other.approve, other.transmit):
        act(OTHER, MONTH)
    area.accept(OTHER, MONTH)
    analyst = months(office, "qual")
    assert analyst.validate("27", MONTH) is State.VALIDATED
    assert analyst.send("27", MONTH) is State.SENT
    rows = analyst.board(MONTH)
    assert [(r.unit, r.state.value, r.timing) for r in rows] == [
        (OTHER, "accepted", "on time"), (GROUP, "accepted", "on time"), ("27", "sent", "on time"),
    ]  # fmt: skip
    assert acts(office)[:4] == ["generate month", "approve month", "transmit month", "accept month"]
    with pytest.raises(EntityError, match="was sent"):
        area.send_back(GROUP, MONTH, "too late")


def test_tm_09_the_months_sums_are_the_days_and_case_time_counts_under_its_code(
    office: Database,
) -> None:
    view = months(office, "mgr").generate(GROUP, MONTH)
    assert view.hours(OFFICER, Part.CASE, "101") == 350
    assert view.hours(OFFICER, Part.CASE, "323") == 200, "a time-tracking subcode (TM-10)"
    assert view.hours(OFFICER, Part.CODE, "621") == 200
    assert view.hours(OFFICER, Part.TOTAL) == 25 * 800 == view.hours(OFFICER, Part.DUE)
    assert view.categories["code", "621"] == "informational"
    week = [time(office, "off").day(OFFICER, date(2026, 9, 28) + timedelta(days=n)).total
            for n in range(35)]  # fmt: skip
    assert sum(week) == view.hours(OFFICER, Part.TOTAL)
    assert view.modules.tdas == 2 and view.modules.tdis == 1
    share = 450 + 600 + 23 * 800
    assert view.hours(GROUP, Part.CTRS, "101") == 350 + round(share * 2 / 3)
    assert view.hours(GROUP, Part.CTRS, "201") == share - round(share * 2 / 3)
    assert view.hours(GROUP, Part.CTRS, "809") == 0
    assert view.total == 4 * 25 * 800 and view.unclassified == ()


@pytest.mark.parametrize(
    ("user", "act", "who"),
    [
        ("sec", lambda m: m.approve(GROUP, MONTH), r"MANN, GRACE \(group manager\) or ACTON, AVA"),
        ("area", lambda m: m.approve(GROUP, MONTH), r"MANN, GRACE \(group manager\)"),
        ("omgr", lambda m: m.generate(GROUP, MONTH), "outside your profile"),
        ("off", lambda m: m.show(GROUP, MONTH), "outside your profile"),
        ("terr", lambda m: m.generate(GROUP, MONTH), r"SEKU, SAM \(group secretary\)"),
        ("qual", lambda m: m.reopen(GROUP, MONTH, "x"), r"ACTON, AVA \(acting manager\)"),
        ("mgr", lambda m: m.accept(GROUP, MONTH), r"ARENS, ART \(area staff\)"),
        ("mgr", lambda m: m.send_back(GROUP, MONTH, "x"), r"ARENS, ART"),
        ("area", lambda m: m.review(GROUP, MONTH, "x"), r"TERRY, TESS \(territory manager\)"),
        ("area", lambda m: m.validate("27", MONTH), r"QUALE, QUIN \(quality analyst\)"),
    ],
)  # fmt: skip
def test_tm_08_a_refusal_names_who_may_and_nothing_is_done(
    office: Database, user: str, act: Callable[[MonthEnd], object], who: str
) -> None:
    with pytest.raises(EntityError, match=who):
        act(months(office, user))
    assert query(office, "SELECT * FROM month_step") == []


def test_tm_08_approval_waits_for_the_months_end_the_days_and_a_fresh_report(
    office: Database, tmp_path: Path
) -> None:
    manager = months(office, "mgr")
    with pytest.raises(EntityError, match="generate the report first"):
        manager.approve(GROUP, MONTH)
    manager.generate(GROUP, MONTH)
    with pytest.raises(EntityError, match="ends on Fri 10/30/26"):
        months(office, "mgr", date(2026, 10, 30)).approve(GROUP, MONTH)
    days = time(office, "mgr")
    on = date(2026, 10, 6)
    days.correct(OFFICER, on, [Change(0, "809"), Change(800, "611")], "wrong code")
    with pytest.raises(EntityError, match=r"has changed since report 1 .*generate again"):
        manager.approve(GROUP, MONTH)
    assert manager.show(GROUP, MONTH).stale and manager.board(MONTH)[0].stale
    view = manager.generate(GROUP, MONTH)
    assert view.report and view.report.n == 2 and not view.stale and view.report.corrections == 1
    number = query(office, "SELECT employee_id FROM employee WHERE user_id = 'off'")[0][0]
    with office.write() as connection:
        Raw(connection).execute(
            "DELETE FROM time_entry WHERE employee_id = ? AND day = ?", (number, "2026-10-07")
        )
    manager.generate(GROUP, MONTH)
    with pytest.raises(EntityError, match=r"OFFIT, OLE 10/07/26 no time\."):
        manager.approve(GROUP, MONTH)
    days.enter(OFFICER, date(2026, 10, 7), [Change(700, "809")])
    manager.generate(GROUP, MONTH)
    with pytest.raises(EntityError, match=r"OFFIT, OLE 10/07/26 not finalised\."):
        manager.approve(GROUP, MONTH)
    days.finalise(OFFICER, date(2026, 10, 7), "left early, leave not yet booked")
    signed = manager.approve(GROUP, MONTH)
    assert [(f.unit, f.told) for f in signed.unbalanced] == [(OFFICER, "1.0 short of 8.0")]


def test_tm_08_an_approved_month_is_locked_until_it_is_reopened_with_a_reason(
    office: Database,
) -> None:
    manager, days = months(office, "mgr"), time(office, "mgr")
    manager.generate(GROUP, MONTH)
    manager.approve(GROUP, MONTH)
    on = date(2026, 10, 6)
    with pytest.raises(EntityError, match="approved by MANN, GRACE"):
        days.correct(OFFICER, on, [Change(700, "809")], "late")
    with pytest.raises(EntityError, match="is locked; reopen it first"):
        manager.generate(GROUP, MONTH)
    with pytest.raises(EntityError, match="Say why"):
        manager.reopen(GROUP, MONTH, "  ")
    view = months(office, "act").reopen(GROUP, MONTH, "an hour of leave")
    assert view.standing.state is State.REOPENED and view.steps[-1].note == "an hour of leave"
    days.correct(OFFICER, on, [Change(700, "809")], "late")
    manager.generate(GROUP, MONTH)
    assert manager.approve(GROUP, MONTH).report.n == 2  # type: ignore[union-attr]


def test_tm_08_what_the_area_sends_back_is_open_due_and_followed_up(office: Database) -> None:
    manager, area = months(office, "mgr"), months(office, "area")
    manager.generate(GROUP, MONTH)
    manager.approve(GROUP, MONTH)
    with pytest.raises(EntityError, match="it is approved"):
        area.accept(GROUP, MONTH)
    manager.transmit(GROUP, MONTH)
    view = area.send_back(GROUP, MONTH, "809 looks wrong")
    assert view.standing.state is State.RETURNED and view.standing.due == date(2026, 11, 3)
    assert time(office, "mgr").correct(OFFICER, date(2026, 10, 6), [Change(700, "809")], "x").local
    territory = months(office, "terr")
    assert territory.board(MONTH)[1].follow_ups == 1
    reviewed = territory.review(GROUP, MONTH, "talked with the manager")
    assert reviewed.standing.follow_ups == ()
    late = months(office, "area", date(2026, 11, 6))
    assert late.board(MONTH)[1].timing == "late"
    assert (GROUP, "not transmitted by 11/03/26") in late.area("27", MONTH).follow_ups


def test_tm_09_a_report_is_made_again_after_days_and_cases_have_changed(
    office: Database, tmp_path: Path
) -> None:
    manager = months(office, "mgr")
    manager.generate(GROUP, MONTH)
    first = manager.again(GROUP, MONTH)
    assert first.reproduces and first.untouched and first.changed == () and first.later_runs == ()
    time(office, "act").correct(
        OFFICER, date(2026, 10, 1), [Change(400, "809"), Change(50, "611")], "half an hour"
    )
    newer = [f"{OFFICER}|2026-10-06|611|8.0", f"{GROUP}01|2026-10-06|611|7.0",
             f"{GROUP}01|2026-10-06|999|1.0"]  # fmt: skip
    codes(office, tmp_path, newer, date(2026, 11, 1))
    with office.write() as connection:
        Raw(connection).execute("UPDATE field_case SET subcode = ''")
        Raw(connection).execute("UPDATE obligation SET closed_on = '2026-10-01'")
    again = manager.again(GROUP, MONTH)
    assert again.reproduces and again.undone == 2 and len(again.later_runs) == 1
    changed = {key: (then, now) for key, then, now in again.changed}
    assert changed[OFFICER, "code", "611"] == (0, 850)
    assert changed[OFFICER, "code", "809"] == (450 + 600 + 23 * 800, 400 + 600 + 22 * 800)
    assert changed[f"{GROUP}01", "code", "999"] == (0, 100)
    assert not any(part == "case" for _, part, _ in changed)
    view = manager.generate(GROUP, MONTH)
    assert view.hours(OFFICER, Part.CASE, "unclassified") == 550
    assert {f.line for f in view.unclassified} == {"unclassified", "999"}
    assert manager.again(GROUP, MONTH).reproduces and manager.again(GROUP, MONTH, 1).reproduces
    second = date(2026, 10, 6)
    assert {(one.unit, one.told, one.hours, one.days) for one in view.unknown} == {
        (f"{GROUP}01", "code 999", 100, (second,)),
        (OFFICER, "DELTA FREIGHT LLC **-***6789", 350, (date(2026, 10, 1),)),
        (OFFICER, "ESTATE LLC **-***2222", 200, (date(2026, 10, 2),)),
    }
    with office.write() as connection:
        Raw(connection).execute("UPDATE field_case SET assignment = ?", (f"{OTHER}07",))
    told = {one.told for one in manager.show(GROUP, MONTH).unknown}
    assert told == {"code 999", "a case outside your profile"}


def test_tm_09_a_figure_that_was_tampered_with_is_not_signed(office: Database) -> None:
    manager = months(office, "mgr")
    manager.generate(GROUP, MONTH)
    with office.write() as connection:
        Raw(connection).execute("UPDATE month_figure SET hours = hours + 1 WHERE part = 'ctrs'")
    with pytest.raises(EntityError, match="not those that were generated"):
        manager.approve(GROUP, MONTH)
    assert not manager.again(GROUP, MONTH).untouched
    failed = [c.name for c in months(office, "qual").checks("27", MONTH) if not c.passed]
    assert "signed figures" in failed


def test_tm_12_differences_from_the_month_end_extract_are_listed_in_what_is_signed(
    office: Database, tmp_path: Path
) -> None:
    manager = months(office, "mgr")
    assert not manager.show(GROUP, MONTH).told
    manager.generate(GROUP, MONTH)
    lines = [f"202610|{OFFICER}|TIN|hours|5.5", f"202610|{OFFICER}|809|hours|195.5",
             f"202610|{OFFICER}|621|hours|2.0", f"202610|{GROUP}01|611|hours|200.0",
             f"202610|{GROUP}02|611|hours|200.0", f"202610|{GROUP}03|611|hours|200.0",
             f"202610|{OFFICER}|CASES|count|2"]  # fmt: skip
    load(office, "e6", write_extract(tmp_path / "e6.dat", E6, lines))
    with pytest.raises(EntityError, match="generate again"):
        manager.approve(GROUP, MONTH)
    view = manager.generate(GROUP, MONTH)
    (found,) = view.differences
    assert (found.unit, found.line, found.ours, found.told) == (OFFICER, "809", 19450, 19550)
    assert manager.approve(GROUP, MONTH).differences == view.differences
    checks = {c.name: c for c in months(office, "qual").checks("27", MONTH)}
    (told,) = checks["month-end extract"].exceptions
    assert (told.unit, told.name) == (
        OFFICER,
        "OFFIT, OLE",
    ) and told.told == "809: 194.5 here, 195.5 told"


def test_tm_12_inventory_and_activity_are_compared_where_the_extract_counts_them(
    office: Database, tmp_path: Path
) -> None:
    lines = [f"202610|{OFFICER}|CASES|count|2", f"202610|{OFFICER}|TDAS|count|3",
             f"202610|{OFFICER}|Received|count|0", f"202610|{GROUP}|TDIS|count|1",
             f"202610|{OFFICER}|LETTERS|count|9"]  # fmt: skip
    load(office, "e6", write_extract(tmp_path / "e6.dat", E6, lines))
    manager = months(office, "mgr")
    view = manager.generate(GROUP, MONTH)
    assert [(d.unit, d.line, d.ours, d.told, d.count) for d in view.differences] == [
        (OFFICER, "TDAS", 200, 300, True)
    ]
    assert not_compared(view.figures) == ("LETTERS",)
    with office.write() as connection:
        Raw(connection).execute("UPDATE obligation SET closed_on = '2026-11-02'")
    again = manager.again(GROUP, MONTH)
    assert again.reproduces and not manager.show(GROUP, MONTH).stale, "inventory moves on"
    manager.approve(GROUP, MONTH)
    checks = {c.name: c for c in months(office, "qual").checks("27", MONTH)}
    assert checks["reproduces"].passed
    assert [e.told for e in checks["month-end extract"].exceptions] == ["TDAS: 2 here, 3 told"]


def test_tm_14_the_analyst_is_stopped_by_what_is_grave_and_told_the_rest(office: Database) -> None:
    analyst = months(office, "qual")
    with pytest.raises(EntityError, match=f"accepted: {OTHER} is open; and 1 more"):
        analyst.validate("27", MONTH)
    with pytest.raises(EntityError, match="validate it first"):
        analyst.send("27", MONTH)
    for user, group in (("mgr", GROUP), ("omgr", OTHER)):
        group_months = months(office, user)
        for act in (group_months.generate, group_months.approve, group_months.transmit):
            act(group, MONTH)
        months(office, "area").accept(group, MONTH)
    found = {check.name: check for check in analyst.checks("27", MONTH)}
    without = found.pop("month-end extract")
    assert [one.told for one in without.exceptions] == [
        "no month-end extract (E6) was received"
    ] * 2
    assert not without.grave and all(check.passed for check in found.values())
    analyst.validate("27", MONTH)
    months(office, "area").send_back(GROUP, MONTH, "wrong")
    with pytest.raises(EntityError, match="changed since it was validated"):
        analyst.send("27", MONTH)


def test_tm_08_time_stays_with_the_group_it_was_charged_in(office: Database) -> None:
    with office.write() as connection:
        raw = Raw(connection)
        (number,) = raw.one("SELECT employee_id FROM employee WHERE user_id = 'off'") or (0,)
        raw.execute("UPDATE employee_assignment SET until = '2026-10-12' WHERE employee_id = ?",
                    (number,))  # fmt: skip
        raw.execute("INSERT INTO employee_assignment (employee_id, start, assignment) "
                    "VALUES (?, '2026-10-12', ?)", (number, f"{OTHER}07"))  # fmt: skip
        raw.execute("UPDATE time_entry SET assignment = ? WHERE employee_id = ? AND "
                    "day >= '2026-10-12'", (f"{OTHER}07", number))  # fmt: skip
    one, other = months(office, "mgr").show(GROUP, MONTH), months(office, "omgr").show(OTHER, MONTH)
    assert one.hours(OFFICER, Part.TOTAL) == 10 * 800 == one.hours(OFFICER, Part.DUE)
    assert other.hours(f"{OTHER}07", Part.TOTAL, HOURS) == 15 * 800
    assert one.blockers == () and other.blockers == ()


def test_tm_08_whom_it_does_not_concern_sees_no_month(office: Database) -> None:
    advisory = MonthEnd(office, Viewer("x", "X", ()), ReadAudit(office), MONDAY)
    assert advisory.board(MONTH) == ()
    for ask in (lambda: advisory.area("27", MONTH), lambda: advisory.show(GROUP, MONTH)):
        with pytest.raises(EntityError, match="outside your profile"):
            ask()
    with pytest.raises(EntityError, match="not a month"):
        months(office, "mgr").show(GROUP, "2026-13")
    with pytest.raises(EntityError, match="not a group"):
        months(office, "mgr").show("27", MONTH)
    assert viewer("mgr").scope.prefixes == (GROUP,)


def test_tm_08_every_look_is_recorded_and_so_is_every_act(office: Database) -> None:
    told: list[tuple[str, str]] = []

    class Told(ReadAudit):
        def record(self, viewer: Viewer, action: str, subject: str = "", **facts: object) -> None:
            told.append((action, subject))

    manager = MonthEnd(office, viewer("mgr"), Told(office), fixed_clock(MONDAY))
    manager.show(GROUP, MONTH)
    manager.board(MONTH)
    manager.generate(GROUP, MONTH)
    assert told == [("view month", GROUP), ("view months", ""), ("view month", GROUP)]
    assert acts(office) == ["generate month"]


def test_tm_08_steps_hold_who_when_and_about_which_report(office: Database) -> None:
    manager = months(office, "mgr")
    manager.generate(GROUP, MONTH)
    manager.generate(GROUP, MONTH)
    steps = manager.approve(GROUP, MONTH).steps
    assert [(s.step, s.n, s.user, s.on_day) for s in steps] == [
        (StepKind.GENERATE, 1, "mgr", MONDAY), (StepKind.GENERATE, 2, "mgr", MONDAY),
        (StepKind.APPROVE, 2, "mgr", MONDAY),
    ]  # fmt: skip


def test_tm_10_files_for_ctrs_leave_from_approved_months_as_they_were_signed(
    office: Database, tmp_path: Path
) -> None:
    out = Outgoing(office, viewer("area"), ReadAudit(office), fixed_clock(MONDAY))
    manager = months(office, "mgr")
    manager.generate(GROUP, MONTH)
    manager.approve(GROUP, MONTH)
    with pytest.raises(EntityError, match=f"not approved by {OTHER}; --unapproved"):
        out.ctrs(MONTH, "", tmp_path)
    assert not list(tmp_path.glob("*.dat"))
    (marked, *_) = out.ctrs(MONTH, "", tmp_path, unapproved=True)
    assert "|UNAPPROVED|202610" in marked.path.read_text().splitlines()[0]
    (time_file, *_) = out.ctrs(MONTH, GROUP, tmp_path)
    lines = time_file.path.read_text().splitlines()
    assert lines[0] == "HEADER|2026-10-30|202610"
    hours = {tuple(line.split("|")[2:4]): line.split("|")[4] for line in lines[1:-1]}
    misc = 450 + 600 + 23 * 800
    tda = round(misc * 2 / 3)
    assert hours[OFFICER, "101"] == f"{(350 + tda) / 100:.2f}"
    assert hours[OFFICER, "201"] == f"{(misc - tda) / 100:.2f}"
    assert hours[OFFICER, "323"] == "2.00" and (OFFICER, "809") not in hours
    view = manager.show(GROUP, MONTH)
    told = {f.line: f.hours for f in view.figures if f.part == Part.CTRS}
    for line, count in told.items():
        summed = sum(round(float(h) * 100) for (_, code), h in hours.items() if code == line)
        assert summed == count, line


def test_tm_14_form_4872_has_the_signed_months_and_what_has_no_line(office: Database) -> None:
    manager = months(office, "mgr")
    manager.generate(GROUP, MONTH)
    empty = months(office, "qual").form_4872("27", MONTH)
    assert empty.unsigned == (OTHER, GROUP) and sum(line.hours for line in empty.lines) == 0
    signed = manager.approve(GROUP, MONTH)
    found = months(office, "qual").form_4872("27", MONTH)
    assert found.signed == (GROUP,) and found.unsigned == (OTHER,)
    hours = {line.code or line.codes[0]: line.hours for line in found.lines}
    assert hours["101"] == signed.hours(GROUP, Part.CTRS, "101") and hours["621"] == 200
    assert [(line.meaning, line.codes) for line in found.lines if not line.code] == [
        ("no line", ("323",))
    ]
    assert sum(hours.values()) == sum(f.hours for f in signed.figures if f.part == Part.CTRS)


def test_tm_09_a_day_is_closed_for_the_month_as_it_is_for_the_desks(
    office: Database, tmp_path: Path
) -> None:
    """Extracts that call a day unfinished, days entered here, finalised here, awaited, nothing."""
    days, start, end = time(office, "mgr"), date(2026, 9, 28), date(2026, 11, 1)
    days.correct(OFFICER, date(2026, 10, 6), [Change(700, "809")], "x")
    with office.write() as connection:
        raw = Raw(connection)
        raw.execute("UPDATE time_day SET e8_open = 1 WHERE day = '2026-10-08'")
        raw.execute("UPDATE time_day SET conflict = 1 WHERE day = '2026-10-09'")
        raw.execute("DELETE FROM time_entry WHERE day = '2026-10-13'")
    days.enter(OFFICER, date(2026, 10, 13), [Change(800, "809")])
    with office.read() as connection:
        ground = MonthGround(Raw(connection), viewer("qual"), MONDAY, MONTH)
        for group, now in ground.groups("27").items():
            facts = {(fact.unit, fact.day): fact for fact in now.days}
            for stint in workers.stints(ground.raw, ground.viewer, group, start, end):
                for one in ground.time.days([stint], start, end):
                    fact = facts.get((one.worker.assignment, one.day))
                    assert fact or not (one.due or one.entries)
                    if fact:
                        assert (fact.due, fact.total, fact.entries, fact.finalised,
                                fact.conflict, fact.awaited) == (
                            one.due, one.total, bool(one.entries), one.finalised, one.conflict,
                            one.awaited)  # fmt: skip


def test_tm_06_somebody_designated_generates_and_does_not_sign(office: Database) -> None:
    designate(office, viewer("mgr"), GROUP, "off", MONDAY, date(2026, 11, 9), MONDAY)
    with office.read() as connection:
        looking = profile(Raw(connection), "off", "tester", MONDAY)
    assert looking is not None
    own = MonthEnd(office, looking, ReadAudit(office), fixed_clock(MONDAY))
    assert own.show(GROUP, MONTH).may == (StepKind.GENERATE,)
    assert own.generate(GROUP, MONTH).report is not None
    with pytest.raises(EntityError, match=r"Who may: MANN, GRACE \(group manager\)"):
        own.approve(GROUP, MONTH)
    later = MonthEnd(office, looking, ReadAudit(office), fixed_clock(date(2026, 11, 9)))
    assert later.show(GROUP, MONTH).may == ()
    with pytest.raises(EntityError, match="Who may"):
        later.generate(GROUP, MONTH)
