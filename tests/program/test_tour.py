"""The tour in a real terminal, on a real demonstration, to its end (UI-10)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from screens.shared.tour import Step, read_tour, typed_in
from support.demo_office import PROGRAM, Office, demo_office
from support.terminal import KEYS, Terminal

STEPS = read_tour().steps


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return demo_office(tmp_path_factory.mktemp("office"), taxpayers=2_000)


def values(terminal: Terminal, step: Step) -> dict[str, str]:
    """What the strip shows for the placeholders of a step."""
    lines = terminal.text.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("── Tour"))
    shown = " ".join(" ".join(lines[at + 1 : at + 3]).split())
    plain = re.escape(step.say.replace("`", "")).replace(r"\{", "{").replace(r"\}", "}")
    found = re.search(re.sub(r"\{(\w+)\}", r"(?P<\1>\\S+?)", plain), shown)
    assert found, (plain, shown)
    return found.groupdict()


def is_past(terminal: Terminal, step: int) -> bool:
    found = re.search(r"── Tour (\d+) of", terminal.text)
    return found is None or int(found[1]) > step


def test_ui_10_the_tour_leads_to_its_end_by_the_keys_it_names(office: Office) -> None:
    with office.open("tour") as terminal:
        number = 0
        while "The tour is over" not in terminal.text:
            terminal.wait_for(re.compile(r"── Tour \d+ of|The tour is over"))
            found = re.search(r"── Tour (\d+) of", terminal.text)
            assert found and int(found[1]) > number, terminal.text
            number = int(found[1])
            step = STEPS[number - 1]
            for keys in typed_in(step.filled(values(terminal, step))):
                if is_past(terminal, number):
                    break
                terminal.press(keys) if keys in KEYS or "+" in keys else terminal.type_in(
                    "/" if keys == "slash" else keys
                )
                waited = 0
                while not is_past(terminal, number) and waited < (20 if keys == "f11" else 1):
                    terminal.settle(0.3)  # a reveal is recorded before it is shown
                    waited += 1
        terminal.wait_for("The tour is over")
        terminal.press("f3")
        assert terminal.finish() == 0


def test_ui_10_without_a_demonstration_a_small_one_is_made(tmp_path: Path) -> None:
    home = Office(tmp_path)
    command = [*PROGRAM, "tour"]
    with Terminal(command, environment=home.environment, folder=tmp_path) as terminal:
        terminal.wait_for(re.compile("Making a small demonstration"))
        terminal.wait_for("── Tour 1 of", seconds=120)
        terminal.press("f3")
        assert terminal.finish() == 0
    assert list(tmp_path.rglob("demo-2000.db"))
