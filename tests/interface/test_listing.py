"""What every list with a mark and every page of one list have in common (UI-01, UI-08)."""

from __future__ import annotations

import threading

import pytest

from screens.shared.marked_list import MarkedList
from support.driving import opened
from support.fake_desk import FakeDesk


class Words(MarkedList[str]):
    """Words, known by their first letter."""

    def same(self, row: str, before: str) -> bool:
        return row[0] == before[0]

    def told(self, row: str) -> str:
        return row

    def redraw(self) -> None:
        """It is on no page: nothing is drawn."""


@pytest.mark.parametrize(
    ("before", "at", "after", "marked"),
    [
        (["ash", "beech"], 1, ["birch", "elm", "fir"], "birch"),
        (["ash", "beech"], 1, ["ash", "elm", "fir"], "elm"),
        (["ash", "beech", "elm"], 2, ["ash"], "ash"),
        (["ash"], 0, [], None),
        ([], 0, ["ash", "beech"], "ash"),
    ],
)
def test_ui_08_the_mark_stays_on_its_row_when_the_rows_are_read_again(
    before: list[str], at: int, after: list[str], marked: str | None
) -> None:
    words = Words(id="words")
    words.rows, words.at = before, at
    words.put(after)
    assert words.marked == marked


def test_ui_01_the_next_line_that_is_wanted_is_sought_both_ways_and_stops_at_the_ends() -> None:
    words = Words(id="words")
    words.rows = ["ash", "beech", "fir", "birch"]
    wanted = [row.startswith("b") for row in words.rows].__getitem__
    found = [(words.seek(wanted, steps), words.at) for steps in (1, 1, 1, -1, -1)]
    assert found == [(True, 1), (True, 3), (False, 3), (True, 1), (False, 1)]


@pytest.mark.parametrize(("key", "then"), [("f12", "ControlCentral"), ("n", "VerificationScreen")])
async def test_ui_08_keys_wait_for_the_rows_of_a_page_but_the_way_back_does_not(
    key: str, then: str
) -> None:
    desk, gate = FakeDesk(), threading.Event()
    read = desk.verification.week

    def slow(*asked: object):  # type: ignore[no-untyped-def]
        gate.wait(5)
        return read(*asked)  # type: ignore[arg-type]

    desk.verification.week = slow  # type: ignore[method-assign]
    async with opened(desk) as session:
        session.send("f9", "verify", "enter")
        await session.until(lambda: session.where == "VerificationScreen")
        session.send(key)
        await session.until(lambda: session.where == then, 2.0)
        gate.set()
        await session.settle()
        assert session.where == then
        assert ("▶!REYES" in session.text) == (key == "n")
