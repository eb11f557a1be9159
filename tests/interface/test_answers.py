"""The answer to a save stays, whatever was pressed while it was on its way (TM-05)."""

from __future__ import annotations

import threading

import pytest

from support.driving import opened
from support.fake_desk import FakeDesk
from support.fake_time import FakeTime

KEYS = ["f8", "f7", "down", "up", "left", "right", "tab", "shift+tab", "n", "p", "home", "end"]


class SlowTime(FakeTime):
    """Saving waits for the gate."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def save(self, edits):  # type: ignore[no-untyped-def]
        self.gate.wait(20)
        return super().save(edits)


@pytest.mark.parametrize("key", KEYS)
async def test_tm_05_a_key_pressed_while_saving_keeps_the_answer(key: str) -> None:
    desk = FakeDesk()
    desk.time = time = SlowTime()
    async with opened(desk) as session:
        await session.press("f9", "eod", "enter", "3", "enter", "phone", "enter")
        session.send("f10")
        await session.until(lambda: session.message.startswith("Saving"))
        session.send(key, key)
        time.gate.set()
        await session.settle()
        assert session.message == "1 day saved."
        await session.press(key)
        assert session.message != "1 day saved." or key in ("n", "p")
