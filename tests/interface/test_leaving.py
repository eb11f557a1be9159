"""One guard for every way out of unsaved work (UI-06, UI-07)."""

from __future__ import annotations

import signal
import threading
from dataclasses import replace

import pytest

from entity_tui.keymap import KEYS, Page
from entity_tui.settings import Settings
from screens.shared.unsaved import Drafts
from support.driving import Session, opened
from support.fake_desk import FakeDesk

RECORD = ("smith", "enter", "enter")
CONTACT = (*RECORD, "f10", "called back")
DASHBOARD = (*RECORD, "f6", "called back")
ADDING = ("alt+n", "ROE, JANE")
REJECT = ("f9", "rejects", "enter", "enter", "x")
WEEK = ("f9", "eod", "enter", "c", "1", "2", "3")
MACRO = ("f9", "macro record calls", "enter", "s")

WAYS = [
    (CONTACT, ("f12",), "This contact"),
    (CONTACT, ("escape",), "This contact"),
    (CONTACT, ("f3",), "This contact"),
    (CONTACT, ("f6",), "This contact"),
    (CONTACT, ("ctrl+q",), "This contact"),
    (DASHBOARD, ("f12",), "This contact"),
    (DASHBOARD, ("f6",), "This contact"),
    (DASHBOARD, ("ctrl+q",), "This contact"),
    ((*CONTACT, "f4"), ("ctrl+q",), "This contact"),
    (ADDING, ("f12",), "This person"),
    (ADDING, ("f3",), "This person"),
    (ADDING, ("ctrl+q",), "This person"),
    (ADDING, ("f2",), "This person"),
    (ADDING, ("f9", "cc jones", "enter"), "This person"),
    (ADDING, ("f9", "quit", "enter"), "This person"),
    ((*ADDING, "f9", "lists", "enter"), ("ctrl+q",), "This person"),
    ((*ADDING, "f9", "lists", "enter"), ("f9", "cc jones", "enter"), "This person"),
    ((*ADDING, "f1"), ("ctrl+q",), "This person"),
    (REJECT, ("f12",), "This line"),
    (REJECT, ("escape",), "This line"),
    (REJECT, ("f3",), "This line"),
    (REJECT, ("ctrl+q",), "This line"),
    (WEEK, ("ctrl+q",), "This week"),
    (MACRO, ("ctrl+q",), "Macro calls"),
    (MACRO, ("f3",), "Macro calls"),
    (MACRO, ("f9", "quit", "enter"), "Macro calls"),
]


def stack(session: Session) -> list[str]:
    """The pages that are open."""
    return [type(screen).__name__ for screen in session.app.screen_stack]


@pytest.mark.parametrize(("start", "way", "what"), WAYS)
async def test_ui_06_every_way_out_asks_first_and_then_leaves(
    start: tuple[str, ...], way: tuple[str, ...], what: str
) -> None:
    """UI-06: the first time the page stays and says so, the second time it is left."""
    async with opened() as session:
        await session.press(*start)
        before = session.app.screen_stack[1:]
        await session.press(*way)
        assert f"{what} is not saved" in session.text
        kept = session.app.screen_stack[1:]
        assert kept == before[: len(kept)] and session.app.is_running
        await session.press(*way)
        assert (
            not session.app.is_running
            or session.app.screen_stack[1:] != kept
            or (f"{what} is not saved" not in session.text)
        )


@pytest.mark.parametrize(("start", "way", "what"), WAYS)
async def test_ui_07_keys_typed_ahead_never_discard(
    start: tuple[str, ...], way: tuple[str, ...], what: str
) -> None:
    """UI-07: the way out pressed three times in one burst asks and discards nothing."""
    async with opened() as session:
        await session.press(*start)
        session.send(*way, *way, *way, typed_ahead=True)
        await session.settle()
        assert f"{what} is not saved" in session.text
        assert session.app.is_running


async def test_ui_07_a_key_pressed_too_soon_asks_again() -> None:
    """UI-07: the question is shown for a moment before a key can answer it."""
    async with opened(settings=Settings(store="fake://", confirm_after=600.0)) as session:
        await session.press(*CONTACT)
        await session.press("f12")
        await session.press("f12")
        assert session.where == "ContactPanel"


