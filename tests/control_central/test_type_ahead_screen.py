"""Keys typed ahead of a search are for its list (CC-09): nobody waits for the screen."""

from __future__ import annotations

import threading

from support.driving import opened
from support.fake_desk import FakeDesk


class SlowDesk(FakeDesk):
    """A desk whose searches wait until they are let go."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def find_line(self, text, all_locations, stop=None):  # type: ignore[no-untyped-def]
        self.gate.wait(5)
        return super().find_line(text, all_locations, stop)


async def test_cc_09_name_enter_tab_tab_enter_in_one_go_opens_the_third_hit() -> None:
    desk = SlowDesk()
    async with opened(desk) as session:
        session.send("smith", "enter", "tab", "tab", "enter")
        await session.until(lambda: "searching smith" in session.text)
        desk.gate.set()
        await session.until(lambda: "3 of 300" in session.text)


async def test_cc_09_f12_drops_what_was_typed_ahead_and_the_search() -> None:
    desk = SlowDesk()
    async with opened(desk) as session:
        session.send("smith", "enter", "tab", "tab", "enter", "f12")
        await session.until(lambda: "search stopped" in session.text)
        desk.gate.set()
        await session.press("x")
        assert "smithx" in session.text
        assert "Control Central" in session.lines[0]
