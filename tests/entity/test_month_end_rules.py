"""The month's figures, their division, differences, steps and who may (TM-08 to TM-14)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.calendar import Calendar
from entity_tui.domain.entity import daily_time
from entity_tui.domain.entity.duty_separation import Designation, Somebody
from entity_tui.domain.entity.form_4872 import form_4872, read_lines, tracked_subcodes
from entity_tui.domain.entity.month_days import DayFact, blockers, in_words, unbalanced
from entity_tui.domain.entity.month_differences import Difference, differences, told_at_all
from entity_tui.domain.entity.month_end import (
    HOURS,
    UNCLASSIFIED,
    CaseFacts,
    Charged,
    Figure,
    Modules,
    Part,
    as_before,
    by_line,
    category,
    classifier,
    counts_under,
    digest_of,
    divided,
    divided_among,
    inputs_of,
    report_figures,
    sums,
    totals,
    translated,
)
from entity_tui.domain.entity.month_shares import shares
from entity_tui.domain.entity.month_standing import (
    State,
    due_day,
    follow_ups,
    may_step,
    opened_again,
    out_of_turn,
    refusal,
    standing,
    steps_open,
    was_late,
)
from entity_tui.domain.entity.month_steps import Step, StepKind, lock
from entity_tui.domain.entity.month_unknown import unknown_hours
from entity_tui.domain.entity.time_codes import TimeCode, TimeCodes
from entity_tui.domain.viewer import Grant, Role, Viewer

GROUP = "270112"
CODES = TimeCodes((
    TimeCode("101", "TDA", "direct", True), TimeCode("201", "TDI", "direct", True),
    TimeCode("809", "Misc", "non-case direct", True), TimeCode("710", "Credit", "other", True),
    TimeCode("611", "Admin", "non-case direct", True),
    TimeCode("621", "Field", "informational", False, until=date(2026, 10, 15)),
    TimeCode("621", "Field", "overhead", True, start=date(2026, 10, 15)),
))  # fmt: skip
CALENDAR = Calendar()
OCTOBER = CALENDAR.month("2026-10")
TRACKED = frozenset({"323"})

_entries = st.lists(
    st.builds(
        Charged,
        employee_id=st.integers(1, 4),
        day=st.dates(OCTOBER.start, OCTOBER.end + timedelta(days=2)),
        unit=st.sampled_from([f"{GROUP}{n:02d}" for n in (1, 7, 8)]),
        case_id=st.sampled_from([0, 0, 11, 12, 13, 14]),
        code=st.sampled_from(["", "101", "323", "621", "809", "810", "999"]),
        hours=st.integers(1, 2400),
    ),
    max_size=60,
).map(lambda found: [e for e in found if e.case_id or e.code])
CASES = {11: CaseFacts("323", True), 12: CaseFacts("", True, True), 13: CaseFacts(tdi=True)}
_modules = st.builds(Modules, st.integers(0, 400), st.integers(0, 400))


@given(_entries)
def test_tm_09_the_sums_of_the_month_equal_the_days_exactly(entries: list[Charged]) -> None:
    figures = list(sums(entries, classifier(CASES, TRACKED), CODES))
    assert len({figure.key for figure in figures}) == len(figures)
    days: Counter[str] = Counter()
    whole: dict[tuple[str, date], list[daily_time.Entry]] = {}
    for e in entries:
        whole.setdefault((e.unit, e.day), []).append(daily_time.Entry(e.hours, e.code, e.case_id))
    for (unit, on), found in whole.items():
        days[unit] += daily_time.total(found, CODES, on)
    assert totals(figures, Part.TOTAL) == +days
    charged: Counter[str] = Counter()
    for e in entries:
        charged[e.unit] += e.hours
    cases, codes = totals(figures, Part.CASE), totals(figures, Part.CODE)
    assert {u: cases.get(u, 0) + codes.get(u, 0) for u in charged} == dict(charged)
    assert totals(figures, Part.EACH) == cases
    assert sum(by_line(figures).values()) == sum(charged.values())


@given(_entries, _modules)
def test_tm_09_a_report_is_made_again_from_what_it_keeps(
    entries: list[Charged], modules: Modules
) -> None:
    def made(under: object) -> tuple[Figure, ...]:
        return report_figures(GROUP, list(sums(entries, under, CODES)), {}, (), modules)  # type: ignore[arg-type]

    first = made(classifier(CASES, TRACKED))
    changed = classifier({11: CaseFacts("", tdi=True)}, frozenset())
    again = made(as_before(first, changed))
    assert again == first
    assert digest_of(GROUP, "2026-10", modules, again) == digest_of(
        GROUP, "2026-10", modules, first
    )


@pytest.mark.parametrize(
    ("code", "facts", "under"),
    [
        ("", CaseFacts("323", True), "323"), ("101", CaseFacts("323"), "323"),
        ("", CaseFacts("604", True, True), "101"), ("", CaseFacts(tdi=True), "201"),
        ("555", CaseFacts("604", True), "555"), ("", CaseFacts(), UNCLASSIFIED),
        ("", None, UNCLASSIFIED), ("201", None, "201"),
    ],
)  # fmt: skip
def test_tm_10_time_on_a_case_counts_under_its_time_tracking_subcode_first(
    code: str, facts: CaseFacts | None, under: str
) -> None:
    assert counts_under(code, facts, TRACKED) == under


def test_tm_13_unknown_codes_are_kept_and_unclassified() -> None:
    on = OCTOBER.end
    assert category(Part.CODE, "999", CODES, on, TRACKED) == UNCLASSIFIED
    assert category(Part.CASE, UNCLASSIFIED, CODES, on, TRACKED) == UNCLASSIFIED
    assert category(Part.CASE, "323", CODES, on, TRACKED) == "direct"
    assert category(Part.CODE, "323", CODES, on, TRACKED) == UNCLASSIFIED
    entries = [Charged(1, OCTOBER.start, f"{GROUP}07", 0, "999", 150)]
    assert Figure(f"{GROUP}07", Part.CODE, "999", 150) in list(sums(entries, lambda *_: "", CODES))


@given(st.integers(0, 10**7), _modules.filter(lambda m: m.tdas + m.tdis))
def test_809_is_divided_by_largest_remainder_and_no_hundredth_is_lost(
    hours: int, modules: Modules
) -> None:
    tda, tdi = divided(hours, modules)
    assert tda + tdi == hours and tda >= 0 and tdi >= 0
    exact = hours * modules.tdas / (modules.tdas + modules.tdis)
    assert abs(tda - exact) <= 0.5 + 1e-6


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 20_000)),
    _modules.filter(lambda m: m.tdas + m.tdis),
)
def test_809_divided_among_employees_is_the_groups_division(
    hours: dict[str, int], modules: Modules
) -> None:
    found = divided_among(hours, modules)
    assert all(sum(found[unit]) == n and min(found[unit]) >= 0 for unit, n in hours.items())
    both = tuple(sum(part[i] for part in found.values()) for i in (0, 1))
    assert both == (divided(sum(hours.values()), modules) if hours else (0, 0))


def test_809_stays_where_the_group_has_neither_tda_nor_tdi() -> None:
    assert translated({"809": 150, "101": 20}, Modules()) == {"809": 150, "101": 20}
    assert "not divided" in Modules().told
    assert translated({"809": 100, "101": 20}, Modules(1, 2)) == {"101": 53, "201": 67}
    assert translated({"809": 1}, Modules(1, 1)) == {"101": 1}, "of equal remainders 101 takes it"


@given(_entries, _entries)
def test_tm_09_the_digest_of_the_inputs_knows_every_change(
    one: list[Charged], other: list[Charged]
) -> None:
    def key(e: Charged) -> tuple[object, ...]:
        return (e.employee_id, e.day, e.unit, e.case_id, e.code, e.hours)

    same = sorted(map(key, one)) == sorted(map(key, other))
    assert (inputs_of(one, {}, ()) == inputs_of(other, {}, ())) is same
    assert inputs_of(reversed(one), {}, ()) == inputs_of(one, {}, ())
    assert inputs_of(one, {"a": 800}, ()) != inputs_of(one, {}, ())
    told = [Figure(GROUP, Part.TOLD, "809", 1)]
    assert inputs_of(one, {}, told) != inputs_of(one, {}, ())


def test_tm_12_each_difference_is_told_to_employee_and_code() -> None:
    a, b = f"{GROUP}07", f"{GROUP}08"
    ours = [Figure(a, "case", "101", 300), Figure(a, "case", "323", 200),
            Figure(a, "code", "809", 100), Figure(b, "code", "809", 50)]  # fmt: skip
    told = [Figure(a, "told", "TIN", 500), Figure(a, "told", "809", 150),
            Figure(b, "told", "611", 10), Figure(GROUP, "told", "TIN", 500),
            Figure(GROUP, "told", "809", 150), Figure(GROUP, "told", "810", 7)]  # fmt: skip
    assert differences(GROUP, [*ours, *told]) == (
        Difference(a, "809", 100, 150),
        Difference(b, "611", 0, 10),
        Difference(b, "809", 50, None),
        Difference(GROUP, "810", 0, 7),
    )
    assert differences(GROUP, ours) == () and not told_at_all(ours)
    only_group = [*ours, Figure(GROUP, "told", "809", 151), Figure(GROUP, "told", "TIN", 500)]
    assert differences(GROUP, only_group) == (Difference(GROUP, "809", 150, 151),)


# --- days -----------------------------------------------------------------------------------------


def fact(day: int, **more: object) -> DayFact:
    values = {"due": 800, "total": 800, "entries": True, "finalised": True, **more}
    return DayFact(f"{GROUP}07", "CHEN, LINDA", date(2026, 10, day), **values)  # type: ignore[arg-type]


def test_tm_08_missing_and_open_days_conflicts_and_awaited_ones_stop_the_approval() -> None:
    days = [
        fact(1), fact(2, entries=False, total=0), fact(5, finalised=False), fact(6, conflict=True),
        fact(7, awaited=True), fact(3, due=0, entries=False, total=0),
        fact(4, due=0, finalised=False), fact(29, entries=False, total=0),
    ]  # fmt: skip
    found = blockers(days, date(2026, 10, 29))
    assert [(f.kind, f.day.day) for f in found] == [
        ("missing", 2), ("open", 5), ("conflict", 6), ("awaited", 7), ("open", 4),
    ]  # fmt: skip
    told = in_words(found)
    assert told == (
        "CHEN, LINDA 10/02/26 no time; CHEN, LINDA 10/05/26 not finalised; "
        "CHEN, LINDA 10/06/26 conflict with an extract; and 2 more"
    )


def test_tm_08_short_and_over_days_are_listed_beside() -> None:
    days = [fact(1), fact(2, total=650), fact(5, total=900), fact(6, total=900, beyond=100),
            fact(7, total=0, entries=False)]  # fmt: skip
    found = unbalanced(days, date(2026, 11, 2))
    assert [(f.kind, f.told) for f in found] == [
        ("short", "1.5 short of 8.0"),
        ("over", "1.0 over 8.0"),
    ]


@given(_entries)
def test_tm_13_unclassified_hours_are_told_to_employee_case_code_and_day(
    entries: list[Charged],
) -> None:
    figures = list(sums(entries, classifier(CASES, TRACKED), CODES))
    categories = {(f.part, f.line): category(f.part, f.line, CODES, OCTOBER.end, TRACKED)
                  for f in figures}  # fmt: skip
    found = unknown_hours(figures, categories, entries)
    assert sum(one.hours for one in found) == sum(
        f.hours for f in figures
        if f.part in (Part.CASE, Part.CODE) and categories[f.part, f.line] == "unclassified"
    )  # fmt: skip
    under = classifier(CASES, TRACKED)
    for one in found:
        of_it = [e for e in entries if (e.unit, e.case_id) == (one.unit, one.case_id)
                 and (under(e.case_id, e.code) if e.case_id else e.code)
                 == (one.code or "unclassified")]  # fmt: skip
        assert one.hours == sum(e.hours for e in of_it)
        assert list(one.days) == sorted({e.day for e in of_it})
    assert unknown_hours(figures, categories, []) == tuple(replace(o, days=()) for o in found)


# --- steps ----------------------------------------------------------------------------------------


def step(kind: StepKind, on: date, name: str = "RIVERA", note: str = "") -> Step:
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return Step(kind, 1, at, on, name.lower(), name, "d" * 64, note)


MONDAY = date(2026, 11, 2)
G, A, U, T, R, C = (StepKind.GENERATE, StepKind.APPROVE, StepKind.REOPEN, StepKind.TRANSMIT,
                    StepKind.RETURN, StepKind.ACCEPT)  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "today", "state", "following", "due", "timing"),
    [
        ((), MONDAY, State.OPEN, G, MONDAY, "due today"),
        ((), MONDAY - timedelta(3), State.OPEN, G, MONDAY, "ahead"),
        ((G,), MONDAY + timedelta(1), State.GENERATED, A, MONDAY, "late"),
        ((G, A), MONDAY, State.APPROVED, T, date(2026, 11, 4), "ahead"),
        ((G, A, U), MONDAY, State.REOPENED, G, MONDAY, "due today"),
        ((G, A, T), date(2026, 11, 5), State.TRANSMITTED, C, date(2026, 11, 4), "late"),
        ((G, A, T, R), MONDAY, State.RETURNED, G, date(2026, 11, 3), "ahead"),
        ((G, A, T, C), date(2026, 11, 9), State.ACCEPTED, None, None, "on time"),
    ],
)  # fmt: skip
def test_tm_08_a_month_stands_where_its_steps_left_it(
    kinds: tuple[StepKind, ...], today: date, state: State, following: StepKind | None,
    due: date | None, timing: str,
) -> None:  # fmt: skip
    found = standing([step(kind, MONDAY) for kind in kinds], OCTOBER, CALENDAR, today)
    assert (found.state, found.next, found.due, found.timing) == (state, following, due, timing)


def test_tm_08_what_was_sent_back_is_due_the_business_day_after() -> None:
    friday = date(2026, 11, 6)
    steps = [step(G, MONDAY), step(A, MONDAY), step(T, MONDAY), step(R, friday, note="809 wrong")]
    found = standing(steps, OCTOBER, CALENDAR, friday)
    assert found.due == date(2026, 11, 9) and found.approved is None
    steps += [step(G, date(2026, 11, 9)), step(A, date(2026, 11, 9)), step(T, date(2026, 11, 10))]
    assert not was_late(5, steps, OCTOBER, CALENDAR) and was_late(6, steps, OCTOBER, CALENDAR)
    assert due_day(StepKind.ACCEPT, steps, OCTOBER, CALENDAR) == date(2026, 11, 9)
    assert lock(steps) is not None


@pytest.mark.parametrize(
    ("kinds", "undone"),
    [
        ([], None), ([G], None), ([G, A], None), ([G, A, U], U), ([G, A, T, U], U),
        ([G, A, T, R], R), ([G, A, T, C, R], R), ([G, A, U, G], None), ([G, A, U, G, A], None),
        ([G, A, U, G, A, U], U), ([G, A, T, R, StepKind.FOLLOW_UP, StepKind.REVIEW], R),
    ],
)  # fmt: skip
def test_tm_08_a_signature_that_was_undone_is_told_until_a_new_report_is_made(
    kinds: list[StepKind], undone: StepKind | None
) -> None:
    steps = [step(kind, MONDAY, name=f"{kind.value} {n}") for n, kind in enumerate(kinds)]
    found = opened_again(steps)
    assert (found and found[1].step) == undone
    last = max((n for n, kind in enumerate(kinds) if kind is A), default=0)
    assert found is None or (found[0].step, found[0].name) == (A, f"approve {last}")


def test_tm_08_late_and_wrong_ones_are_followed_up_until_reviewed() -> None:
    late = date(2026, 11, 6)
    steps = [step(G, MONDAY), step(A, MONDAY), step(T, late), step(R, late, note="809 wrong"),
             step(StepKind.FOLLOW_UP, late, note="call")]  # fmt: skip
    assert follow_ups(steps, OCTOBER, CALENDAR, late) == (
        "transmitted late, 11/06/26", "sent back 11/06/26: 809 wrong", "11/06/26 call",
    )  # fmt: skip
    steps.append(step(StepKind.REVIEW, late, note="discussed"))
    assert follow_ups(steps, OCTOBER, CALENDAR, late) == ()
    assert follow_ups([], OCTOBER, CALENDAR, late) == ("not transmitted by 11/04/26",)


@pytest.mark.parametrize(
    ("kind", "state", "told"),
    [
        (A, State.GENERATED, ""), (A, State.OPEN, "it is open: generate the report first"),
        (A, State.APPROVED, "it is approved already"),
        (A, State.ACCEPTED, "it is accepted already"),
        (A, State.RETURNED, "it is returned: generate the report first"),
        (T, State.GENERATED, "it is generated: it is not approved"), (G, State.RETURNED, ""),
        (G, State.APPROVED, "it was approved by RIVERA and is locked; reopen it first"),
        (U, State.ACCEPTED, "it is with the area, which must send it back first"),
        (R, State.APPROVED, "it is approved"), (R, State.ACCEPTED, ""), (C, State.TRANSMITTED, ""),
        (StepKind.REVIEW, State.OPEN, ""),
    ],
)  # fmt: skip
def test_tm_08_steps_are_done_in_turn(kind: StepKind, state: State, told: str) -> None:
    signed = step(A, MONDAY) if state is State.APPROVED else None
    assert out_of_turn(kind, state, signed) == told


def viewer(role: Role, prefix: str, start: date = date.min, end: date | None = None) -> Viewer:
    return Viewer("me", "ME", (Grant(role, prefix, start, end),))


@pytest.mark.parametrize(
    ("role", "prefix", "may"),
    [
        (Role.GROUP_MANAGER, GROUP, {G, A, U, T}), (Role.ACTING_MANAGER, GROUP, {G, A, U, T}),
        (Role.SECRETARY, GROUP, {G, T}), (Role.GROUP_MANAGER, "270111", set()),
        (Role.GROUP_MANAGER, "2701", set()), (Role.REVENUE_OFFICER, GROUP, set()),
        (Role.TERRITORY_MANAGER, "2701", {StepKind.REVIEW}), (Role.TERRITORY_MANAGER, "27", set()),
        (Role.AREA_STAFF, "27", {R, C, StepKind.FOLLOW_UP}), (Role.AREA_STAFF, "26", set()),
        (Role.AREA_STAFF, "", set()), (Role.QUALITY_ANALYST, "", {StepKind.VALIDATE,
        StepKind.SEND, StepKind.RECALL}), (Role.QUALITY_ANALYST, "27", {StepKind.VALIDATE,
        StepKind.SEND, StepKind.RECALL}),
        (Role.QUALITY_ANALYST, "26", set()), (Role.ADMINISTRATOR, "", set()),
    ],
)  # fmt: skip
def test_tm_08_each_step_belongs_to_its_role(role: Role, prefix: str, may: set[StepKind]) -> None:
    found = {k for k in StepKind if may_step(viewer(role, prefix), k, GROUP, MONDAY)}
    assert found == may


@pytest.mark.parametrize(
    ("role", "kinds", "may"),
    [
        (Role.GROUP_MANAGER, [], {G}), (Role.GROUP_MANAGER, [G], {G, A}),
        (Role.GROUP_MANAGER, [G, A], {U, T}), (Role.GROUP_MANAGER, [G, A, T], {U}),
        (Role.GROUP_MANAGER, [G, A, T, C], set()), (Role.GROUP_MANAGER, [G, A, U], {G}),
        (Role.SECRETARY, [G], {G}), (Role.SECRETARY, [G, A], {T}),
        (Role.SECRETARY, [G, A, T], set()), (Role.SECRETARY, [G, A, T, R], {G}),
        (Role.AREA_STAFF, [G, A], {StepKind.FOLLOW_UP}),
        (Role.AREA_STAFF, [G, A, T], {R, C, StepKind.FOLLOW_UP}),
        (Role.AREA_STAFF, [G, A, T, C], {R, StepKind.FOLLOW_UP}),
        (Role.TERRITORY_MANAGER, [G, A, T], {StepKind.REVIEW}),
        (Role.QUALITY_ANALYST, [G, A, T, C], set()), (Role.REVENUE_OFFICER, [G], set()),
    ],
)  # fmt: skip
def test_tm_08_the_steps_offered_are_the_months_turn_and_the_viewers_to_do(
    role: Role, kinds: list[StepKind], may: set[StepKind]
) -> None:
    digits = {Role.AREA_STAFF: 2, Role.TERRITORY_MANAGER: 4, Role.QUALITY_ANALYST: 0}
    who = viewer(role, GROUP[: digits.get(role, 6)])
    found = standing([step(kind, MONDAY) for kind in kinds], OCTOBER, CALENDAR, MONDAY)
    assert set(steps_open(who, GROUP, found, MONDAY)) == may


def test_tm_06_a_designee_generates_and_nothing_more_while_it_holds() -> None:
    me = Viewer("me", "ME", ())
    own = Designation("me", GROUP, MONDAY, MONDAY + timedelta(5))
    other = Designation("me", "270111", MONDAY, None)
    assert [k for k in StepKind if may_step(me, k, GROUP, MONDAY, [own])] == [G]
    assert not may_step(me, G, GROUP, MONDAY + timedelta(5), [own])
    assert not may_step(me, G, GROUP, MONDAY, [other])


def test_tm_08_a_grant_that_is_over_signs_nothing() -> None:
    was = viewer(Role.ACTING_MANAGER, GROUP, date(2026, 10, 1), MONDAY)
    assert not may_step(was, A, GROUP, MONDAY)


def test_tm_08_a_refusal_says_who_may() -> None:
    people = [Somebody("jp", "PARK", "group secretary"), Somebody("tb", "BROOKS", "acting manager"),
              Somebody("mr", "RIVERA", "group manager")]  # fmt: skip
    assert refusal(A, GROUP, people) == (
        "You may not approve the month of 270112. "
        "Who may: RIVERA (group manager) or BROOKS (acting manager)."
    )
    three = [*people[:2], Somebody("ac", "ACTON", "acting manager"), people[2]]
    assert refusal(G, GROUP, three).endswith(
        "RIVERA (group manager), PARK (group secretary), BROOKS (acting manager) or ACTON "
        "(acting manager)."
    )
    assert "group secretary, group manager or acting manager of 270112 is wanted" in refusal(
        G, GROUP, []
    )
    assert "nobody today: area staff of 27 is wanted" in refusal(C, GROUP, [])


# --- territory and quality analyst ----------------------------------------------------------------


def test_tm_08_groups_that_differ_from_the_others_of_the_territory_stand_out() -> None:
    def figures(group: str, misc: int, direct: int) -> list[Figure]:
        unit = f"{group}07"
        return [Figure(unit, "code", "809", misc), Figure(unit, "case", "101", direct),
                Figure(unit, "total", HOURS, misc + direct)]  # fmt: skip

    groups = {"270111": figures("270111", 100, 900), "270112": figures("270112", 100, 900),
              "270113": figures("270113", 500, 500)}  # fmt: skip
    found = shares(groups, lambda part, line: CODES.category(line, OCTOBER.end))
    out = [(one.group, one.kind, one.share, one.others) for one in found if one.stands_out]
    assert ("270113", "809", 5000, 1000) in out
    assert ("270111", "809", 1000, 3000) in out and ("270112", "direct", 9000, 7000) not in out
    assert not [one for one in shares({"270111": figures("270111", 1, 1)}, lambda *_: "")
                if one.stands_out]  # fmt: skip


def test_tm_14_the_lines_of_the_form_are_a_table_and_what_matches_none_is_told() -> None:
    rows = [
        {"code": "101", "meaning": "TDA", "time_codes": "101", "subcodes": ""},
        {"code": "ATAT", "meaning": "ATAT", "time_codes": "310, 311", "subcodes": "323"},
        {"code": "101", "meaning": "TDA, the site's", "time_codes": "101 102", "subcodes": "",
         "from": "2026-01-01", "until": ""},
        {"code": "XX", "meaning": "later", "time_codes": "809", "subcodes": "",
         "from": "2027-01-01", "until": ""},
        {"code": "ZZ", "meaning": "twice", "time_codes": "101", "subcodes": ""},
    ]  # fmt: skip
    lines = read_lines(rows, OCTOBER.end)
    found = form_4872(lines, {"101": 5, "102": 6, "323": 7, "809": 8})
    assert [(f.code, f.meaning, f.hours, f.codes) for f in found] == [
        ("101", "TDA, the site's", 11, ("101", "102")), ("ATAT", "ATAT", 7, ("323",)),
        ("ZZ", "twice", 0, ()), ("", "no line", 8, ("809",)),
    ]  # fmt: skip
    subcodes = [{"code": "400", "time_tracking": "yes"}, {"code": "505", "time_tracking": ""}]
    assert tracked_subcodes(subcodes, lines) == {"400", "323"}
