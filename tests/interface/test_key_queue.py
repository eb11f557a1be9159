"""One queue of keys: the same keys end in the same place at any speed (CC-09, UI-08)."""

from __future__ import annotations

import asyncio
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entity_tui.errors import EntityError
from entity_tui.settings import Settings
from support.driving import opened
from support.fake_desk import GUARANTOR, FakeDesk
from support.key_runs import ends

SMITH = ("smith", "enter")
THIRD = (*SMITH, "tab", "tab", "enter")


def command(line: str) -> tuple[str, ...]:
    """The keys of a typed command."""
    return "f9", line, "enter"


@pytest.mark.parametrize(
    ("keys", "place", "shown"),
    [
        (THIRD, "RecordScreen", "3 of 300"),
        ((*THIRD, "f8", "f8"), "RecordScreen", "5 of 300"),
        ((*THIRD, "f8", "f8", "f12"), "ControlCentral", " 5 of 300 ──"),
        ((*THIRD, "f8", "f8", "f12", "f12"), "ControlCentral", "Enter search"),
        ((*SMITH, "s"), "ControlCentral", "by name ▲ · smith"),
        ((*SMITH, "s", "r"), "ControlCentral", "by name ▼"),
        ((*SMITH, "/", "jones", "enter"), "ControlCentral", "jones"),
        ((*SMITH, "f", "juan", "enter"), "ControlCentral", "SMITH, JUAN"),
        ((*SMITH, "f12"), "ControlCentral", "300 of more than 300"),
        ((*SMITH, "f2", "%john", "enter"), "ControlCentral", "· smith%john"),
        ((*SMITH, "f4", "down", "f12"), "ControlCentral", "SMITH, JOAN A"),
        ((*THIRD, "f10", "called", "f12"), "ContactPanel", "called"),
        ((*THIRD, "t", "f12"), "RecordScreen", "3 of 300"),
        ((*THIRD, "e", "down", "enter"), "RecordScreen", "Location tree"),
        ((*THIRD, "t", "d", "u", "f12"), "RecordScreen", "3 of 300"),
        ((*THIRD, "f11"), "RecordScreen", "3 of 300"),
        ((*THIRD, "x", "f12", "n"), "RecordScreen", "4 of 300"),
        ((*THIRD, *command("lists"), "f12", "n"), "RecordScreen", "4 of 300"),
        ((*SMITH, *command("save week"), "space", "space"), "ControlCentral", "2 of 300 done"),
        ((*command("rejects"), "down", "enter", "x"), "RejectsScreen", ""),
        ((*command("new person"), "abc", "tab", "12"), "NewTaxpayerScreen", "abc"),
        (("nobody at all", "enter", "x"), "ControlCentral", "nobody at allx"),
    ],
)
def test_cc_09_keys_end_in_the_same_place_at_any_speed(
    keys: tuple[str, ...], place: str, shown: str
) -> None:
    """CC-09: key by key, in one burst, with gaps, and before the store is open."""
    found = ends(keys)
    reference = found["key by key"]
    assert reference.splitlines()[0].endswith(place)
    assert shown in reference
    assert {speed: state for speed, state in found.items() if state != reference} == {}


_KEYS = st.sampled_from(
    "s 1 2 3 enter tab down up pagedown end home f1 f2 f4 f5 f6 f7 f8 n p f9 f10 f11 f12 / x b t "
    "e m u d c j r f space shift+tab ctrl+u left right escape".split()
)
_STARTS = st.sampled_from(
    [SMITH, THIRD, *map(command, ("eod", "time", "rejects", "eom", "lists", "verify", "import"))]
)


def _assert_same(start: tuple[str, ...], keys: list[str]) -> None:
    found = ends((*start, *keys))
    reference = found["key by key"]
    assert {speed: state for speed, state in found.items() if state != reference} == {}


_NO_DEADLINE = settings(
    deadline=None, max_examples=6, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@_NO_DEADLINE
@given(_STARTS, st.lists(_KEYS, min_size=3, max_size=12))
def test_cc_09_any_keys_end_in_the_same_place(start: tuple[str, ...], keys: list[str]) -> None:
    """CC-09: a few sequences of many; the torture test below tries more."""
    _assert_same(start, keys)


@pytest.mark.torture
@settings(_NO_DEADLINE, max_examples=150, derandomize=False)
@given(_STARTS, st.lists(_KEYS, min_size=3, max_size=20))
def test_cc_09_many_keys_end_in_the_same_place(start: tuple[str, ...], keys: list[str]) -> None:
    """CC-09: the same, longer and by the hundred."""
    _assert_same(start, keys)


async def test_cc_09_f12_typed_ahead_waits_its_turn() -> None:
    """CC-09: F12 after a search that has just begun is for the list."""
    desk = FakeDesk()
    desk.gate = threading.Event()
    async with opened(desk) as session:
        session.send("smith", "enter", "f12", "x")
        await session.until(lambda: desk.named("find_line"))
        desk.gate.set()
        await session.until(lambda: "smithx" in session.text)
        assert "300 of more than 300" in session.text


async def test_ui_08_f12_cancels_what_was_asked_before_it_only() -> None:
    """UI-08: keys before the late F12 are dropped with the search, those after it are taken."""
    desk = FakeDesk()
    desk.gate = threading.Event()
    async with opened(desk, settings=Settings(store="fake://", cancel_after=0.0)) as session:
        session.send("smith", "enter", "tab", "tab", "enter")
        await session.until(lambda: "F12 cancels" in session.text)
        session.send("f12", "x")
        await session.until(lambda: "smithx" in session.text)
        assert "search canceled" in session.text
        desk.gate.set()
        await session.settle()
        assert "SMITH, JOAN" not in session.text


async def test_f12_in_a_burst_waits_however_long_the_search_takes() -> None:
    """CC-09: an F12 that was typed with other keys is no cancel, however short the wait counts."""
    desk = FakeDesk()
    desk.gate = threading.Event()
    async with opened(desk, settings=Settings(store="fake://", cancel_after=0.05)) as session:
        session.send("smith", "enter")
        await session.until(lambda: desk.named("find_line"))
        await asyncio.sleep(0.2)
        session.send("tab", "tab", "enter", "f8", "f8", "f12")
        desk.gate.set()
        await session.until(lambda: " 5 of 300 ──" in session.text)


async def test_ui_08_ctrl_q_leaves_while_a_search_takes_long() -> None:
    """UI-08: a store that does not answer keeps nobody in the program."""
    desk = FakeDesk()
    desk.gate = threading.Event()
    async with opened(desk, settings=Settings(store="fake://", cancel_after=0.0)) as session:
        session.send("smith", "enter", "tab")
        await session.until(lambda: desk.named("find_line"))
        session.send("ctrl+q")
        await session.until(lambda: not session.app.is_running)
        desk.gate.set()


async def test_cc_09_keys_go_on_after_a_search_is_refused() -> None:
    """CC-09: a refusal answers as well: what is typed next goes into the Find line."""
    desk = FakeDesk()
    async with opened(desk) as session:
        desk.fail = EntityError("The store did not answer.")
        await session.press("smith", "enter", "x")
        assert "smithx" in session.text


async def test_cc_09_letters_after_a_single_hit_are_for_its_record() -> None:
    """CC-09: one hit opens its record; `m` maximizes a zone there and is not typed."""
    async with opened(FakeDesk(hits=(GUARANTOR,))) as session:
        await session.press("doe", "enter", "m")
        assert session.where == "RecordScreen"
        assert "has the page" in session.message
