"""The page of verification: a week, a month's hours, days to settle (TM-07, TM-11)."""

from __future__ import annotations

from entity_tui.errors import EntityError
from support.driving import Session, opened
from support.fake_desk import FakeDesk


async def shown(session: Session, command: str = "verify") -> None:
    """The page, by its command."""
    await session.press("f9", command, "enter")


def marked(session: Session) -> str:
    """The marked line without its mark, blanks squeezed."""
    line = next(line for line in session.lines if line.startswith("▶"))
    return " ".join(line.removeprefix("▶!").split())


async def test_tm_07_a_week_stands_with_its_marks_and_the_first_to_ask_marked() -> None:
    async with opened() as session:
        await shown(session)
        assert session.where == "VerificationScreen"
        assert session.lines[1].startswith("── Weekly time verification 11/16 – 11/20/26")
        assert "month ends 11/27" in session.lines[1]
        heads = session.lines[2].split()
        assert heads == ["Employee", "Mo16", "Tu17", "We18", "Th19", "Fr20", "Hours", "Due",
                         "Final", "Came"]  # fmt: skip
        assert marked(session) == "CHEN, LINDA 07 E !L !E · · 38.5 40.0 11/19 11/20"
        assert session.message == "2 of 8 ask for something."


async def test_tm_07_n_and_p_go_from_one_that_asks_to_the_next() -> None:
    async with opened() as session:
        await shown(session)
        await session.press("n")
        assert "REYES" in next(line for line in session.lines if line.startswith("▶"))
        await session.press("n")
        assert session.message == "No further line asks for anything."
        await session.press("p")
        assert "CHEN" in next(line for line in session.lines if line.startswith("▶"))


async def test_tm_07_f7_and_f8_go_by_weeks_and_by_months() -> None:
    async with opened() as session:
        await shown(session, "verify 210312")
        for key in ("f8", "f7", "f7", "f6", "f7", "f8", "f8"):
            await session.press(key)
        assert session.desk.asked == [
            ("week", "210312", "2026-11-20"), ("week", "210312", "2026-11-23"),
            ("week", "210312", "2026-11-16"), ("week", "210312", "2026-11-09"),
            ("hours", "210312", "2026-11"), ("hours", "210312", "2026-10"),
            ("hours", "210312", "2026-11"), ("hours", "210312", "2026-12"),
        ]  # fmt: skip


async def test_tm_07_enter_opens_the_eod_desk_at_the_late_day() -> None:
    async with opened() as session:
        await shown(session)
        await session.press("enter")
        assert session.where == "EodScreen"
        assert any("CHEN, L · Tue 11/17" in line for line in session.lines)
        await session.press("f12")
        assert session.where == "VerificationScreen"


async def test_tm_07_the_months_hours_tell_what_is_lacking() -> None:
    async with opened() as session:
        await shown(session, "hours 210312 2026-11")
        assert session.lines[1].startswith("── Hours verification 2103-12 2026-11")
        assert marked(session) == "CHEN, LINDA 07 160.0 120.0 118.5 112.0 -1.5 1 11/17"
        await session.press("x")
        assert session.message.startswith("Choose a day")


async def test_tm_07_enter_on_the_months_hours_goes_where_they_are_to_be_looked_at() -> None:
    async with opened() as session:
        await shown(session, "hours 210312 2026-11")
        await session.press("home", "enter")
        assert session.where == "EodScreen"
        assert any("RIVERA, M · Tue 11/17" in line for line in session.lines)


async def test_tm_11_a_conflict_is_settled_with_a_reason() -> None:
    async with opened() as session:
        await shown(session, "settle")
        assert any("! conflict" in line and "809 7.0→6.0" in line for line in session.lines)
        assert any("awaited" in line and "jpark: wrong code" in line for line in session.lines)
        await session.press("x", "enter")
        assert session.message == "Say why."
        await session.press("the officer rang", "enter")
        assert ("settle", "extract", "the officer rang") in session.desk.asked
        assert session.message == "11/17/26 of CHEN, LINDA: done."
        assert not any("conflict" in line for line in session.lines[2:-2])


async def test_tm_11_a_reason_given_up_changes_nothing_and_a_day_is_awaited() -> None:
    async with opened() as session:
        await shown(session, "settle")
        await session.press("k", "no", "f12")
        assert session.where == "VerificationScreen" and not session.desk.asked
        await session.press("end", "x")
        assert session.message == "This day is not in conflict."
        await session.press("a", "it was right", "enter")
        assert ("unmark", "21031205", "it was right") in session.desk.asked
        await session.press("f6", "a", "wrong on ICS", "enter")
        assert session.desk.asked[-2][0] == "mark"


async def test_tm_07_a_refusal_is_told_and_the_page_can_be_left() -> None:
    desk = FakeDesk()

    def refuse(prefix: str, on: object) -> None:
        raise EntityError("Nobody in your profile charges time.")

    desk.verification.week = refuse  # type: ignore[method-assign,assignment]
    async with opened(desk) as session:
        await shown(session)
        assert session.message == "! Nobody in your profile charges time."
        await session.press("f12")
        assert session.where == "ControlCentral"


async def test_ui_05_in_linear_mode_a_week_is_told_in_words() -> None:
    async with opened() as session:
        await session.press("f9", "linear on", "enter")
        await shown(session)
        told = " ".join(session.lines)
        assert "CHEN, LINDA: Mon finalised, Tue not finalised, late" in told


async def test_tm_07_an_explained_day_has_its_own_mark_and_asks_for_nothing() -> None:
    async with opened() as session:
        await shown(session)
        line = next(line for line in session.lines if "BELL, TOM" in line)
        assert line.startswith("  BELL") and line.split()[3:5] == ["·E", "E"]
        assert "·E explained" in session.text and all(len(one) <= 80 for one in session.lines)
        await session.press("f9", "linear on", "enter")
        assert "BELL, TOM: Mon finalised, explained, Tue finalised" in " ".join(session.lines)
