"""Keys and output on a real terminal: split, ahead of the screen, on a slow line (CC-09, UI-11)."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pytest

from support.demo_office import ROOT
from support.slow_line import SlowTerminal
from support.terminal import Terminal, key_bytes

OPEN = "Control Central (demo)"
COMMAND = (sys.executable, ROOT / "tests" / "support" / "run_fake.py")
COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
FIFTH = ("smith", "enter", "tab", "tab", "enter", "f8", "f8", "f12")
SEQUENCES = [
    FIFTH,
    ("smith", "enter", "s", "s", "down"),
    ("smith", "enter", "/", "jones", "enter"),
    ("smith", "enter", "enter", "t", "f12", "n", "3"),
    ("smith", "enter", "enter", "f10", "called back", "f12", "x"),
    ("smith", "enter", "f12", "%john", "enter", "enter"),
    ("f9", "rejects", "enter", "down", "enter", "x"),
    ("f9", "eod", "enter", "n", "n", "right"),
]


def sent(keys: tuple[str, ...]) -> bytes:
    """What a terminal sends for keys and typed text."""
    named = re.compile(r"f\d+|enter|tab|down|up|right|escape|space")
    return b"".join(key_bytes(k) if named.fullmatch(k) else k.encode() for k in keys)


def fake(**environment: str) -> Terminal:
    """The program without a store."""
    settings = {"ENTITY_TUI_CONFIRM_AFTER": "600", **environment}
    return Terminal(COMMAND, environment=settings, folder=ROOT)


def end_of(terminal: Terminal) -> str:
    """The screen once nothing more comes."""
    terminal.wait_for(OPEN if "Control Central" in terminal.text else re.compile(r"\S"))
    return re.sub(r"\d\d:\d\d", "hh:mm", terminal.settle(1.0))


def burst(keys: tuple[str, ...]) -> str:
    """In one write, before the first paint."""
    with fake() as terminal:
        os.write(terminal._master, sent(keys))
        terminal.wait_for(re.compile("F1 help|F10 save"))
        return end_of(terminal)


def by_bytes(keys: tuple[str, ...]) -> str:
    """Each byte on its own, sequences split."""
    with fake() as terminal:
        terminal.wait_for(OPEN)
        for byte in sent(keys):
            os.write(terminal._master, bytes([byte]))
            time.sleep(0.02)
        return end_of(terminal)


def key_by_key(keys: tuple[str, ...]) -> str:
    """Each key after the screen is quiet."""
    with fake() as terminal:
        terminal.wait_for(OPEN)
        terminal.settle()
        for key in keys:
            os.write(terminal._master, sent((key,)))
            terminal.settle(0.3)
        return end_of(terminal)


def slow_line(keys: tuple[str, ...]) -> str:
    """At 9,600 baud, 300 ms away."""
    environment = {"ENTITY_TUI_CONFIRM_AFTER": "600"}
    with SlowTerminal(COMMAND, environment=environment, folder=ROOT) as terminal:
        terminal.wait_for(OPEN)
        terminal._send(sent(keys))
        return re.sub(r"\d\d:\d\d", "hh:mm", terminal.settle(4.0, 60.0))


def test_cc_09_keys_in_one_burst_open_what_they_name() -> None:
    """CC-09: the third hit, two on, and back at the fifth row."""
    assert "─ 5 of 300 ──" in burst(FIFTH)


@pytest.mark.parametrize("keys", SEQUENCES[:2])
def test_cc_09_keys_split_over_packets_end_in_the_same_place(keys: tuple[str, ...]) -> None:
    """CC-09: every byte in a packet of its own."""
    assert by_bytes(keys) == key_by_key(keys)


def test_cc_09_keys_on_a_slow_line_end_in_the_same_place() -> None:
    """CC-09: 9,600 baud and 300 ms each way."""
    assert slow_line(FIFTH) == key_by_key(FIFTH)


@pytest.mark.torture
@pytest.mark.parametrize("keys", SEQUENCES)
def test_cc_09_every_recorded_sequence_ends_in_the_same_place(keys: tuple[str, ...]) -> None:
    """CC-09: in one burst, by bytes, and on a slow line as key by key."""
    reference = key_by_key(keys)
    assert {run.__name__ for run in (burst, by_bytes, slow_line) if run(keys) != reference} == set()


def at_record(terminal: Terminal) -> Terminal:
    """The first hit's page."""
    terminal.wait_for(OPEN)
    os.write(terminal._master, sent(("smith", "enter", "enter")))
    terminal.wait_for(re.compile(r"\A.* 1 of 300"))
    return terminal


