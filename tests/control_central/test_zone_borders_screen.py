"""The borders of zones follow every change of the layout at once (UI-03, UI-04, UI-15)."""

from __future__ import annotations

import random

import pytest

from screens.shared.line_drawn import LineDrawn
from support.driving import Session, opened
from support.fake_desk import FakeDesk

LAYOUT = (
    ("z", "up"), ("z", "down"), ("z", "c"), ("z", "h"), ("z", "H"), ("z", "z"), ("z", "u"),
    ("f8",), ("f7",), ("m",), ("b",), ("t",), ("l", "z", "i"), ("f12",), ("f6",),
    *((str(digit),) for digit in range(1, 10)),
)  # fmt: skip


async def drawn_anew(session: Session) -> list[str]:
    """The screen after every widget was drawn from the beginning."""
    for widget in session.app.screen.query(LineDrawn):
        widget.repaint()
    await session.settle()
    return session.lines


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (100, 30), (121, 20)])
async def test_borders_are_those_of_a_page_drawn_anew(size: tuple[int, int]) -> None:
    """UI-15: after any keys the page is what a complete redraw shows."""
    dice = random.Random(size[0])
    desk = FakeDesk()
    desk.preferences["zones.account"] = ""
    async with opened(desk, size=size) as session:
        await session.search("smith")
        await session.press(*["down"] * 5, "enter")
        for turn in range(30):
            keys = dice.choice(LAYOUT)
            await session.press(*keys)
            if session.where != "RecordScreen":
                await session.press("f12" if session.where == "ContactPanel" else "enter")
                continue
            before = session.lines
            assert await drawn_anew(session) == before, (turn, keys)


@pytest.mark.parametrize("change", [("z", "up"), ("z", "down"), ("z", "c"), ("z", "h")])
async def test_pop_up_zone_has_no_place_to_change(change: tuple[str, str]) -> None:
    """UI-15: moving a zone that a letter shows explains how to pin it."""
    async with opened() as session:
        await session.search("smith")
        await session.press("enter", "l", *change)
        assert session.message == "Liens is a pop-up zone: z i pins it to the page first."
