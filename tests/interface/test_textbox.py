"""Editing a line of text (UI-03, UI-06)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.shared.textbox import LIMIT, TextBox

KEYS = ["left", "right", "home", "end", "backspace", "delete", "ctrl+u", "ctrl+w", "ctrl+k"]


def typed(*steps: str) -> TextBox:
    box = TextBox()
    for step in steps:
        if not box.edit(step):
            box.type(step)
    return box


def test_ui_06_the_usual_editing_keys_edit() -> None:
    assert typed("smith", "left", "left", "X").value == "smiXth"
    assert typed("smith", "home", "delete").value == "mith"
    assert typed("smith jones", "ctrl+w").value == "smith "
    assert typed("smith", "home", "right", "ctrl+k").value == "s"
    assert typed("smith", "ctrl+u", "x").value == "x"
    assert typed("smith", "backspace", "end", "s").value == "smits"


def test_ui_06_fresh_text_is_replaced_by_typing_and_kept_by_moving() -> None:
    box = TextBox("old")
    box.fresh = True
    box.type("n")
    assert box.value == "n"
    box = TextBox("old")
    box.fresh = True
    box.edit("left")
    box.type("n")
    assert box.value == "olnd"
    box.fresh = True
    box.edit("backspace")
    assert box.value == ""


def test_se_07_what_is_not_printable_becomes_a_blank() -> None:
    assert typed("a\x1b[31m\u202eb\nc").value == "a [31m b c"


def test_ui_06_a_line_has_its_limit() -> None:
    assert len(typed("x" * 2000).value) == LIMIT


@given(
    st.lists(st.one_of(st.sampled_from(KEYS), st.text(max_size=8)), max_size=30), st.integers(1, 30)
)
def test_ui_03_the_cursor_is_always_in_the_window(steps: list[str], width: int) -> None:
    box = typed(*steps)
    shown, at = box.window(width)
    assert cell_len(shown) == width
    assert 0 <= at <= width
    assert 0 <= box.cursor <= len(box.value)