def test_ui_01_a_sequence_in_two_pieces_is_one_key() -> None:
    """UI-01: ESC, a pause, and the rest of F8 steps and does not leave the page."""
    with at_record(fake()) as terminal:
        os.write(terminal._master, b"\x1b")
        time.sleep(0.15)
        os.write(terminal._master, b"[19~")
        terminal.wait_for(re.compile(r"\A.* 2 of 300"))


@pytest.mark.parametrize(
    "unknown",
    [b"\x1b[57364u", b"\x1b[?62;22c", b"\x1b[24;99~", b"\x1b]11;rgb:0/0/0\x07", b"\x1bP>|x\x1b\\",
     b"\x1b[1;9X", b"\x1b[0n", b"\x1b[27;5;46~", b"\x1bOz", b"\x1b[>1;10;0c"],
)  # fmt: skip
def test_ui_01_nothing_of_an_unknown_sequence_is_typed(unknown: bytes) -> None:
    """UI-01: it is dropped whole, also while text is typed."""
    with fake() as terminal:
        terminal.wait_for(OPEN)
        os.write(terminal._master, b"smi" + unknown + b"th")
        terminal.wait_for("[smith ")


def test_ui_11_a_held_f8_costs_one_frame() -> None:
    """UI-11: twenty steps on a slow line send less than two pages, and end at the right one."""
    environment = {"ENTITY_TUI_CONFIRM_AFTER": "600"}
    with SlowTerminal(COMMAND, environment=environment, folder=ROOT) as terminal:
        at_record_slowly(terminal)
        before = len(terminal.log)
        terminal.press("enter", "f12")
        terminal.wait_for("1 of 300")
        terminal.settle(3.0, 30.0)
        page = len(terminal.log) - before
        before = len(terminal.log)
        for _ in range(20):
            terminal.press("f8")
            until = time.perf_counter() + 0.15
            while time.perf_counter() < until:
                if data := terminal._read(until):
                    terminal._show(data)
        terminal.wait_for(re.compile(r"\A.* 21 of 300"), 60.0)
        terminal.settle(3.0, 30.0)
        assert len(terminal.log) - before < 2 * max(page, 2500)


def at_record_slowly(terminal: SlowTerminal) -> None:
    """The first hit's page, quiet."""
    terminal.wait_for(OPEN)
    terminal._send(sent(("smith", "enter", "enter")))
    terminal.wait_for(re.compile(r"\A.* 1 of 300"))
    terminal.settle(3.0, 30.0)


@pytest.mark.parametrize(
    ("locale", "rule", "name"),
    [
        ("C", "-- 300 of more than 300", "SMITH, JOSE "),
        ("POSIX", "-- 300 of more than 300", "SMITH, JOSE "),
        ("en_US.ISO-8859-1", "-- 300 of more than 300", "SMITH, JOSÉ "),
        ("en_US.UTF-8", "── 300 of more than 300", "SMITH, JOSÉ "),
    ],
)
def test_ui_05_the_codeset_of_the_locale_decides(locale: str, rule: str, name: str) -> None:
    """UI-05: lines in ASCII where the terminal has no others; columns stay where they are."""
    with fake(LC_ALL=locale) as terminal:
        if "8859" in locale:
            terminal._stream.select_other_charset("@")
        terminal.wait_for(OPEN)
        os.write(terminal._master, sent(("smith", "enter")))
        terminal.wait_for(rule)
        terminal.settle()
        rows = [line for line in terminal.lines if "SMITH" in line]
        assert any(name in row for row in rows)
        assert {row.rindex(".") for row in rows if row[-3] == "."} == {77}
        assert "\\u" not in terminal.text


