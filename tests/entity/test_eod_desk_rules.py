"""The desk without its screen: undo, sums, what needs work, what is next, what is saved (TM-05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.entity.daily_time import Change, Entry
from entity_tui.domain.entity.duty_separation import Deed
from entity_tui.domain.entity.eod_desk import EodDesk, State
from entity_tui.domain.entity.time_row import RowError, TypedRow, missing_hours, read_row
from entity_tui.domain.entity.time_week import ASK, EXPLAIN, Act, Key, explanation
from entity_tui.domain.entity.week_filling import copy_week, fill_code, fill_right
from entity_tui.errors import EntityError
from support.fake_time import CASES, CLOSED, CODES, FULL, MONDAY, TODAY, FakeTime, day_of

CHEN, DIAZ, OKAFOR, REYES = 7, 9, 11, 14


def desk(time: FakeTime | None = None) -> EodDesk:
    return EodDesk((time or FakeTime()).desk("210312", MONDAY))


def on(day: int) -> date:
    return date(2026, 11, day)


SHORT: Key = (CHEN, on(17))
UNKNOWN: Key = (DIAZ, on(17))
MISSING: Key = (OKAFOR, on(18))
UNDONE: Key = (REYES, on(18))
DONE: Key = (CHEN, on(16))


@pytest.mark.parametrize(
    ("key", "state", "needs_work"),
    [
        (SHORT, State.FAULTY, True), (UNKNOWN, State.FAULTY, True),
        (MISSING, State.MISSING, True), (UNDONE, State.OPEN, True), (DONE, State.FINE, False),
        ((CHEN, on(20)), State.MISSING, False), ((CHEN, on(21)), State.NOTHING, False),
    ],
)  # fmt: skip
def test_tm_05_a_day_needs_work_once_it_is_due_or_wrong(
    key: Key, state: State, needs_work: bool
) -> None:
    cell = desk().cell(key)
    assert (cell.state, cell.needs_work) == (state, needs_work)


def test_tm_05_the_days_that_need_work_come_person_by_person_and_again_from_the_first() -> None:
    made = desk()
    assert made.work == (SHORT, UNKNOWN, MISSING, UNDONE)
    assert made.next_error(None) == SHORT
    assert made.next_error(SHORT) == UNKNOWN
    assert made.next_error((DIAZ, on(16))) == UNKNOWN
    assert made.next_error(UNDONE) == SHORT
    assert made.next_error(SHORT, -1) == UNDONE
    assert made.next_error((OKAFOR, on(17)), -1) == UNKNOWN


def test_tm_03_a_day_with_hours_is_due_on_the_next_business_day_not_before() -> None:
    time = FakeTime()
    time.days[CHEN, TODAY] = day_of("07", TODAY, FULL, False)
    time.days[CHEN, on(19)] = day_of("07", on(19), FULL, False)
    made = desk(time)
    assert not made.cell((CHEN, TODAY)).needs_work
    assert made.cell((CHEN, on(19))).needs_work
    time.days[DIAZ, TODAY] = day_of("09", TODAY, (Entry(300, "809"),), False)
    assert desk(time).cell((DIAZ, TODAY)).state is State.OPEN, "the day is not over"


def test_tm_05_hours_change_the_sums_and_what_needs_work() -> None:
    before = desk()
    assert before.sums(CHEN) == (3050, 4000)
    after = before.put(SHORT, [Change(150, "809")], "phone")
    assert after.sums(CHEN) == (3200, 4000)
    assert after.cell(SHORT).state is State.FINE
    assert after.work == (UNKNOWN, MISSING, UNDONE)
    assert before.cell(SHORT).needs_work, "a desk is not changed"
    assert after.reason == "phone"


def test_tm_04_finalised_time_is_changed_with_a_reason_and_not_by_everybody() -> None:
    with pytest.raises(EntityError, match="Say why"):
        desk().put(SHORT, [Change(150, "809")])
    time = FakeTime()
    time.closed[CHEN] = CLOSED
    made = desk(time)
    assert made.cell(SHORT).barred == CLOSED
    with pytest.raises(EntityError, match="RIVERA"):
        made.put(SHORT, [Change(150, "809")], "phone")
    with pytest.raises(EntityError, match="RIVERA"):
        made.trial(SHORT, [Change(150, "809")])
    assert made.put((CHEN, TODAY), [Change(800, "809")]), "what is open stays open to him"
    time.read_only[CHEN] = CLOSED
    with pytest.raises(EntityError, match="RIVERA"):
        desk(time).put((CHEN, TODAY), [Change(800, "809")])


def test_tm_05_a_day_that_is_due_is_finalised_with_its_last_fault() -> None:
    short = desk().put(MISSING, [Change(700, "809")], finish=True)
    assert short.cell(MISSING).needs_work and not short.cell(MISSING).finalised
    done = short.put(MISSING, [Change(800, "809")], finish=True)
    assert done.cell(MISSING).finalised and not done.cell(MISSING).needs_work
    again = done.put(MISSING, [Change(600, "809")], finish=True)
    assert not again.cell(MISSING).finalised, "it is wrong again"
    ahead = desk().put((CHEN, TODAY), [Change(800, "809")], finish=True)
    assert not ahead.cell((CHEN, TODAY)).finalised, "today is not over"


def test_tm_03_eod_wants_a_reason_for_what_is_wrong_and_is_taken_back_by_the_same_key() -> None:
    done = desk().finalise(UNDONE)
    assert done.cell(UNDONE).finalised
    assert done.finalise(UNDONE).pending == {}
    part = desk().put(MISSING, [Change(700, "809")])
    with pytest.raises(EntityError, match=r"1\.0 short of 8\.0"):
        part.finalise(MISSING)
    said = part.finalise(MISSING, "sent home")
    assert said.cell(MISSING).state is State.EXPLAINED
    assert not said.cell(MISSING).needs_work
    with pytest.raises(EntityError, match="nothing is entered"):
        desk().finalise(MISSING)
    with pytest.raises(EntityError, match="It is finalised"):
        desk().finalise(DONE)
    with pytest.raises(EntityError, match=r"1\.5 short"):
        desk().finalise(SHORT)


def test_tm_05_a_finalised_day_that_is_right_as_it_is_is_explained() -> None:
    made = desk().finalise(SHORT, "dentist")
    assert made.cell(SHORT).state is State.EXPLAINED and SHORT not in made.work
    (edit,) = made.edits
    assert (edit.changes, edit.finalise, edit.reason, edit.deed) == (
        (),
        True,
        "dentist",
        Deed.CORRECT,
    )
    assert made.finalise(SHORT).pending == {}, "the same key takes it back"
    changed = made.put(SHORT, [Change(250, "611")], "phone")
    assert changed.cell(SHORT).needs_work, "it is another day now"


def test_tm_05_every_complete_day_is_finalised_by_one_step() -> None:
    time = FakeTime()
    time.days[CHEN, TODAY] = day_of("07", TODAY, FULL, False)
    made = desk(time)
    assert made.complete == ((CHEN, TODAY), UNDONE)
    done = made.finalise_complete()
    assert {edit.day for edit in done.edits} == {TODAY, on(18)}
    assert all(edit.finalise for edit in done.edits)
    assert done.undo() == (made, (CHEN, TODAY))
    assert done.finalise_complete() is done


def test_tm_05_a_cell_that_is_asked_for_needs_the_work_of_those_who_may() -> None:
    time = FakeTime()
    act = Act(datetime(2026, 11, 19, tzinfo=UTC), "jpark", "PARK, J", ASK, reason="should be 611")
    time.acts[DONE] = (act,)
    made = desk(time)
    assert made.cell(DONE).state is State.ASKED and made.cell(DONE).needs_work
    changed = made.put(DONE, [Change(800, "611"), Change(0, "809")], "asked")
    assert changed.cell(DONE).state is State.FINE
    later = replace(act, kind="correct", reason="asked")
    time.acts[DONE] = (later, act)
    assert desk(time).cell(DONE).state is State.FINE, "it was changed since"
    time.acts[DONE], time.closed[CHEN] = (act,), CLOSED
    assert not desk(time).cell(DONE).needs_work, "not his to change"


def test_tm_05_the_answer_to_who_asked_is_offered_for_no_other_day() -> None:
    time = FakeTime()
    act = Act(datetime(2026, 11, 19, tzinfo=UTC), "jpark", "PARK, J", ASK, reason="should be 611")
    time.acts[DONE] = time.acts[SHORT] = (act,)
    for key in (DONE, SHORT):
        declined = desk(time).finalise(key, "it was so")
        assert (declined.edits[0].reason, declined.reason) == ("it was so", "")
    before = desk(time).put(UNKNOWN, [Change(300, "809")], "phone")
    assert before.finalise(DONE, "it was so").reason == "phone"
    done = desk(time).put(SHORT, [Change(200, "611")], "phone").finalise(SHORT, "dentist")
    assert done.reason == "dentist", "the day is changed as was asked"


def test_tm_05_a_reason_given_when_it_was_finalised_explains_what_is_wrong() -> None:
    time = FakeTime()
    act = Act(datetime(2026, 11, 18, tzinfo=UTC), "jpark", "PARK, J", "finalise for",
              reason="sent home")  # fmt: skip
    time.acts[SHORT] = (act,)
    assert desk(time).cell(SHORT).state is State.EXPLAINED
    time.acts[SHORT] = (replace(act, reason=""),)
    assert desk(time).cell(SHORT).state is State.FAULTY


@pytest.mark.parametrize(
    ("kinds", "explained"),
    [
        (["finalise"], True), (["finalise for"], True), ([EXPLAIN], True), (["enter"], False),
        (["correct"], False), (["correct", EXPLAIN], False), ([EXPLAIN, "correct"], True),
        ([ASK, EXPLAIN], True), (["settle", EXPLAIN], True), ([], False),
    ],
)  # fmt: skip
def test_tm_05_only_an_explanation_since_the_last_change_explains_a_day(
    kinds: list[str], explained: bool
) -> None:
    at = datetime(2026, 11, 18, tzinfo=UTC)
    acts = [Act(at, "x", "X", kind, (0, "809"), 800, 650, kind) if kind == "correct"
            else Act(at, "x", "X", kind, reason=kind) for kind in kinds]  # fmt: skip
    found = explanation(acts)
    assert (found is not None) is explained
    assert found is None or found.reason == next(k for k in kinds if k in (EXPLAIN, found.kind))


def test_tm_05_the_reason_of_a_correction_explains_nothing_that_is_still_typed_wrong() -> None:
    made = desk().put(SHORT, [Change(200, "611")], "phone")
    assert made.cell(SHORT).state is State.FAULTY and made.cell(SHORT).needs_work
    assert made.finalise(SHORT, "dentist").cell(SHORT).state is State.EXPLAINED


def test_tm_11_a_conflict_needs_work_and_what_is_awaited_does_not() -> None:
    time = FakeTime()
    time.days[DONE] = replace(time.days[DONE], conflict=True)
    time.days[SHORT] = replace(time.days[SHORT], awaited=True)
    made = desk(time)
    assert made.cell(DONE).state is State.CONFLICT and made.cell(DONE).needs_work
    assert made.cell(SHORT).state is State.AWAITED and not made.cell(SHORT).needs_work


def test_tm_05_what_is_saved_is_what_differs_with_the_version_that_was_read() -> None:
    made = desk().put(SHORT, [Change(150, "809")], "phone").put(MISSING, [Change(800, "611")])
    made = made.finalise(UNDONE)
    by_key = {(edit.employee_id, edit.day): edit for edit in made.edits}
    assert by_key[SHORT].changes == (Change(150, "809"),)
    assert (by_key[SHORT].deed, by_key[SHORT].reason) == (Deed.CORRECT, "phone")
    assert by_key[MISSING].deed is Deed.ENTER and not by_key[MISSING].finalise
    assert by_key[UNDONE].finalise and by_key[UNDONE].changes == ()
    assert all(edit.version == 1 for edit in made.edits)
    same = made.put(SHORT, [Change(0, "809")], "phone")
    assert SHORT not in same.pending, "as it was: nothing to save"


def test_tm_05_a_day_that_moved_on_keeps_what_was_typed_over_it() -> None:
    time = FakeTime()
    made = desk(time).put(SHORT, [Change(150, "809")], "phone")
    entries = (*time.days[SHORT].entries[:2], Entry(100, "611"))
    time.days[SHORT] = day_of("07", on(17), entries, version=2)
    over = made.over(time.desk("210312", MONDAY))
    cell = over.cell(SHORT)
    assert cell.moved and not made.cell(SHORT).moved
    assert [e.hours for e in cell.time.entries] == [300, 200, 100, 150]
    assert over.edits[0].version == 2
    time.days[SHORT] = day_of("07", on(17), (*entries, Entry(150, "809")), version=3)
    assert made.over(time.desk("210312", MONDAY)).pending == {}, "somebody did the same"


def test_tm_05_those_to_work_on_come_first_where_that_is_wanted() -> None:
    made = desk()
    first = made.arranged(True)
    order = [worker.employee_id for worker in first.week.people]
    assert order == [7, 9, 11, 14, 1, 2, 4, 5] and first.work == made.work
    assert first.put(SHORT, [Change(150, "809")], "phone").keys[0][0] == CHEN, "it does not jump"
    assert first.arranged(False) == made


def test_tm_05_weekends_are_shown_where_there_is_time_on_them() -> None:
    assert desk().days_shown == tuple(on(day) for day in range(16, 21))
    time = FakeTime()
    time.days[CHEN, on(21)] = day_of("07", on(21), (Entry(200, "710"),))
    assert desk(time).days_shown[-1] == on(21)


# --- a row while it is typed --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "changes"),
    [
        (TypedRow(None, "1.5", "809"), [Change(150, "809")]),
        (TypedRow(None, "1.5", "611"), [Change(300, "611")]),
        (TypedRow(Entry(150, "611"), "2"), [Change(200, "611")]),
        (TypedRow(Entry(150, "611"), ""), [Change(0, "611")]),
        (TypedRow(Entry(150, "611"), "1,5", "810"), [Change(0, "611"), Change(150, "810")]),
        (TypedRow(Entry(150, "611"), "0", "810"), [Change(0, "611")]),
        (TypedRow(Entry(300, "", 1), "2.5"), [Change(250, "", 1)]),
        (TypedRow(None, "1", None, CASES[4]), [Change(100, "", 4)]),
        (TypedRow(None, "1", None, CASES[1]), [Change(400, "", 1)]),
    ],
)  # fmt: skip
def test_tm_02_a_row_becomes_changes(row: TypedRow, changes: list[Change]) -> None:
    time = desk().time(SHORT)
    assert list(read_row(row, time, CODES)) == changes
    assert missing_hours(time) == 150


@pytest.mark.parametrize(
    ("row", "box"),
    [
        (TypedRow(None, "1.5", ""), "code"), (TypedRow(None, "1.5", "999"), "code"),
        (TypedRow(None, "1x", "809"), "hours"), (TypedRow(None, "", "809"), "hours"),
        (TypedRow(None, "25", "809"), "hours"), (TypedRow(None, "1"), "case"),
    ],
)  # fmt: skip
def test_tm_02_what_is_no_row_yet_names_its_box(row: TypedRow, box: str) -> None:
    with pytest.raises(RowError) as found:
        read_row(row, desk().time(SHORT), CODES)
    assert found.value.box == box


# --- always -------------------------------------------------------------------------------------

KEYS = st.sampled_from(desk().keys)
HOURS = st.integers(0, 100).map(lambda tenths: tenths * 10)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["put", "finish", "eod", "all"]), KEYS, HOURS,
        st.sampled_from(["611", "809", "999"]), st.sampled_from(["", "phone", "fax"]),
    ),
    max_size=12,
)  # fmt: skip


def acted(made: EodDesk, step: tuple[str, Key, int, str, str]) -> EodDesk:
    """The desk after a step; as it was where that is refused."""
    kind, key, hours, code, reason = step
    try:
        if kind == "eod":
            return made.finalise(key, reason)
        if kind == "all":
            return made.finalise_complete()
        return made.put(key, [Change(hours, code)], reason, finish=kind == "finish")
    except EntityError:
        return made


@given(STEPS)
def test_tm_05_undo_gives_exactly_the_desk_before_every_step(
    steps: list[tuple[str, Key, int, str, str]],
) -> None:
    desks = [desk()]
    for step in steps:
        after = acted(desks[-1], step)
        if after != desks[-1]:
            desks.append(after)
    made = desks[-1]
    for before in reversed(desks[:-1]):
        made, key = made.undo()
        assert (made.pending, made.done) == (before.pending, before.done)
        assert made.week is before.week and made.edits == before.edits
        assert key in made.keys
    assert made.undo() == (made, None)


@given(STEPS)
def test_tm_05_sums_are_those_of_the_entries_and_of_what_is_saved(
    steps: list[tuple[str, Key, int, str, str]],
) -> None:
    made = desk()
    for step in steps:
        made = acted(made, step)
    for worker in made.week.people:
        own = [made.time(key) for key in made.week.days if key[0] == worker.employee_id]
        entries = [e for time in own for e in time.entries if e.code != "621"]
        assert made.sums(worker.employee_id)[0] == sum(entry.hours for entry in entries)
    for edit in made.edits:
        base = made.week.days[edit.employee_id, edit.day]
        total = {e.key: e.hours for e in base.entries}
        total |= {change.key: change.hours for change in edit.changes}
        there = {e.key: e.hours for e in made.time((edit.employee_id, edit.day)).entries}
        assert {key: hours for key, hours in total.items() if hours} == there


@given(STEPS, KEYS, st.sampled_from([1, -1]))
def test_tm_05_the_next_error_visits_every_error_before_one_comes_again(
    steps: list[tuple[str, Key, int, str, str]], here: Key, way: int
) -> None:
    made = desk()
    for step in steps:
        made = acted(made, step)
    seen: list[Key] = []
    at: Key | None = here
    for _ in made.work:
        at = made.next_error(at, way)
        assert at is not None
        seen.append(at)
    assert sorted(seen) == sorted(made.work)


WEEK = tuple(on(day) for day in range(16, 23))
ANY_KEY = st.tuples(
    st.sampled_from((CHEN, DIAZ, OKAFOR, REYES, 99)),
    st.dates(date(2026, 11, 9), date(2026, 11, 30)),
)


@pytest.mark.parametrize("day", WEEK)
@pytest.mark.parametrize("steps", [-40, -7, -1, 0, 1, 7, 40])
def test_tm_05_cells_are_stepped_through_from_every_day(day: date, steps: int) -> None:
    made, at = desk().showing((CHEN, day))
    assert at == (CHEN, day) and at in made.keys, "the day asked for is shown"
    keys = made.keys
    assert made.cell_after(at, steps) == keys[max(0, min(keys.index(at) + steps, len(keys) - 1))]


@given(ANY_KEY, st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), max_size=6))
def test_tm_05_no_move_leads_outside_the_days_shown(key: Key, moves: list[tuple[int, int]]) -> None:
    made, at = desk().showing(key)
    for people, days in moves:
        assert at is not None and at in made.keys
        made, at = made.showing(made.beside(at, people, days))
        made, at = made.showing(made.cell_after(at or key, days))
    assert at in made.keys and made.cell(at).key == at


@pytest.mark.parametrize(
    ("key", "marked"),
    [
        ((CHEN, on(15)), (CHEN, on(16))), ((CHEN, on(23)), (CHEN, on(20))),
        ((CHEN, date(2025, 1, 1)), (CHEN, on(16))), ((99, on(18)), (1, on(16))),
        ((OKAFOR, on(30)), (OKAFOR, on(20))), ((99, date(2030, 1, 1)), (1, on(16))),
        (None, None),
    ],
)  # fmt: skip
def test_tm_05_a_day_outside_the_week_gives_way(key: Key | None, marked: Key | None) -> None:
    assert desk().showing(key)[1] == marked


def test_tm_05_a_week_without_days_marks_none() -> None:
    empty = EodDesk(replace(desk().week, people=(), days={}))
    assert empty.showing(DONE) == (empty, None) and empty.cell_after(DONE, 1) == DONE


def test_tm_05_days_gone_from_the_week_cannot_be_undone_into_it() -> None:
    made = desk().put(UNDONE, [Change(100, "611")]).put(SHORT, [Change(100, "611")], "x")
    rest = replace(made.week, days={k: v for k, v in made.week.days.items() if k[0] != REYES})
    after = made.over(rest)
    assert set(after.pending) == {SHORT}
    after, key = after.undo()
    assert key == SHORT and not after.pending and after.undo() == (after, None)


@pytest.mark.parametrize("other", [UNKNOWN, UNDONE, MISSING, (DIAZ, on(16)), (REYES, on(20))])
def test_tm_05_a_reason_explains_no_other_employees_day(other: Key) -> None:
    made = desk().put(SHORT, [Change(200, "611")], "phone")
    assert made.reason_offered(SHORT) == "phone" == made.reason_offered((CHEN, on(19)))
    assert made.reason_offered(other) == ""
    saved = made.saved(made.week)
    assert saved.reason_offered(SHORT) == "phone" and saved.reason_offered(other) == ""
    undone, _ = made.undo()
    assert undone.reason_offered(SHORT) == "phone" and undone.reason_offered(other) == ""


def test_tm_05_the_reason_that_is_offered_follows_the_employee() -> None:
    made = desk().put(SHORT, [Change(200, "611")], "phone").finalise(UNDONE)
    assert made.reason_offered(SHORT) == "phone" and made.reason_offered(UNDONE) == ""
    made = made.put(UNKNOWN, [Change(0, "999"), Change(800, "809")], "wrong code")
    assert made.reason_offered(UNKNOWN) == "wrong code" and made.reason_offered(SHORT) == ""


LAST_WEEK = FakeTime().desk("210312", MONDAY)
NEXT = date(2026, 11, 23)


def next_week(time: FakeTime | None = None) -> EodDesk:
    return EodDesk(replace((time or FakeTime()).desk("210312", NEXT), today=on(27)))


def typed(made: EodDesk, who: int) -> dict[int, list[tuple[str, int]]]:
    days = {key[1].day: key for key in made.pending if key[0] == who}
    return {day: [(e.code, e.hours) for e in made.time(key).entries]
            for day, key in sorted(days.items())}  # fmt: skip


@pytest.mark.parametrize(("start", "filled"), [(23, [24, 25, 26, 27]), (25, [26, 27]), (26, [27])])
def test_tm_02_fill_right_copies_a_day_to_the_empty_days_after_it(
    start: int, filled: list[int]
) -> None:
    made = next_week().put((CHEN, on(start)), [Change(500, "611"), Change(300, "809")])
    after = fill_right(made, (CHEN, on(start)))
    same = [("611", 500), ("809", 300)]
    assert typed(after, CHEN) == dict.fromkeys([start, *filled], same)
    back, key = after.undo()
    assert key == (CHEN, on(filled[0])) and back.pending == made.pending, "one step"


def test_tm_02_fill_right_leaves_days_with_time_and_other_employees_alone() -> None:
    made = next_week().put((CHEN, on(23)), [Change(800, "611")])
    made = made.put((CHEN, on(25)), [Change(100, "809")])
    after = fill_right(made, (CHEN, on(23)))
    assert typed(after, CHEN)[25] == [("809", 100)]
    assert list(typed(after, CHEN)) == [23, 24, 25, 26, 27]
    assert {key[0] for key in after.pending} == {CHEN}
    with pytest.raises(EntityError, match="no time to copy"):
        fill_right(next_week(), (CHEN, on(23)))
    with pytest.raises(EntityError, match="no empty day"):
        fill_right(after, (CHEN, on(23)))


def test_tm_02_last_week_is_copied_day_by_day() -> None:
    after = copy_week(next_week(), CHEN, LAST_WEEK)
    assert typed(after, CHEN)[23] == [("809", 800)]
    assert [hours for _, hours in typed(after, CHEN)[24]] == [300, 200, 150], "cases too"
    assert typed(after, CHEN).keys() == {23, 24, 25, 26}
    assert not any(pending.finalise for pending in after.pending.values())
    assert len(after.done) == 1


def test_tm_03_a_week_of_leave_is_one_act_and_finalised_ahead() -> None:
    ahead = replace(next_week(), week=replace(next_week().week, today=TODAY))
    after = fill_code(ahead, CHEN, "650")
    assert typed(after, CHEN) == {day: [("650", 800)] for day in range(23, 28)}
    assert all(pending.finalise for pending in after.pending.values()) and len(after.done) == 1
    with pytest.raises(EntityError, match="no empty day"):
        fill_code(ahead, CHEN, "611")


@pytest.mark.parametrize("who", [CHEN, DIAZ, OKAFOR, REYES])
def test_tm_05_nothing_is_filled_that_the_viewer_may_not_enter(who: int) -> None:
    time = FakeTime()
    time.read_only[who] = "Not yours."
    with pytest.raises(EntityError, match="no empty day"):
        copy_week(next_week(time), who, LAST_WEEK)


@pytest.mark.parametrize("day", [17, 18, 19, 20])
def test_tm_06_the_day_reported_is_saved_with_the_day_and_undone(day: int) -> None:
    made = desk().report(UNDONE, on(day))
    (edit,) = made.edits
    assert (edit.reported, edit.changes, edit.finalise) == (on(day), (), False)
    assert made.over(made.week).pending == made.pending
    assert made.undo()[0].pending == {}
    (finalised,) = made.finalise(UNDONE).edits
    assert finalised.reported == on(day) and finalised.finalise
    with pytest.raises(EntityError, match="in the future"):
        desk().report(UNDONE, on(21))
