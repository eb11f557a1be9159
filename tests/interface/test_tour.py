"""The five-minute tour leads to its end by the keys its own text names (UI-10)."""

from __future__ import annotations

import asyncio

import pytest

from entity_tui.manual import NAMES, Block, keys_in, plain
from screens.control_central.record_view import HOUSE
from screens.guide import Guide
from screens.shared.draw import plain as drawn
from screens.shared.help_text import block_lines
from screens.shared.page import PageScreen
from screens.shared.tour import Sight, Step, noticed, read_tour, typed_in
from screens.shared.tour_strip import STRIP
from support.driving import Session, opened
from support.fake_desk import FakeDesk
from support.terminal import KEYS

STEPS = read_tour().steps


def guide(session: Session) -> Guide:
    found = session.app.reception.program.guide
    assert found is not None
    return found


async def moved_on(session: Session, number: int) -> None:
    """Give the guide the time of one look."""
    for _ in range(60):
        found = session.app.reception.program.guide
        if found is None or found.at != number:
            break
        await asyncio.sleep(0.005)
    await session.settle()


def strip(session: Session) -> str:
    at = next(i for i, line in enumerate(session.lines) if line.startswith("── Tour"))
    return " ".join(session.lines[at : at + STRIP])


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_ui_10_a_step_says_in_two_lines_which_keys_to_press(step: Step) -> None:
    values = dict.fromkeys(step.names, "6") | {"tin": "123-45-6789", "phone": "415-555-0142"}
    text = step.filled(values)
    lines = block_lines(Block("text", text), 80)
    assert len(lines) < STRIP, [drawn(line) for line in lines]
    assert typed_in(text)
    assert step.where in NAMES
    assert noticed(step.done)
    zones = {spec.name for specs in HOUSE.values() for spec in specs}
    assert set(step.names) <= zones | {"tin", "phone"}


def test_ui_10_there_is_a_way_back_to_the_page_of_every_step() -> None:
    tour = read_tour()
    assert {step.where for step in tour.steps} == set(tour.ways)
    for text in tour.ways.values():
        assert len(block_lines(Block("text", text), 80)) < STRIP
        assert all(word in KEYS or word in {"tab", "slash"} for word in typed_in(text)), keys_in(
            text
        )


@pytest.mark.parametrize(
    ("done", "before", "now", "expected"),
    [
        ("searched", Sight("criteria"), Sight("list", 0, 3), True),
        ("searched", Sight("criteria"), Sight("list", 0, 0), False),
        ("third row", Sight("list", 0, 3), Sight("list", 1, 3), False),
        ("third row", Sight("list", 0, 3), Sight("list", 2, 3), True),
        ("opened", Sight("list"), Sight("taxpayer"), True),
        ("next entry", Sight("account", entry=2), Sight("account", entry=3), True),
        ("next entry", Sight("list"), Sight("account", entry=0), False),
        ("entry before", Sight("account", entry=2), Sight("list"), False),
        ("entry before", Sight("account", entry=2), Sight("account", entry=1), True),
        ("zone case", Sight("account", zone="alerts"), Sight("account", zone="case"), True),
        ("on help", Sight("list"), Sight("help"), True),
        ("off help", Sight("help"), Sight("manual"), False),
        ("commanded", Sight("account"), Sight("list"), False),
        ("commanded", Sight("account"), Sight("list", commands=1), True),
        ("a key", Sight("list", keys=4), Sight("list", keys=5), True),
    ],
)
def test_ui_10_what_counts_as_done(done: str, before: Sight, now: Sight, expected: bool) -> None:
    assert noticed(done)(before, now) is expected


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_ui_10_the_keys_the_tour_names_lead_to_its_end(size: tuple[int, int]) -> None:
    async with opened(size=size) as session:
        await session.press("f9", "tour", "enter")
        for number, step in enumerate(STEPS):
            assert guide(session).at == number, session.text
            assert f"Tour {number + 1} of {len(STEPS)}" in strip(session)
            assert plain(step.say)[:30].split("{")[0] in strip(session)
            assert "{" not in strip(session)
            assert ("Well done." in strip(session)) is (number > 0)
            for keys in typed_in(guide(session).text):
                current = session.app.reception.program.guide
                if current is None or current.at != number:
                    break
                await session.press("/" if keys == "slash" else keys)
                await moved_on(session, number)
            if number + 1 < len(STEPS):
                await session.until(lambda at=number: guide(session).at > at)
                await session.settle()
        assert session.app.reception.program.guide is None
        assert "Tour" not in session.text.replace("The tour is over", "")
        assert "The tour is over" in session.message


