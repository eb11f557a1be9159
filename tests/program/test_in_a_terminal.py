"""The whole program on a real store in a real terminal, driven by keys alone."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from support.demo_office import ROOT, Office, demo_office
from support.terminal import Terminal

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (160, 45)])
OPEN = "Control Central (demo)"
MOUSE = {9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016}
LEFT_ON = {47, 1047, 1049, 1004, 2004, 2048, *MOUSE}
# Everything a screen may be painted with: colours, cursor, erasing, modes, the keyboard protocol.
PAINTING = re.compile(
    r"\x1b\[[0-9;]*[mHABCDGJKr]|\x1bM|\x1b\[6n|\x1b\[\?[0-9;]+[hl]|\x1b\[\?[0-9]+\$p|\x1b\[[<>][0-9;]*u|\x1b\]22;[a-z]*\x07|[\r\n]"
)
TITLE = re.compile(r"\x1b\][012];")
COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return demo_office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def hits(office: Office) -> list[dict[str, Any]]:
    """The result list of `s`, long enough to step through and to scroll."""
    found = office.found("s")
    assert 20 < len(found) < 300
    return found


def at_list(terminal: Terminal) -> Terminal:
    """Type `s` and wait for its list."""
    terminal.wait_for(OPEN)
    terminal.type_in("s")
    terminal.press("enter")
    terminal.wait_for(re.compile(r"─ 1 of \d+ ──"))
    return terminal


def wait_for_entry(terminal: Terminal, hits: list[dict[str, Any]], number: int) -> list[str]:
    """Wait until a record page shows the entry with this number, whole."""
    account = f"{hits[number - 1]['account']}-"
    terminal.wait_for(re.compile(rf"\A.*{account}\d .* {number} of {len(hits)} · s ▸ F7 F8"))
    terminal.wait_for(re.compile(r"\A[^\n]+\n (?:\S+  )?Current balance "))
    return terminal.lines


def wait_for_row(terminal: Terminal, hits: list[dict[str, Any]], number: int) -> list[str]:
    """Wait until the list marks the row with this number."""
    terminal.wait_for(f"─ {number} of {len(hits)} ──")
    terminal.wait_for(re.compile(rf"▶[ ~].*{hits[number - 1]['account']}-"))
    terminal.settle()
    return terminal.lines


@SIZES
def test_cc_06_cc_09_cc_10_a_name_to_the_third_hit_ten_on_ten_back_and_home_to_the_same_row(
    office: Office, hits: list[dict[str, Any]], columns: int, rows: int
) -> None:
    with at_list(office.open(columns=columns, rows=rows)) as terminal:
        terminal.press("tab", "tab")
        left = wait_for_row(terminal, hits, 3)
        terminal.press("enter")
        pages = [wait_for_entry(terminal, hits, 3)]
        for number in range(4, 14):
            terminal.press("f8")
            pages.append(wait_for_entry(terminal, hits, number))
        for number in range(12, 2, -1):
            terminal.press("f7")
            assert wait_for_entry(terminal, hits, number)[:2] == pages[number - 3][:2]
        terminal.press("f12")
        assert wait_for_row(terminal, hits, 3) == left


def test_cc_10_ui_03_going_back_marks_the_row_stepped_to_and_opening_it_again_is_the_same(
    office: Office, hits: list[dict[str, Any]]
) -> None:
    with at_list(office.open()) as terminal:
        terminal.press("end")
        wait_for_row(terminal, hits, len(hits))
        terminal.press("enter")
        wait_for_entry(terminal, hits, len(hits))
        terminal.press("f7", "f7")
        wait_for_entry(terminal, hits, len(hits) - 2)
        page = terminal.settle()
        terminal.press("f12")
        wait_for_row(terminal, hits, len(hits) - 2)
        terminal.press("enter")
        wait_for_entry(terminal, hits, len(hits) - 2)
        assert terminal.settle() == page


def test_cc_10_the_ends_of_the_list_say_so_and_do_nothing(
    office: Office, hits: list[dict[str, Any]]
) -> None:
    with at_list(office.open()) as terminal:
        terminal.press("enter")
        wait_for_entry(terminal, hits, 1)
        terminal.press("f7")
        terminal.wait_for("First of ")
        wait_for_entry(terminal, hits, 1)


def test_cc_10_keys_pressed_faster_than_the_page_paints_end_at_the_right_entry(
    office: Office, hits: list[dict[str, Any]]
) -> None:
    with at_list(office.open()) as terminal:
        terminal.press("enter", *["f8"] * 15, *["f7"] * 4)
        wait_for_entry(terminal, hits, 12)
        calm = terminal.settle()
        terminal.press("f8", "f7")
        wait_for_entry(terminal, hits, 12)
        assert terminal.settle() == calm


def test_cc_06_a_single_hit_opens_at_once(office: Office, hits: list[dict[str, Any]]) -> None:
    with office.open() as terminal:
        terminal.wait_for(OPEN)
        terminal.type_in(hits[4]["account"])
        terminal.press("enter")
        terminal.wait_for("1 of 1")
        terminal.wait_for(f"{hits[4]['account']}-")
        terminal.press("f12")
        terminal.wait_for("─ 1 of 1 ──")


def test_cc_06_nothing_found_is_said_plainly_and_the_cursor_is_where_typing_goes_on(
    office: Office,
) -> None:
    with office.open() as terminal:
        terminal.wait_for(OPEN)
        terminal.type_in("qqqq")
        terminal.press("enter")
        terminal.wait_for("nothing found")
        terminal.type_in("zz")
        terminal.wait_for("[qqqqzz ")


def test_pf_08_keys_typed_before_the_first_frame_are_not_lost(
    office: Office, hits: list[dict[str, Any]]
) -> None:
    with office.open() as terminal:
        terminal.type_in("s")
        terminal.press("enter")
        terminal.wait_for(f"─ 1 of {len(hits)} ──")


def test_pf_08_keys_typed_while_the_store_opens_are_not_lost(
    office: Office, hits: list[dict[str, Any]]
) -> None:
    with office.open() as terminal:
        terminal.wait_for("F1 help")
        terminal.type_in("s")
        terminal.press("enter", "tab", "tab", "enter")
        terminal.wait_for(f" of {len(hits)}")


def test_ui_03_ui_04_resizing_while_stepping_keeps_the_entry_the_zone_and_every_line(
    office: Office, hits: list[dict[str, Any]]
) -> None:
    with at_list(office.open()) as terminal:
        terminal.press("enter")
        wait_for_entry(terminal, hits, 1)
        terminal.press("3", "f8")
        wait_for_entry(terminal, hits, 2)
        terminal.wait_for("▶3 ")
        before = terminal.settle()
        for columns, rows in ((160, 45), (100, 30), (200, 60), (80, 24)):
            terminal.resize(columns, rows)
            terminal.press("f8", "f7")
            terminal.wait_for(re.compile(rf"\A.{{{columns - 30},}} 2 of "))
            terminal.settle()
            wait_for_entry(terminal, hits, 2)
            assert "▶3 " in terminal.text
            assert terminal.lines[rows - 1].startswith(" F1 help")
        assert terminal.text == before
        terminal.press("f12")
        wait_for_row(terminal, hits, 2)


def test_ui_04_a_window_far_too_small_is_survived(
    office: Office, hits: list[dict[str, Any]]
) -> None:
    with at_list(office.open()) as terminal:
        terminal.press("enter")
        wait_for_entry(terminal, hits, 1)
        for columns, rows in ((20, 5), (1, 1), (2, 3), (300, 2), (80, 24)):
            terminal.resize(columns, rows)
            terminal.press("f8", "f7", "f12", "enter")
            terminal.settle()
        wait_for_entry(terminal, hits, 1)


@pytest.mark.parametrize(("key", "mouse"), [("f3", "0"), ("ctrl+q", "1")])
def test_ui_11_leaving_gives_the_terminal_back_as_it_was(
    office: Office, hits: list[dict[str, Any]], key: str, mouse: str
) -> None:
    with at_list(office.open(ENTITY_TUI_MOUSE=mouse)) as terminal:
        assert bool(terminal.modes & MOUSE) is (mouse == "1")
        terminal.press("enter")
        wait_for_entry(terminal, hits, 1)
        if key == "f3":
            terminal.press("f3")
            wait_for_row(terminal, hits, 1)
        terminal.press(key)
        assert terminal.finish() == 0
        assert not terminal.modes & LEFT_ON
        assert 25 in terminal.modes
        assert terminal.log.count(b"\x1b[>") == terminal.log.count(b"\x1b[<")
        assert terminal.tty == terminal.tty_at_start


def test_se_06_nothing_is_written_on_the_screen_the_user_comes_back_to(
    office: Office, hits: list[dict[str, Any]]
) -> None:
    with at_list(office.open()) as terminal:
        terminal.press("enter")
        wait_for_entry(terminal, hits, 1)
        terminal.press("ctrl+q")
        terminal.finish()
        before, _, rest = bytes(terminal.log).decode().partition("\x1b[?1049h")
        after = rest.rpartition("\x1b[?1049l")[2]
        assert PAINTING.sub("", before + after) == ""
        assert not TITLE.search(rest)


def test_ui_11_a_dropped_line_ends_the_program(office: Office) -> None:
    with at_list(office.open()) as terminal:
        os.kill(terminal.process.pid, 1)
        terminal.process.wait(10)


def test_ui_11_a_zone_digit_costs_a_kilobyte_at_most(
    office: Office, hits: list[dict[str, Any]]
) -> None:
    """UI-11: only what changed is sent, and lines that moved are moved by the terminal."""
    with at_list(office.open()) as terminal:
        terminal.press("enter")
        wait_for_entry(terminal, hits, 1)
        terminal.settle()
        for digit in "2345678915":
            before = len(terminal.log)
            terminal.press(digit)
            terminal.wait_for(f"▶{digit}")
            terminal.settle()
            assert len(terminal.log) - before <= 1024, digit


def test_ui_11_a_step_takes_few_bytes_and_a_move_of_the_mark_fewer(
    office: Office, hits: list[dict[str, Any]]
) -> None:
    with at_list(office.open()) as terminal:
        terminal.settle()
        moves = [terminal.measure("tab", f"─ {n} of {len(hits)} ──") for n in range(2, 8)]
        terminal.press("enter")
        wait_for_entry(terminal, hits, 7)
        steps = [terminal.measure("f8", f" {n} of {len(hits)} ·") for n in range(8, 20)]
        assert max(move.nbytes for move in moves) <= 512
        assert max(step.nbytes for step in steps) <= 3 * 1024


@pytest.mark.parametrize("settings", [{}, {"NO_COLOR": "1"}])
def test_ui_05_with_no_color_nothing_is_coloured_and_a_refusal_is_still_marked(
    office: Office, settings: dict[str, str]
) -> None:
    with at_list(office.open(**settings)) as terminal:
        terminal.press("f2", "ctrl+u", "tab")
        terminal.type_in("s")
        terminal.press(*["tab"] * 6)
        terminal.type_in("919")
        terminal.press("enter")
        terminal.wait_for("\n ! ")
        assert bool(COLOUR.search(terminal.log)) is ("NO_COLOR" not in settings)


# -- hostile data -----------------------------------------------------------------------------

HOSTILE = (
    "\x1b[2J\x1b[HWIPED", "\x1b]0;TITLE\x07", "\x1b]52;c;U1RPTEVO\x07", "\x9b31mC1 RED",
    "\u202eDESREVER\u202c", "\u2066ISOLATED\u2069", "ZERO\u200bWIDTH\ufeff",
    "BELL\x07BACK\x08\x08\x7f",
    "\x1bPDCS\x1b\\", "\x1b[?1000hMOUSE", "\U000e0041TAG", "VS\ufe0f",
)  # fmt: skip
MARKUP = ("[bold red]PAINT[/]", "[@click=app.quit]CLICK[/]", "[/]", "$x ${y} %s {0} \\[")
LIVE = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)


@pytest.fixture(scope="session")
def hostile_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A store whose every text is an attack, imported from a small file."""
    office = Office(tmp_path_factory.mktemp("hostile"))
    office.run("store", "create")
    path = office.home / "hostile.csv"
    names = [*(f"ZZ {text}" for text in HOSTILE), *(f"YY {text}" for text in MARKUP)]
    lines = (f"{n},{name},{name} ST,{name} CITY,CA,94601" for n, name in enumerate(names, 10**8))
    head = "EIN,NAME,STREET,CITY,STATE,ZIP"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    layout = str(ROOT / "data" / "layouts" / "taxpayers.toml")
    office.run("import", "acc", str(path), "--layout", layout, "--as-of", "2026-11-20")
    return office


