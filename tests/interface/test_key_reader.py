"""What a terminal sends becomes keys; of a sequence nothing is typed (UI-01)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.shared.key_reader import ALT_WAIT, KeyReader, Kind, Token

WAIT = 0.5
T, E, A, S, P = Kind.TEXT, Kind.ESCAPE, Kind.ALT, Kind.SEQUENCE, Kind.PASTE
L = Kind.LOST_PASTE
Pieces = Sequence[tuple[float, str]]
"""Seconds since the piece before, and what came."""


def read(pieces: Pieces, end: float = 10.0) -> list[tuple[Kind, str]]:
    """Every token of what came, with long silence at the end."""
    reader, now, found = KeyReader(WAIT), 0.0, list[Token]()
    for pause, text in pieces:
        step = pause / 5
        for _ in range(5):
            now += step
            found += reader.tick(now)
        found += reader.feed(text, now)
    found += reader.tick(now + end)
    return [(token.kind, token.text) for token in found]


@pytest.mark.parametrize(
    ("pieces", "tokens"),
    [
        ([(0, "a")], [(T, "a")]),
        ([(0, "ab\r")], [(T, "a"), (T, "b"), (T, "\r")]),
        ([(0, "\x1b[19~")], [(S, "\x1b[19~")]),
        ([(0, "\x1b"), (0.15, "[19~")], [(S, "\x1b[19~")]),
        ([(0, "\x1b"), (0.45, "[19~")], [(S, "\x1b[19~")]),
        ([(0, "\x1b["), (0.45, "19~")], [(S, "\x1b[19~")]),
        ([(0, "\x1b[1"), (0.9, "9"), (1.5, "~")], [(S, "\x1b[19~")]),
        ([(0, "\x1b"), (0.3, "O"), (0.3, "P")], [(S, "\x1bOP")]),
        ([(0, "\x1bO5P")], [(S, "\x1bO5P")]),
        ([(0, "\x1b"), (0.6, "[")], [(E, "\x1b"), (T, "[")]),
        ([(0, "\x1b")], [(E, "\x1b")]),
        ([(0, "\x1b\x1b")], [(E, "\x1b"), (E, "\x1b")]),
        ([(0, "\x1b\x1b[A")], [(E, "\x1b"), (S, "\x1b[A")]),
        ([(0, "\x1b"), (0.2, "x")], [(E, "\x1b"), (T, "x")]),
        ([(0, "\x1bx")], [(A, "x")]),
        ([(0, "\x1bn\x1br")], [(A, "n"), (A, "r")]),
        ([(0, "smi\x1b[24~")], [(T, "s"), (T, "m"), (T, "i"), (S, "\x1b[24~")]),
        ([(0, "a\x1b[57364ub")], [(T, "a"), (S, "\x1b[57364u"), (T, "b")]),
        ([(0, "\x1b[?62;22c")], [(S, "\x1b[?62;22c")]),
        ([(0, "\x1b[?2026;2$y")], [(S, "\x1b[?2026;2$y")]),
        ([(0, "\x1b]11;rgb:0000/0000/0000\x1b\\x")], [(T, "x")]),
        ([(0, "\x1b]11;rgb:0000/"), (0.4, "0000/0000\x07x")], [(T, "x")]),
        ([(0, "\x1bP>|xterm(388)\x1b\\"), (0.1, "y")], [(T, "y")]),
        ([(0, "\x1bP"), (1.0, "y")], [(A, "P"), (T, "y")]),
        ([(0, "\x1b]"), (0.4, "11;rgb:0000/0000/0000\x1b\\x")], [(T, "x")]),
        ([(0, "\x1bP"), (0.4, ">|xterm(388)\x1b\\x")], [(T, "x")]),
        ([(0, "\x1b]"), (0.45, "1"), (0.45, "1;r\x07x")], [(T, "x")]),
        ([(0, "\x1b]1"), (5, "1;rgb:00"), (5, "00\x07x")], [(T, "x")]),
        ([(0, "\x1b]11;rgb"), (60, ":0000/0000/0000\x1b\\x")], [(T, "x")]),
        ([(0, "\x1b]11;rgb:00\x1b"), (3, "\\x")], [(T, "x")]),
        ([(0, "\x1bP>|xterm"), (20, "(388)\x1b\\xy")], [(T, "x"), (T, "y")]),
        ([(0, "\x1b]" + "z" * 62), (0.8, "zz\x07x")], [(T, "x")]),
        ([(0, "\x1b]" + "z" * 64), (30, "zz\x07x")], [(T, "x")]),
        ([(0, "\x1b[1"), (3, "9~x")], [(T, "x")]),
        ([(0, "\x1b[1"), (60, "9~x")], [(T, "x")]),
        ([(0, "\x1b["), (3, "19~x")], [(T, "x")]),
        ([(0, "\x1bO"), (3, "Px")], [(T, "x")]),
        ([(0, "\x1b["), (30, "smi")], [(T, "s"), (T, "m"), (T, "i")]),
        ([(0, "\x1b[1"), (3, "\x1b[19~")], [(S, "\x1b[19~")]),
        ([(0, "\x1b[20"), (3, "0~b\x1b[201~c")], [(P, "b"), (T, "c")]),
        ([(0, "\x1b]11;rgb"), (3, "\x11")], [(T, "\x11")]),
        ([(0, "\x1b]11;rgb"), (3, "\x1b[19~x")], [(S, "\x1b[19~"), (T, "x")]),
        ([(0, "\x1b[200~abc"), (11, "\x11")], [(L, ""), (T, "\x11")]),
        ([(0, "\x1b[200~abc"), (9, "d"), (9, "e"), (11, "fg")], [(L, ""), (T, "f"), (T, "g")]),
        ([(0, "\x1b[200~"), (30, "\x1b[19~")], [(L, ""), (S, "\x1b[19~")]),
        ([(0, "\x1b[200~abc"), (11, "def\x1b[201~g")], [(L, ""), (T, "g")]),
        (
            [(0, "\x1b[200~abc"), (11, "def"), (0, "\x1b[201~g")],
            [(L, ""), (T, "d"), (T, "e"), (T, "f"), (T, "g")],
        ),
        ([(0, "\x1b[200~a\x1b[20"), (1, "1"), (1, "~b")], [(P, "a"), (T, "b")]),
        ([(0, "\x1b[200~\x1b[201~x")], [(P, ""), (T, "x")]),
        ([(0, "\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~")], [(P, "a"), (P, "b")]),
        ([(0, "\x1b_Gi=1;OK\x1b\\")], []),
        ([(0, "\x1b[1;2\rx")], [(T, "\r"), (T, "x")]),
        ([(0, "\x1b[1;\x1b[19~")], [(S, "\x1b[19~")]),
        ([(0, "\x1b[1;é")], [(T, "é")]),
        ([(0, "\x1b[" + "1;" * 60 + "m"), (0, "x")], [(T, "x")]),
        ([(0, "\x1b[[A")], [(S, "\x1b[[A")]),
        ([(0, "\x1b[200~a\nb\x1b[201~c")], [(P, "a\nb"), (T, "c")]),
        ([(0, "\x1b[200~a\x1b[1~"), (9, "b\x1b[201~")], [(P, "a\x1b[1~b")]),
        ([(0, "\x1b[201~x")], [(T, "x")]),
        ([(0, "a" * 40 + "\r")], [(T, "a" * 40), (T, "\r")]),
        ([(0, "a" * 15)], [(T, "a")] * 15),
    ],
)
def test_ui_01_what_a_terminal_sends(pieces: Pieces, tokens: list[tuple[Kind, str]]) -> None:
    """UI-01: sequences whole or in pieces, reports nobody asked for, Alt, Escape and pastes."""
    assert read(pieces) == tokens


_CSI = st.builds(
    lambda params, final: f"\x1b[{params}{final}",
    st.text("0123456789;?<>=:", max_size=12),
    st.sampled_from("ABCDFHPQRSTZcnmtuy~hl"),
).filter(lambda text: text not in {"\x1b[200~", "\x1b[M"})


_LONG = "".join(chr(0x21 + n % 90) for n in range(400))


@given(st.lists(st.integers(0, 420), max_size=8))
def test_ui_06_a_paste_split_anywhere_is_whole(cuts: list[int]) -> None:
    """UI-06: also within the marks of its beginning and end."""
    sent = f"\x1b[200~{_LONG}\x1b[201~x"
    places = sorted({min(cut, len(sent)) for cut in cuts} | {0, len(sent)})
    assert read([(0.4, sent[a:b]) for a, b in pairwise(places)]) == [(P, _LONG), (T, "x")]


class Counted(str):
    """Counts the characters that are looked at one by one."""

    looked = 0

    def __getitem__(self, at: object) -> str:
        Counted.looked += not isinstance(at, slice)
        return Counted(str.__getitem__(self, at))  # type: ignore[index]


def test_ui_06_a_long_paste_is_read_in_one_piece() -> None:
    """UI-06: the work grows with its length, not with the square of it."""
    reader = KeyReader(WAIT)
    reader.feed("\x1b[200~", 0.0)
    Counted.looked = 0
    for _ in range(100):
        assert reader.feed(Counted("x" * 4096), 0.0) == []
    assert Counted.looked == 0
    assert reader.feed("\x1b[201~", 0.0) == [Token(P, "x" * 409_600)]


@given(_CSI, st.text("ab1", max_size=3), st.lists(st.integers(1, 12), max_size=4))
def test_ui_01_nothing_of_a_sequence_is_typed(csi: str, after: str, cuts: list[int]) -> None:
    """UI-01: split anywhere, with pauses shorter than the wait."""
    places = sorted({min(cut, len(csi)) for cut in cuts} | {0, len(csi)})
    pieces = [(0.4, csi[a:b]) for a, b in pairwise(places)]
    tokens = read([*pieces, (0, after)])
    assert "".join(text for kind, text in tokens if kind is not S) == after


@given(st.text(st.characters(exclude_characters="\x1b", exclude_categories=["Cs"]), max_size=80))
def test_ui_01_text_without_escape_is_typed_whole(text: str) -> None:
    """UI-01: nothing is lost of what is no sequence."""
    assert "".join(text for _, text in read([(0, text)])) == text


def test_ui_01_mouse_reports_are_dropped_whole() -> None:
    """UI-01: the old report of the mouse has three bytes after it."""
    reader = KeyReader(WAIT, mouse=True)
    assert reader.feed("\x1b[M !!x", 0.0) == [Token(T, "x")]
    assert ALT_WAIT < WAIT