async def test_ui_06_typed_on_it_is_asked_again() -> None:
    """UI-06: what was typed after the question was not asked about."""
    async with opened() as session:
        await session.press(*CONTACT)
        await session.press("f12")
        await session.press("x")
        await session.press("f12")
        assert session.where == "ContactPanel"
        assert "This contact is not saved" in session.text


@pytest.mark.parametrize(
    ("start", "first", "other", "place"),
    [
        (CONTACT, "ctrl+q", "f12", "ContactPanel"), (CONTACT, "f12", "ctrl+q", "ContactPanel"),
        (CONTACT, "f6", "f12", "ContactPanel"), (CONTACT, "f3", "f6", "ContactPanel"),
        (ADDING, "ctrl+q", "f12", "NewTaxpayerScreen"), (ADDING, "f12", "f3", "NewTaxpayerScreen"),
        (ADDING, "f3", "ctrl+q", "NewTaxpayerScreen"), (REJECT, "ctrl+q", "f12", "RejectsScreen"),
        (REJECT, "f12", "f3", "RejectsScreen"), (DASHBOARD, "ctrl+q", "f6", "ContactPanel"),
    ],
)  # fmt: skip
async def test_another_way_out_asks_again(
    start: tuple[str, ...], first: str, other: str, place: str
) -> None:
    """UI-06: only the key that asked answers; another one, pressed in fright, asks anew."""
    async with opened() as session:
        await session.press(*start)
        await session.press(first)
        await session.press(other)
        assert session.app.is_running and session.where == place
        assert "is not saved" in session.text


async def test_ui_06_nothing_typed_nothing_asked() -> None:
    """UI-06: a page without unsaved work is left at once."""
    async with opened() as session:
        await session.press(*RECORD, "f10", "f12")
        assert session.where == "RecordScreen"
        await session.press("ctrl+q")
        assert not session.app.is_running


@pytest.mark.parametrize("page", list(Page))
def test_ui_01_ctrl_s_is_f10_on_every_page(page: Page) -> None:
    """UI-01: F10 save / run, Ctrl+S too."""
    saving = [key for key in KEYS if page in key.pages and "f10" in key.keys]
    assert all("ctrl+s" in key.keys for key in saving)


async def test_ui_01_ctrl_s_saves_a_contact() -> None:
    """UI-01: in the contact panel as well."""
    desk = FakeDesk()
    async with opened(desk) as session:
        await session.press(*CONTACT, "ctrl+s")
        assert len(desk.named("add_contact")) == 1


WEEK_TYPED = ("f9", "eod", "enter", "3", "enter", "phone", "enter")
DRAFTS = [
    (CONTACT, (*RECORD, "f10"), "called back"),
    (DASHBOARD, (*RECORD, "f10"), "called back"),
    (ADDING, ("alt+n",), "ROE, JANE"),
    (REJECT, ("f9", "rejects", "enter"), "x"),
    (WEEK_TYPED, ("f9", "eod", "enter"), "1 not saved"),
]
"""What is typed, where it is offered again, and what is shown there."""
OFFERED = "is here again"


async def drop_line(desk: FakeDesk, *keys: str) -> None:
    """Type, and lose the line."""
    async with opened(desk) as session:
        await session.press(*keys)
        session.app.keep_drafts()


@pytest.mark.parametrize(("start", "again", "shown"), DRAFTS)
async def test_ui_06_a_dropped_line_keeps_a_draft(
    start: tuple[str, ...], again: tuple[str, ...], shown: str
) -> None:
    """UI-06: what was typed is offered until it is saved or discarded, not until it is read."""
    desk = FakeDesk()
    await drop_line(desk, *start)
    for _ in range(2):
        async with opened(desk) as session:
            await session.press(*again)
            assert shown in session.text
            assert OFFERED in session.text


