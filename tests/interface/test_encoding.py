"""Characters go out in the codeset of the locale, colours as the terminal has them (UI-05)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from entity_tui.services.doctor import terminal_findings
from entity_tui.terminal import Codeset, codeset_of, has_colors, named_codeset


@pytest.mark.parametrize(
    ("environ", "codeset"),
    [
        ({}, "ascii"),
        ({"LANG": "C"}, "ascii"),
        ({"LANG": "POSIX"}, "ascii"),
        ({"LANG": "en_US.UTF-8"}, "utf-8"),
        ({"LANG": "en_US.utf8"}, "utf-8"),
        ({"LANG": "en_US.ISO-8859-1"}, "iso8859-1"),
        ({"LANG": "en_US.ISO8859-15"}, "iso8859-15"),
        ({"LANG": "de_DE@euro"}, "iso8859-1"),
        ({"LANG": "de_DE.UTF-8@euro"}, "utf-8"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, "utf-8"),
        ({"LANG": "en_US.UTF-8", "LC_CTYPE": "C"}, "ascii"),
        ({"LANG": "en_US.ISO-8859-1", "LC_ALL": "en_US.UTF-8"}, "utf-8"),
        ({"LANG": "ru_RU.KOI8-R"}, "koi8-r"),
        ({"LANG": "ja_JP.eucJP"}, "euc_jp"),
        ({"LANG": "xx_XX.NOSUCH"}, "ascii"),
        ({"LANG": ""}, "ascii"),
    ],
)
def test_ui_05_the_locale_names_the_codeset(environ: dict[str, str], codeset: str) -> None:
    """UI-05: LC_ALL before LC_CTYPE before LANG; a codeset that is not known is ASCII."""
    assert codeset_of(named_codeset(environ, lambda: "ISO-8859-1")).name == codeset


@pytest.mark.parametrize(
    ("codeset", "text", "sent"),
    [
        ("utf-8", "── é ▶", "── é ▶".encode()),
        ("ascii", "── 1 of 3 ──", b"-- 1 of 3 --"),
        ("ascii", "│┌┐└┘┬┴┼", b"|+++++++"),
        ("ascii", "▶ SMITH, JOSÉ", b"> SMITH, JOSE"),
        ("ascii", "SAN FRAN…", b"SAN FRAN."),
        ("ascii", "21▸03▸12", b"21>03>12"),
        ("ascii", "漢字", b"????"),
        ("ascii", "Ž ß ø", b"Z ? ?"),
        ("iso8859-1", "─ É ß ø", b"- \xc9 \xdf \xf8"),
        ("iso8859-1", "Č", b"C"),
        ("iso8859-1", "e\u0301", b"e"),
        ("iso8859-15", "€", b"\xa4"),
        ("koi8-r", "Ж ─", b"\xf6 -"),
    ],
)
def test_ui_05_what_is_sent_in_a_codeset(codeset: str, text: str, sent: bytes) -> None:
    """UI-05: as many cells as the text has, whatever the terminal can show."""
    assert Codeset(codeset).encode(text) == sent


_LATIN = st.characters(min_codepoint=0x20, max_codepoint=0x2FF, exclude_categories=["Cc", "Cf"])


@given(st.text(_LATIN | st.sampled_from("─│┌▶▸…·█漢é"), max_size=40))
def test_ui_05_columns_never_shift(text: str) -> None:
    """UI-05: one byte a cell where the terminal shows one byte as one cell."""
    for name in ("ascii", "iso8859-1"):
        assert len(Codeset(name).encode(text)) == cell_len(text)


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"TERM": "xterm-256color", "LC_ALL": "C"}, ["colours", "ascii: lines drawn in ASCII"]),
        ({"TERM": "xterm", "LC_ALL": "en_US.UTF-8"}, ["colours", "utf-8: line characters"]),
        ({"TERM": "vt100", "LC_ALL": "en_US.UTF-8"}, ["no colours", "utf-8"]),
        ({"TERM": "xterm", "LC_ALL": "de_DE.ISO-8859-1"}, ["colours", "iso8859-1: lines drawn"]),
        ({"TERM": "xterm", "NO_COLOR": "1", "LC_ALL": "C"}, ["NO_COLOR is set", "ascii"]),
        ({"LC_ALL": "C"}, ["TERM is not set", "ascii"]),
    ],
)
def test_ui_05_doctor_says_what_the_terminal_is_taken_for(
    environ: dict[str, str], said: list[str]
) -> None:
    """UI-05: its colours and its codeset."""
    found = [finding.said for finding in terminal_findings(environ, lambda term: None)]
    assert all(words in text for words, text in zip(said, found, strict=True))


@pytest.mark.parametrize(
    ("term", "known", "colors"),
    [
        ("xterm-256color", 256, True),
        ("xterm", 8, True),
        ("linux", 8, True),
        ("vt100", -1, False),
        ("vt220", -1, False),
        ("xterm-mono", -1, False),
        ("vt100", None, False),
        ("vt220-8", None, False),
        ("vt320", None, False),
        ("screen-m", None, False),
        ("xterm-mono", None, False),
        ("wy50", None, False),
        ("dumb", None, False),
        ("xterm-kitty", None, True),
        ("alacritty", None, True),
    ],
)
def test_ui_05_monochrome_terminals_get_no_colour(
    term: str, known: int | None, colors: bool
) -> None:
    """UI-05: terminfo decides; a terminal it does not know is judged by its name."""
    assert has_colors(term, lambda _: known) is colors