def test_se_07_no_byte_of_hostile_data_reaches_the_terminal_live(hostile_office: Office) -> None:
    with hostile_office.open(columns=160, rows=45) as terminal:
        terminal.wait_for("System administrator")
        terminal.type_in("zz")
        terminal.press("enter")
        terminal.wait_for(f"─ 1 of {len(HOSTILE)} ──")
        terminal.settle()
        assert "␛[2J␛[HWIPED" in terminal.text
        terminal.press("enter")
        for n in range(2, len(HOSTILE) + 1):
            terminal.settle(0.05)
            terminal.press("f11", "f8")
            terminal.wait_for(f" {n} of {len(HOSTILE)} · zz")
        terminal.press("f12", "f2", "ctrl+u")
        terminal.type_in("\x1b[200~\u202e]52;c;AAAA\u200b\x9b31m\x1b[201~")
        terminal.press("enter")
        terminal.wait_for("nothing found")
        terminal.press("f3")
        assert terminal.finish() == 0
        assert_harmless(terminal)


def assert_harmless(terminal: Terminal) -> None:
    """Only painting was written, and no live character of the data."""
    log = bytes(terminal.log).decode("utf-8")
    rest = PAINTING.sub("", log)
    live = {rest[max(0, at.start() - 9) : at.end() + 9] for at in LIVE.finditer(rest)}
    assert not live
    for payload in HOSTILE:
        if "\x1b" in payload:
            assert payload not in log