@pytest.mark.parametrize("way", ["f12", "ctrl+q"])
@pytest.mark.parametrize(("start", "again", "shown"), DRAFTS)
async def test_ui_06_a_discarded_draft_is_not_offered_again(
    start: tuple[str, ...], again: tuple[str, ...], shown: str, way: str
) -> None:
    """UI-06: neither in the same session nor in the next one."""
    desk = FakeDesk()
    await drop_line(desk, *start)
    async with opened(desk) as session:
        await session.press(*again)
        await session.press(way)
        assert "is not saved" in session.text
        await session.press(way)
        if session.app.is_running:
            await session.press("f2", *again)
            assert OFFERED not in session.text
    assert not any(desk.preferences[name] for name in desk.preferences if "draft." in name)
    async with opened(desk) as session:
        await session.press(*again)
        assert OFFERED not in session.text


@pytest.mark.parametrize(
    ("start", "again"),
    [(start, again) for start, again, _ in DRAFTS if start not in (ADDING, REJECT)],
)
async def test_ui_06_a_saved_draft_is_not_offered_again(
    start: tuple[str, ...], again: tuple[str, ...]
) -> None:
    """UI-06: F10 ends it."""
    desk = FakeDesk()
    await drop_line(desk, *start)
    async with opened(desk) as session:
        await session.press(*again, "f10")
    assert not any(desk.preferences[name] for name in desk.preferences if "draft." in name)
    async with opened(desk) as session:
        await session.press(*again)
        assert OFFERED not in session.text


async def test_ui_06_a_submitted_reject_ends_its_draft() -> None:
    """UI-06: the line is corrected after the line dropped, and submitted."""
    desk = FakeDesk()
    await drop_line(desk, *REJECT)
    async with opened(desk) as session:
        await session.press("f9", "rejects", "enter", "backspace", "f10")
    assert not any(desk.preferences[name] for name in desk.preferences if "draft." in name)


async def test_ui_06_an_emptied_draft_is_not_offered_again() -> None:
    """UI-06: who empties the comment and leaves is not asked, and not offered it again."""
    desk = FakeDesk()
    await drop_line(desk, *CONTACT)
    async with opened(desk) as session:
        await session.press(*RECORD, "f10", "ctrl+u", "f12")
        assert session.where == "RecordScreen"
        await session.press("f10")
        assert OFFERED not in session.text


async def test_ui_06_a_draft_that_was_never_shown_stays() -> None:
    """UI-06: the answer came when the panel was closed; the draft is offered the next time."""
    desk = FakeDesk()
    await drop_line(desk, *CONTACT)
    async with opened(desk) as session:
        await session.press(*RECORD)
        seen = threading.Event()
        types = desk.contact_types
        desk.contact_types = lambda: (seen.wait(5), types())[1]  # type: ignore[method-assign]
        session.send("f10")
        await session.until(lambda: session.where == "ContactPanel")
        panel = session.app.screen
        await session.until(lambda: panel.asking.busy)
        panel.asking.drop()
        seen.set()
        await session.press("f12", "f10")
        assert "called back" in session.text
        assert OFFERED in session.text


async def test_ui_06_reading_the_week_again_restores_no_draft_twice() -> None:
    """UI-06: F5 does not put back days of a draft that are no longer changed."""
    desk = FakeDesk()
    await drop_line(desk, *WEEK_TYPED)
    async with opened(desk) as session:
        await session.press("f9", "eod", "enter")
        page = session.app.screen
        assert len(page.desk.pending) == 1
        page.desk = replace(page.desk, pending={})
        await session.press("f5")
        assert page.desk.pending == {}


def test_ui_06_a_draft_that_ended_is_not_shown_while_it_is_being_deleted() -> None:
    """UI-06: the deletion is written behind; a page opened meanwhile may still read the draft."""
    deleted: list[str] = []
    drafts = Drafts(deleted.append)
    assert not drafts.end("person")
    assert drafts.show("person", {}) == {}
    assert not drafts.end("person")
    assert drafts.show("person", {"name": "ROE"}) == {"name": "ROE"}
    assert drafts.end("person")
    assert not drafts.end("person")
    assert drafts.show("person", {"name": "ROE"}) == {}
    assert drafts.show("contact.1", {"comment": "x"}) == {"comment": "x"}
    assert deleted == ["draft.person"]


def test_ui_06_hang_up_and_termination_are_listened_to() -> None:
    """UI-06: the exit codes stay 129 and 143."""
    assert (128 + signal.SIGHUP, 128 + signal.SIGTERM) == (129, 143)
