"""The highlighted hit in full, and a list that is seen in the smallest window (CC-07, UI-04)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.hits import Hit
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database
from screens.control_central.hit_detail import detail_lines
from screens.shared.draw import plain, wide
from support.driving import opened
from support.fake_desk import HITS, FakeDesk
from support.importing import SYSTEM, load, write

HIT = Hit(
    7, 5, 3, "DELTA FREIGHT AND WAREHOUSING OF NORTHERN CALIFORNIA LLC", "dba", "main", "EIN",
    "123456789", "4444 E HAWTHORNE RD", "TALLAHASSEE", "32310", 100, phone="8475551152",
    extension="834",
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "first", "second"),
    [
        ({}, "DELTA FREIGHT AND WAREHOUSING OF NORTHERN CALIFORNIA LLC · main · dba name",
         "EIN **-***6789 · 847-555-1152 x834 · 4444 E HAWTHORNE RD, TALLAHASSEE 32310"),
        ({"name": "DOE, J", "role": "guarantor", "name_type": "primary"},
         "DOE, J · guarantor · primary name", None),
        ({"role": ""}, None, None),
        ({"phone": "", "extension": ""}, None,
         "EIN **-***6789 · 4444 E HAWTHORNE RD, TALLAHASSEE 32310"),
        ({"extension": ""}, None,
         "EIN **-***6789 · 847-555-1152 · 4444 E HAWTHORNE RD, TALLAHASSEE 32310"),
        ({"phone": "4420798", "extension": ""}, None,
         "EIN **-***6789 · 4420798 · 4444 E HAWTHORNE RD, TALLAHASSEE 32310"),
        ({"id_type": "SSN", "id_value": "781618552"}, None,
         "SSN ***-**-8552 · 847-555-1152 x834 · 4444 E HAWTHORNE RD, TALLAHASSEE 32310"),
        ({"id_value": ""}, None, "847-555-1152 x834 · 4444 E HAWTHORNE RD, TALLAHASSEE 32310"),
        ({"address": "", "city": "", "postal": ""}, None, "EIN **-***6789 · 847-555-1152 x834"),
        ({"city": ""}, None, "EIN **-***6789 · 847-555-1152 x834 · 4444 E HAWTHORNE RD, 32310"),
        ({"person_id": 0, "name": "", "name_type": "", "role": "", "id_value": "", "phone": "",
          "extension": ""}, "4444 E HAWTHORNE RD", "4444 E HAWTHORNE RD, TALLAHASSEE 32310"),
        ({"name": "O\x1b[31mBRIEN"}, None, None),
    ],
)  # fmt: skip
def test_detail_lines_name_what_the_row_cuts(
    changes: dict[str, object], first: str | None, second: str | None
) -> None:
    """CC-07: full name, role, identifier type, phone and address of the highlighted hit."""
    one, two = map(plain, detail_lines(replace(HIT, **changes), 80))  # type: ignore[arg-type]
    assert first is None or one.strip() == first
    assert second is None or two.strip() == second
    assert "\x1b" not in one + two


@pytest.mark.parametrize("width", [1, 10, 39, 80, 120])
def test_detail_lines_fit_every_width(width: int) -> None:
    """UI-04: neither line is wider than the window."""
    wordy = replace(HIT, name="漢" * 60, address="X" * 200)
    assert all(wide(plain(line)) <= max(1, width) for line in detail_lines(wordy, width))


def test_phone_of_a_hit_is_the_persons_first(database: Database, tmp_path: Path) -> None:
    """CC-07: the hit carries the first phone on file, on both databases."""
    lines = [
        "TP|123456789|EIN|B|DELTA FREIGHT LLC||||1 MAIN ST||OAKLAND|CA|94601||||||",
        "PHONE|123456789|EIN|cell|5105550100",
        "PHONE|123456789|EIN|home|5105550199",
    ]
    load(database, "acc", write(tmp_path / "acc.dat", "", lines))
    desk = Desk(database, SYSTEM, Settings(store=""))
    assert [hit.phone for hit in desk.find(Criteria(name="delta")).hits] == ["5105550100"]
    desk.close()


async def test_detail_follows_the_cursor() -> None:
    """CC-09: moving the cursor shows the next hit in full."""
    phoned = tuple(replace(hit, phone=f"41555501{n:02d}") for n, hit in enumerate(HITS[:12]))
    async with opened(FakeDesk(hits=phoned)) as session:
        assert "415-555-01" not in session.text
        await session.search("smith")
        assert f"{HITS[0].name} · main" in session.lines[20]
        assert "415-555-0100" in session.lines[21]
        await session.press("down", "down")
        assert f"{HITS[2].name} · guarantor" in session.lines[20]
        assert "415-555-0102" in session.lines[21]


SIZES = [(80, 8), (80, 9), (80, 10), (80, 12), (80, 15), (80, 16), (80, 19), (80, 20), (80, 24),
         (132, 8), (40, 8), (160, 45)]  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
async def test_hits_are_visible_in_every_window(size: tuple[int, int]) -> None:
    """UI-04: from eight lines up two hits, the message and the keys are on the screen."""
    async with opened(size=size) as session:
        await session.search("smith")
        rows = [line for line in session.lines if line[2:].startswith("SMITH")]
        assert len(rows) >= 2
        assert session.lines[-1].lstrip().startswith("F1 help")
        await session.press("r")
        await session.press("q")
        assert "not a command here" in session.lines[-2]
        if size[1] < 20:
            assert len([line for line in session.lines if "[" in line]) <= 1


@pytest.mark.parametrize("size", [size for size in SIZES if size[0] >= 80])
async def test_box_in_use_is_visible_in_every_window(size: tuple[int, int]) -> None:
    """UI-04: refining a search shows the box the cursor is in, the message and the keys."""
    async with opened(size=size) as session:
        await session.search("smith")
        await session.press("f2")
        for _ in range(7):
            await session.press("tab")
            label = session.app.screen.form.box.label or " ID "  # type: ignore[attr-defined]
            assert any(f"{label}[" in line for line in session.lines)
            assert session.lines[-1].lstrip().startswith("F1 help")


async def test_folded_criteria_say_what_was_asked() -> None:
    """UI-04, SE-05: the one line names the search; an identifier shows its last four only."""
    async with opened(size=(80, 10)) as session:
        await session.press("tab", *"smith", "tab", "tab", *"reno", "enter")
        assert session.lines[1].startswith(" Search  smith · city reno — F2 changes it")
        await session.press("f2")
        assert "[reno" in session.text