def test_se_07_markup_in_data_is_shown_as_it_is_and_does_nothing(hostile_office: Office) -> None:
    with hostile_office.open(columns=160, rows=45) as terminal:
        terminal.wait_for("System administrator")
        terminal.type_in("yy")
        terminal.press("enter")
        terminal.wait_for(f"─ 1 of {len(MARKUP)} ──")
        terminal.settle()
        assert all(f"YY {text} " in terminal.text for text in MARKUP)
        terminal.press("enter", *["f8"] * len(MARKUP))
        terminal.wait_for(f"Last of {len(MARKUP)}.")
        assert terminal.lines[0].startswith("YY [bold red]PAINT[/] ")
        assert "YY [bold red]PAINT[/] ST" in terminal.lines[1]


# -- stores that do not open ------------------------------------------------------------------


def test_a_store_that_is_not_there_is_said_plainly_and_ends_with_its_code(tmp_path: Path) -> None:
    with Office(tmp_path).open() as terminal:
        terminal.wait_for("There is no store at")
        terminal.settle()
        terminal.press("enter")
        assert terminal.finish() == 4
        assert b"Traceback" not in terminal.log


def test_a_file_that_is_no_store_is_said_plainly(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.store.write_text("nothing like a store\n" * 300)
    with office.open() as terminal:
        terminal.wait_for("is not a store")
        terminal.settle()
        terminal.press("enter")
        assert terminal.finish() == 4
        assert b"Traceback" not in terminal.log


def test_se_01_a_user_the_store_does_not_know_gets_no_entry_and_no_data(office: Office) -> None:
    with office.open("--as", "nobody") as terminal:
        text = terminal.wait_for("is not a user of this store")
        assert "No entry" in text
        terminal.settle()
        terminal.press("enter")
        assert terminal.finish() == 2
        assert b"Traceback" not in terminal.log


def test_se_08_the_files_of_the_store_are_its_owners_alone(office: Office) -> None:
    with at_list(office.open()):  # whichever test comes first, a session has made its audit
        files = list(office.home.glob("store.db*"))
        assert len(files) >= 2
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
