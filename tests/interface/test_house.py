"""What Textual would let pass silently: hidden names, waiting threads, the mouse (UI-13)."""

from __future__ import annotations

import inspect
import pkgutil
import threading
from importlib import import_module

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

import entity_tui.app
import screens
from support.driving import opened
from support.fake_desk import FakeDesk

MEANT = {
    "compose", "render_line", "refresh", "run", "get_default_screen", "action_quit", "_display",
    "on_event", "focused", "can_focus", "can_focus_children", "_handle_exception",
    "run_action",
}  # fmt: skip
MADE_BY_TEXTUAL = {
    "_decorated_handlers", "_reactives", "_inherit_css", "_inherit_bindings", "_css_type_name",
    "_inherit_component_classes", "_merged_bindings", "_css_type_names", "_computes",
    "_default_focused",
}  # fmt: skip


def our_classes() -> list[type]:
    names = [m.name for m in pkgutil.walk_packages(screens.__path__, "screens.")]
    modules = [entity_tui.app, *map(import_module, names)]
    found = {
        kind
        for module in modules
        for kind in vars(module).values()
        if inspect.isclass(kind) and kind.__module__ == module.__name__
    }
    return sorted((k for k in found if issubclass(k, App | Widget)), key=lambda k: k.__name__)


@pytest.mark.parametrize("kind", our_classes(), ids=lambda kind: kind.__name__)
def test_ui_13_no_class_hides_a_name_of_textual_by_accident(kind: type) -> None:
    theirs = [base for base in kind.__mro__ if base.__module__.startswith("textual.")]
    hidden = {
        name
        for name in vars(kind)
        if not name.startswith("__") and not name.isupper()
        and any(name in vars(base) for base in theirs)
    }  # fmt: skip
    assert hidden - MEANT - MADE_BY_TEXTUAL == set()


async def test_ui_13_no_screen_keeps_its_state_in_a_name_of_textual() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("enter")
        names = set(vars(Screen())) | set(vars(Widget()))
        for screen in session.app.screen_stack:
            for node in screen.walk_children(with_self=True):
                ours = [k for k in type(node).__mro__ if not k.__module__.startswith("textual")]
                for kind in ours[:-1]:
                    if "__init__" in vars(kind):
                        code = inspect.getsource(kind.__init__)
                        taken = [
                            n for n in names if f"self.{n} = " in code or f"self.{n}: " in code
                        ]
                        assert not taken, f"{kind.__name__}: {taken}"


async def test_ui_08_leaving_while_a_search_runs_stops_it() -> None:
    desk = FakeDesk()
    desk.gate = threading.Event()
    async with opened(desk) as session:
        session.send("smith", "enter")
        await session.until(lambda: desk.named("find_line"))
        session.send("ctrl+q")
        await session.until(lambda: not session.app.is_running)
    await session.until(lambda: desk.stopped == ["smith"])


async def test_cc_09_a_mouse_also_works() -> None:
    async with opened() as session:
        await session.pilot.click(offset=(12, 3))
        await session.press("smith", "enter")
        assert session.desk.named("find")
        await session.pilot.click(offset=(12, 11))
        await session.settle()
        assert " 3 of 300 ──" in session.lines[7]
        await session.pilot.click(offset=(12, 11))
        await session.settle()
        assert session.where == "RecordScreen"
        await session.pilot.click(offset=(50, 4))
        await session.settle()
        assert "▶2 Taxpayer" in session.text
        await session.press("tab")
        assert "▶3 Modules" in session.text


async def test_ui_05_the_terminals_own_cursor_follows_the_work() -> None:
    async with opened() as session:
        await session.press("smi")
        assert session.cursor == (11, 1)
        await session.press("th", "enter")
        await session.press("down", "down")
        assert session.cursor == (0, 11)