@pytest.mark.parametrize("term", ["vt100", "vt220", "xterm-mono"])
def test_ui_05_monochrome_terminals_get_no_colour(term: str) -> None:
    """UI-05: bold and reverse, but no colours."""
    with fake(TERM=term, COLORTERM="") as terminal:
        at_record(terminal)
        terminal.settle()
        assert COLOUR.search(bytes(terminal.log)) is None


def test_ui_06_a_dropped_line_keeps_what_was_typed(tmp_path: Path) -> None:
    """UI-06: after a hang-up the panel offers the comment again."""
    from support.demo_office import demo_office

    office = demo_office(tmp_path)
    for shown in ("[called back", "is here again"):
        with office.open() as terminal:
            terminal.wait_for(OPEN)
            os.write(terminal._master, sent(("s", "enter", "enter", "f10")))
            terminal.wait_for("Comment [")
            if shown.startswith("["):
                terminal.type_in("called back")
            terminal.wait_for(shown)
            assert "[called back" in terminal.text
            terminal.process.send_signal(1)
            assert terminal.finish() == -1


def shell() -> Terminal:
    """A shell with job control."""
    environment = {"ENTITY_TUI_CONFIRM_AFTER": "600", "PS1": "READY> ", "BASH_SILENCE": "1"}
    command = ("bash", "--norc", "--noprofile", "-i")
    return Terminal(command, environment=environment, folder=ROOT)


def test_ui_01_ctrl_z_suspends_and_fg_restores() -> None:
    """UI-01: the shell's screen is there meanwhile, and the page afterwards, whole."""
    with shell() as terminal:
        terminal.wait_for("READY>")
        terminal.type_in(" ".join(map(str, COMMAND)) + "\r")
        at_record(terminal)
        before = terminal.settle()
        terminal.press("ctrl+z")
        terminal.wait_for("Stopped")
        terminal.type_in("echo in the shell\r")
        terminal.wait_for("in the shell")
        terminal.settle()
        terminal.type_in("fg\r")
        terminal.wait_for(re.compile(r"1 of 300"))
        assert terminal.settle(0.5) == before
        terminal.press("f8")
        terminal.wait_for(re.compile(r"2 of 300"))
        terminal.press("ctrl+q")
        terminal.wait_for("READY>")


def test_ui_01_ctrl_z_without_a_shell_says_so() -> None:
    """UI-01: a program that has the terminal to itself could not come back."""
    with fake() as terminal:
        terminal.wait_for(OPEN)
        terminal.press("ctrl+z")
        terminal.wait_for("There is no shell to go back to.")
        terminal.press("ctrl+c")
        terminal.wait_for("Ctrl+Q leaves the program")


def test_ui_11_nothing_is_answered_to_the_shell_afterwards() -> None:
    """UI-11: the program waits for the terminal's last answer before it gives it back."""
    with shell() as terminal:
        terminal.wait_for("READY>")
        terminal.type_in(" ".join(map(str, COMMAND)) + "\r")
        at_record(terminal)
        terminal.press("f8", "ctrl+q")
        terminal.wait_for("READY>")
        terminal.type_in("echo al''one\r")
        terminal.wait_for("alone")
        assert b";1R" not in terminal.log


def test_ui_11_a_call_to_end_gives_the_terminal_back() -> None:
    """UI-11: SIGTERM ends the program with 143 and leaves no mode on."""
    with fake() as terminal:
        at_record(terminal)
        terminal.settle()
        terminal.process.terminate()
        assert terminal.finish() == 143
        assert terminal.modes & {47, 1047, 1049, 2004} == set()


def test_ui_11_leaving_while_output_waits_ends_well() -> None:
    """UI-11: a frame that waits for the line holds nobody up."""
    with SlowTerminal(COMMAND, baud=19200, latency=0.1, folder=ROOT) as terminal:
        terminal.wait_for(OPEN)
        terminal._send(sent(("smith", "enter", "enter", "f8", "f8", "f8")))
        terminal.press("ctrl+q")
        assert terminal.finish(60.0) == 0
        assert terminal.modes & {47, 1047, 1049, 2004} == set()
