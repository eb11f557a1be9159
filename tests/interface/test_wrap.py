"""Text is wrapped by the cells it takes, and nothing of it is lost (UI-04, UI-07)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.inert import inert
from screens.shared.draw import wide, wrap


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 10, [""]), ("a", 10, ["a"]), ("ab cd", 5, ["ab cd"]), ("ab cd", 4, ["ab", "cd"]),
        ("abcdef", 3, ["abc", "def"]), ("ab cdefgh", 4, ["ab", "cdef", "gh"]),
        ("漢字漢字", 4, ["漢字", "漢字"]), ("漢字漢字", 5, ["漢字", "漢字"]),
        ("a  b\nc", 10, ["a b c"]), ("é" * 5, 2, ["éé", "éé", "é"]), ("   ", 4, [""]),
        ("one two three", 7, ["one two", "three"]),
    ],
)  # fmt: skip
def test_rows_of_a_text(text: str, width: int, rows: list[str]) -> None:
    """UI-04: words stay whole where they fit; wide characters take two cells."""
    assert wrap(text, width) == rows


def test_later_rows_are_indented() -> None:
    """UI-04: the indent counts as part of the row."""
    assert wrap("one two three", 6, "  ") == ["one", "  two", "  thre", "  e"]


@given(st.text(max_size=200), st.integers(2, 60))
def test_no_character_is_lost_and_no_row_too_wide(text: str, width: int) -> None:
    """UI-07: every row fits, and the rows together are the text."""
    rows = wrap(text, width)
    assert all(wide(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(inert(" ".join(text.split())).split())
