"""Long waits on screen: shown after a moment, canceled by F12 (UI-08)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from entity_tui.long_work import LongWork, count_work, current_work
from entity_tui.settings import Settings
from support.driving import Session, opened
from support.fake_desk import FakeDesk

SOON = Settings(store="fake://", cancel_after=0.05)


def held(desk: FakeDesk, name: str, owner: Any, then: Callable[[LongWork], None]) -> list[LongWork]:
    """A method of the desk that does not come back before it is canceled, or `then` lets it."""
    works: list[LongWork] = []
    before = getattr(owner, name)

    def slow(*args: Any, **options: Any) -> Any:
        work = current_work()
        assert work is not None
        works.append(work)
        then(work)
        release.wait(20)
        work.require()
        return before(*args, **options)

    release = threading.Event()
    desk.gate = None
    setattr(owner, name, slow)
    owner.release = release
    return works


def _nothing(work: LongWork) -> None:
    """The work says nothing of itself."""


async def test_ui_08_a_long_search_is_shown_and_canceled() -> None:
    """UI-08: what is running and how long already; F12 drops it and interrupts its query."""
    desk = FakeDesk()
    desk.gate = threading.Event()
    async with opened(desk, settings=SOON) as session:
        session.send("smith", "enter")
        await session.until(lambda: "Searching: " in session.text)
        assert "s. F12 cancels." in session.text
        session.send("f12")
        await session.until(lambda: "Searching canceled. Nothing was changed." in session.text)
        await session.until(lambda: desk.stopped)
        assert "search canceled" in session.text


async def _save_contact(session: Session) -> None:
    await session.search("smith")
    await session.press("enter", "f10", "called")
    session.send("f10")


async def _save_list(session: Session) -> None:
    await session.search("smith")
    session.send("f9", *"save week", "enter")


async def _sign(session: Session) -> None:
    await session.press("f9", "eom 210312", "enter")
    session.send("g")


@pytest.mark.parametrize(
    ("name", "owner", "begin", "what"),
    [
        ("add_contact", lambda desk: desk, _save_contact, "Saving the contact"),
        ("keep", lambda desk: desk.lists, _save_list, "Saving the list"),
        ("generate", lambda desk: desk.months, _sign, "Generate"),
    ],
)
async def test_ui_08_f12_cancels_a_change(
    name: str, owner: Callable[[FakeDesk], Any], begin: Callable[..., Any], what: str
) -> None:
    """UI-08: the change is shown while it takes long, and canceled as a whole."""
    desk = FakeDesk()
    works = held(desk, name, owner(desk), _nothing)
    async with opened(desk, settings=SOON) as session:
        await begin(session)
        await session.until(lambda: f"{what}: " in session.text)
        assert "F12 cancels." in session.text
        session.send("f12")
        await session.until(lambda: f"{what} canceled. Nothing was changed." in session.text)
        assert works[0].asked
        owner(desk).release.set()
        await session.settle()
        assert f"{what} canceled" in session.text


async def test_ui_08_a_change_being_stored_says_it_will_finish() -> None:
    """UI-08: where it can no longer be canceled the message says so, and it finishes."""
    desk = FakeDesk()
    held(desk, "keep", desk.lists, lambda work: work.commits())
    async with opened(desk, settings=SOON) as session:
        await _save_list(session)
        await session.until(lambda: "It will finish." in session.text)
        session.send("f12")
        await session.until(lambda: "can no longer be canceled" in session.text)
        desk.lists.release.set()  # type: ignore[attr-defined]
        await session.until(lambda: "Kept as 'week'" in session.text)


async def test_ui_08_counted_work_shows_what_is_left() -> None:
    """UI-08: n of m where the work can count."""
    desk = FakeDesk()
    held(desk, "keep", desk.lists, lambda work: count_work(40, 120))
    async with opened(desk, settings=SOON) as session:
        await _save_list(session)
        await session.until(lambda: "Saving the list: 40 of 120, " in session.text)
        desk.lists.release.set()  # type: ignore[attr-defined]
        await session.until(lambda: "Kept as 'week'" in session.text)
        assert "40 of 120" not in session.text


async def test_ui_08_a_quick_answer_shows_no_wait() -> None:
    """UI-08: what comes at once is not announced."""
    async with opened(FakeDesk()) as session:
        await session.search("smith")
        assert "F12 cancels" not in session.text


async def test_ui_08_keys_typed_in_a_wait_are_not_lost() -> None:
    """UI-08: a long wait never blocks a key: it waits and is taken."""
    desk = FakeDesk()
    desk.gate = threading.Event()
    async with opened(desk, settings=SOON) as session:
        session.send("smith", "enter")
        await session.until(lambda: "Searching: " in session.text)
        session.send("tab", "tab")
        desk.gate.set()
        await session.until(lambda: "3 of 300" in session.text)
        assert "Searching" not in session.text
