"""Lines: inert, fitted by cells, and only what changed is sent (SE-07, UI-11)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from entity_tui.domain.inert import inert
from screens.shared import draw
from screens.shared.draw import (
    apart,
    cell,
    changed_span,
    clip,
    cut,
    plain,
    rule,
    segments,
    wide,
)  # fmt: skip

ANY = st.one_of(st.text(max_size=60), st.text(alphabet="abÉ ─▶", max_size=60))
PIECES = st.lists(st.tuples(ANY, st.sampled_from(["", "label", "marked"])), max_size=5)


@given(ANY, st.integers(0, 40))
def test_se_07_a_cell_is_inert_and_exactly_as_wide_as_asked(text: str, width: int) -> None:
    for shown in (cell(text, width), cell(text, width, "right")):
        assert cell_len(shown) == width
        assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)


@given(PIECES, st.integers(0, 60))
def test_se_07_whatever_a_line_is_made_of_its_segments_are_inert_and_fill_the_width(
    pieces: list[tuple[str, str]], width: int
) -> None:
    made = segments(tuple(pieces), width)
    assert sum(segment.cell_length for segment in made) == width
    text = "".join(segment.text for segment in made)
    assert not any(ord(char) < 32 or char in "\u202e\u200b\x7f\x9b" for char in text)


@given(ANY, ANY, st.integers(1, 40))
def test_ui_11_outside_the_changed_span_nothing_differs(old: str, new: str, width: int) -> None:
    before, after = ((old, ""),), ((new, ""),)
    span = changed_span(before, after, width)
    if span is None:
        assert plain(cut(before, width)) == plain(cut(after, width))
    else:
        assert 0 <= span[0] < span[1] <= width


@pytest.mark.parametrize(
    ("old", "new", "span"),
    [("abc", "abc", None), ("abc", "abd", (2, 3)), ("漢字", "漢学", (2, 4)), ("a", "", (0, 1)),
     ("漢", "ab", (0, 2)), ("xab", "x漢", (1, 3))],
)  # fmt: skip
def test_ui_11_a_wide_character_is_never_cut_in_half(
    old: str, new: str, span: tuple[int, int] | None
) -> None:
    assert changed_span(((old, ""),), ((new, ""),), 8) == span


def test_ui_11_a_change_of_style_alone_is_a_change() -> None:
    assert changed_span((("abc", ""),), (("a", ""), ("bc", "marked")), 8) == (1, 3)


def test_ui_04_what_does_not_fit_ends_in_a_mark() -> None:
    assert cell("abcdef", 4) == "abc…"
    assert clip("abc", 4) == "abc"
    assert cell("漢字漢字", 4) == "漢 …"
    assert rule("a title", 12) == "── a title ─"
    assert plain(apart((("a long left", ""),), (("right", ""),), 12)) == "a long…right"
    assert wide("\x1b") == 1


@given(PIECES, PIECES, st.integers(1, 40))
def test_ui_11_the_quick_way_to_what_changed_finds_the_same_as_the_slow_one(
    old: list[tuple[str, str]], new: list[tuple[str, str]], width: int
) -> None:
    before, after = draw._cells(tuple(old), width), draw._cells(tuple(new), width)
    differing = [x for x in range(width) if before[x] != after[x]]
    slow = (differing[0], differing[-1] + 1) if differing else None
    assert changed_span(tuple(old), tuple(new), width) == slow


def test_se_07_the_characters_taken_on_trust_are_inert_and_one_cell_wide() -> None:
    assert all(inert(char) == char and cell_len(char) == 1 for char in draw._SINGLE)
