"""How the extracts stand, on the screen (IM-05)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from entity_tui.errors import EntityError
from support import fake_imports
from support.driving import Session, opened
from support.fake_desk import FakeDesk


async def shown(session: Session) -> None:
    """The page, by its command."""
    await session.press("f9", "import status", "enter")


async def test_im_05_the_page_stands_as_the_specification_draws_it() -> None:
    async with opened() as session:
        await shown(session)
        assert session.where == "ImportStatusScreen"
        assert session.lines[2:5] == [
            "  Feed Extract       Every   Dated Last run         Read    Loaded Rejects Next",
            "▶ E1   ICS entities  weekly  11/15 11/15 02:10 1,000,214   998,801      13 11/22",
            "  E2   ICS modules   weekly  11/15 11/15 02:31 2,410,090 2,410,071      19 11/22",
        ]
        assert session.lines[5].startswith("  E7   time by TIN   daily")
        assert session.lines[5].endswith("0 LATE")
        assert session.lines[6].endswith("0 –")
        assert session.lines[8:12] == [
            " E7 is 5 h late.",
            " E7 never came for 11/17.",
            " 32 rejected lines wait: Enter on their feed.",
            " When it is there: entity-tui import all DIRECTORY",
        ]
        assert session.message == "1 feed is late."


async def test_im_05_f5_reads_it_again_and_the_mark_stays() -> None:
    async with opened() as session:
        await shown(session)
        await session.press("down", "down", "f5")
        assert len(session.desk.named("import_status")) == 2
        assert session.lines[5].startswith("▶ E7")
        await session.press("end", "down", "home", "up")
        assert session.lines[3].startswith("▶ E1")


async def test_im_05_enter_leads_to_every_open_reject_of_the_feed_or_says_there_are_none() -> None:
    async with opened() as session:
        await shown(session)
        await session.press("end", "enter")
        assert session.message == "No rejected line of S1 waits."
        await session.press("home", "enter")
        assert session.where == "RejectsScreen"
        assert session.lines[1].startswith("── Rejected lines of E1: 1 of 20 ──")
        await session.press("f10", "f5")
        assert session.lines[1].startswith("── Rejected lines of E1: 1 of 20 ──")
        await session.press("f9", "rejects 7", "enter")
        assert session.lines[1].startswith("── Rejected lines of run 7: 1 of 20 ──")
        await session.press("f12")
        assert session.where == "ImportStatusScreen"


async def test_im_05_back_leads_where_it_was_opened_and_a_refusal_is_told() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await shown(session)
        await session.press("f12")
        assert session.where == "ControlCentral"
        desk.fail = EntityError("lchen may not see imports.")
        await session.press("f9", "status", "enter")
        assert session.message == "! lchen may not see imports."
        await session.press("end", "enter", "f2")
        assert session.where == "ControlCentral"


async def test_ui_05_in_linear_mode_a_feed_is_told_in_words() -> None:
    async with opened() as session:
        await session.press("f9", "linear on", "enter")
        await shown(session)
        assert "E7 ICS time by TIN, daily: 11/19 01:20, read 21,440, rejected 0, next LATE" in (
            session.text
        )


async def test_im_05_in_a_low_window_the_marked_feed_is_always_seen() -> None:
    async with opened(size=(80, 12)) as session:
        await shown(session)
        for label in ("E1", "E2", "E7", "S1"):
            assert any(line.startswith(f"▶ {label}") for line in session.lines), session.text
            await session.press("down")


async def test_im_05_what_is_out_of_sight_is_told() -> None:
    async with opened(size=(80, 12)) as session:
        await shown(session)
        assert "  … 2 more below" in session.lines, session.text
        await session.press("end")
        assert "  … 2 more above" in session.lines, session.text
    async with opened() as session:
        await shown(session)
        assert "more below" not in session.text and "more above" not in session.text


async def test_im_05_more_remarks_than_there_is_room_for_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = fake_imports.standing()
    gaps = replace(found.feeds[2], standing=replace(found.feeds[2].standing,
                   missing=tuple(date(2026, 11, day) for day in range(2, 18))))  # fmt: skip
    many = replace(found, feeds=(gaps,) * 9)
    monkeypatch.setattr(fake_imports, "standing", lambda: many)
    async with opened() as session:
        await shown(session)
        assert " … and more: entity-tui import status" in session.lines


async def test_ui_04_a_wide_window_tells_titles_whole() -> None:
    async with opened(size=(160, 45)) as session:
        await shown(session)
        assert session.lines[2].startswith("  Feed Extract" + " " * 36 + "Every")