def test_tour_teaches_every_kind_of_search() -> None:
    """UI-10: the tour searches by name, TIN and phone, and adds a contact with F10."""
    told = " ".join(step.say for step in STEPS)
    assert all(part in told for part in ('"smith"', '"{tin}"', '"{phone}"', "`F10` adds"))


async def test_steps_that_name_an_unknown_fact_are_skipped() -> None:
    """UI-10: an account without phone or TIN does not stop the tour."""
    async with opened() as session:
        await session.press("f9", "tour", "enter")
        for _ in range(len(STEPS)):
            if session.app.reception.program.guide is None:
                return
            assert not {"tin", "phone"} & set(guide(session).step.names)
            await session.press("f9", "tour skip", "enter")
        raise AssertionError("the tour did not end")


async def test_ui_10_who_goes_another_way_is_told_the_way_back() -> None:
    async with opened() as session:
        await session.press("f9", "tour", "enter")
        await session.search("smith")
        await session.press("down", "down")
        assert guide(session).step.name == "open"
        await session.press("f1")
        assert "Enter opens the marked entry" in strip(session), (
            "reading the help is not going astray"
        )
        await session.press("f12", "f2")
        assert "come back to the list" in strip(session)
        await session.press("down", "down", "down", "down", "down")
        assert "Enter opens the marked entry" in strip(session)


async def test_ui_10_a_step_can_be_skipped_and_the_tour_left() -> None:
    async with opened() as session:
        await session.press("f9", "tour", "enter", "f9", "tour skip", "enter")
        assert "Tour 2 of" in strip(session)
        await session.press("f9", "tour off", "enter")
        assert session.app.reception.program.guide is None
        assert "── Tour" not in session.text
        await session.press("f9", "tour off", "enter", "f9", "tour skip", "enter")
        await session.press("f9", "tour", "enter")
        while session.app.reception.program.guide is not None:
            await session.press("f9", "tour skip", "enter")
        assert session.app.reception.program.guide is None


async def test_ui_10_the_tour_covers_nothing_and_gives_its_lines_back() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("enter")
        before = session.text
        await session.press("f9", "tour", "enter", "f2", "tab")
        page = session.app.screen
        assert isinstance(page, PageScreen)
        await session.search("smith")
        await session.press("enter")
        assert "1 Case" in session.text and "4 Location" in session.text
        assert "F1 help" in session.lines[23] and session.lines[19].startswith("── Tour")
        await session.press("f9", "tour off", "enter", "f8", "f7")
        assert session.text == before


async def test_ui_10_the_tour_is_refused_on_a_real_store() -> None:
    desk = FakeDesk()
    desk.demo = False
    async with opened(desk) as session:
        await session.press("f9", "tour", "enter")
        assert "The tour is for the demonstration" in session.text
        assert session.app.reception.program.guide is None


async def test_ui_05_the_tour_is_told_without_boxes() -> None:
    desk = FakeDesk()
    desk.preferences["linear"] = "on"
    async with opened(desk) as session:
        await session.press("f9", "tour", "enter")
        assert "   Tour 1 of" in session.text
        assert not set(session.text) & set("─│┌┐└┘┬┴┼▶▸")
