"""Results while typing (CC-13, UI-08, UI-11)."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from entity_tui.errors import EntityError
from screens.control_central import glance
from screens.control_central.glance import worth_asking
from support.driving import Session, opened
from support.fake_desk import FakeDesk


def typing_desk() -> FakeDesk:
    desk = FakeDesk()
    desk.unless_chosen = {}
    return desk


@asynccontextmanager
async def typing(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Session]:
    monkeypatch.setattr(glance, "PAUSE", 0.05)
    async with opened(desk) as session:
        yield session


@pytest.mark.parametrize(
    ("line", "worth"),
    [("", False), ("s", False), ("%s", False), ("% %", False), ("sm", True), ("s m", True),
     ("12", True)],
)  # fmt: skip
def test_cc_13_two_characters_are_worth_asking(line: str, worth: bool) -> None:
    assert worth_asking(line) is worth


async def test_cc_13_after_a_pause_the_list_appears_and_the_cursor_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with typing(typing_desk(), monkeypatch) as session:
        await session.press("smi")
        await session.until(lambda: "300 of more than 300" in session.text)
        await session.settle()
        assert session.app.focused is not None
        assert session.app.focused.id == "criteria"
        await session.press("th")
        await session.until(lambda: "· smith" in session.text)
        assert "[smith " in session.lines[1]


async def test_cc_13_a_single_hit_does_not_open_before_enter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = typing_desk()
    desk.hits = desk.hits[:1]
    async with typing(desk, monkeypatch) as session:
        await session.press("smith")
        await session.until(lambda: "1 found" in session.text)
        await session.settle()
        assert session.where == "ControlCentral"
        await session.press("enter")
        assert session.where == "RecordScreen"
        assert len(desk.named("find_line")) == 1


async def test_cc_13_one_pause_is_one_search_and_enter_takes_what_it_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = typing_desk()
    async with typing(desk, monkeypatch) as session:
        await session.press("smith")
        await session.until(lambda: "300 of" in session.text)
        await session.press("enter", "down")
        assert " 2 of 300 ──" in session.lines[7]
        assert desk.named("find_line") == [("find_line", "smith")]
        await session.press("f5")
        assert len(desk.named("find_line")) == 2


async def test_cc_13_typing_on_supersedes_the_running_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = typing_desk()
    desk.gate = threading.Event()
    async with typing(desk, monkeypatch) as session:
        session.send("smi")
        await session.until(lambda: desk.named("find_line"))
        session.send("th")
        await session.until(lambda: desk.stopped == ["smi"])
        desk.gate.set()
        await session.until(lambda: "· smith" in session.text)
        assert [call[1] for call in desk.named("find_line")] == ["smi", "smith"]


async def test_cc_13_enter_while_the_search_of_the_pause_runs_opens_its_list(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = typing_desk()
    desk.gate = threading.Event()
    async with typing(desk, monkeypatch) as session:
        session.send("smith")
        await session.until(lambda: desk.named("find_line"))
        session.send("enter")
        await session.pilot.pause()
        desk.gate.set()
        await session.until(lambda: "300 of" in session.text)
        await session.settle()
        assert session.app.focused is not None
        assert session.app.focused.id == "hits"
        assert len(desk.named("find_line")) == 1


async def test_cc_13_enter_before_the_pause_is_the_only_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = typing_desk()
    async with typing(desk, monkeypatch) as session:
        await session.press("smith", "enter")
        await session.pilot.pause(0.15)
        assert len(desk.named("find_line")) == 1


async def test_cc_13_nothing_found_and_refusals_are_told_on_enter_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = typing_desk()
    async with typing(desk, monkeypatch) as session:
        await session.press("nobody")
        await session.until(lambda: "nothing found · nobody" in session.text)
        assert session.message == ""
        await session.press("enter")
        assert session.message.startswith("No taxpayer found.")
        desk.fail = EntityError("No.")
        await session.press("x")
        await session.until(lambda: len(desk.named("find_line")) == 2)
        await session.settle()
        assert session.message == ""
        await session.press("enter")
        assert session.message == "! No."


async def test_cc_13_the_command_switches_it_and_that_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = typing_desk()
    async with typing(desk, monkeypatch) as session:
        await session.press("f9", "typing off", "enter")
        said = "Results while typing: off, with Enter only. This is kept for you."
        assert session.message == said
        await session.press("smith")
        await session.pilot.pause(0.15)
        assert desk.named("find_line") == []
        assert desk.preferences["typing"] == "off"
        await session.press("f9", "typing on", "enter", "x")
        await session.until(lambda: desk.named("find_line"))


async def test_cc_13_fields_are_searched_on_enter_only(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = typing_desk()
    async with typing(desk, monkeypatch) as session:
        await session.press("tab", "smith")
        await session.pilot.pause(0.15)
        assert desk.calls == []
