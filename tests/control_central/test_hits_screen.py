"""The result list on the screen (CC-07, CC-09, CC-10, SE-05, SE-07)."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from entity_tui.domain.control_central.asked import asked_shown
from entity_tui.domain.control_central.criteria import Criteria, Kind
from entity_tui.domain.control_central.hits import HitList
from screens.control_central.hit_columns import (
    MARKER,
    columns_for,
    heading,
    list_header,
    money,
    row_text,
    widths_of,
)
from support.driving import opened
from support.fake_desk import FakeDesk, hit, with_text

HOSTILE = [
    "[/] [bold]x[/bold] [@click=app.quit]q[/]", "\x1b[31mred\x1b[0m\x1b]0;title\x07",
    "a\u202eevil\u202c\u200bb", "漢字の名前" * 10, "x" * 500, "nul\x00tab\tline\nend",
    "e\u0301" * 40,
]  # fmt: skip


async def test_cc_09_tab_and_the_arrows_move_the_mark_and_stop_at_the_ends() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("tab", "tab", "down")
        assert "  4 of 300 ──" in session.lines[7].replace("─ ", "  ")
        await session.press("shift+tab", "up", "up", "up", "up", "up")
        assert " 1 of 300 ──" in session.lines[7]
        await session.press("end", "tab", "down")
        assert " 300 of 300 ──" in session.lines[7]
        await session.press("home")
        assert session.lines[9].startswith("▶ SMITH, JOAN A")


async def test_cc_09_f2_goes_back_to_the_field_used_last() -> None:
    async with opened() as session:
        await session.press("tab", "smith", "enter")
        await session.press("f2", "x")
        assert "[smithx" in session.lines[3]


async def test_cc_09_slash_goes_to_the_find_line_and_new_text_replaces_the_old() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("/", "jones")
        assert "[jones " in session.lines[1]


async def test_cc_09_enter_opens_the_marked_entry() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("down", "down", "enter")
        assert session.desk.named("open_account")[0][1] == hit(2).account_id


async def test_cc_10_back_from_a_record_the_list_is_at_the_row_stepped_to() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press("pagedown", "pagedown", "enter")
        first = session.app.screen.index  # type: ignore[attr-defined]
        await session.press("f8", "f8", "f12")
        assert f" {first + 3} of 300 ──" in session.lines[7]
        assert any(line.startswith("▶ ") for line in session.lines)


async def test_cc_10_the_list_keeps_its_row_through_a_resize() -> None:
    async with opened() as session:
        await session.search("smith")
        await session.press(*["down"] * 30)
        marked = next(line for line in session.lines if line.startswith("▶"))[2:22]
        for size in ((160, 45), (40, 9), (80, 24), (20, 5), (80, 24)):
            await session.resize(*size)
        assert next(line for line in session.lines if line.startswith("▶"))[2:22] == marked


async def test_se_05_identifiers_are_masked_in_the_list_and_in_its_header() -> None:
    async with opened() as session:
        await session.search("smith")
        assert "***-**-6789" in session.text
        assert "123-45-6789" not in session.text
    assert asked_shown(Criteria(id_type="SSN", id_value="123456789")) == "SSN *****6789"


@pytest.mark.parametrize("text", HOSTILE)
async def test_se_07_hostile_data_is_shown_inert_and_keeps_the_columns(text: str) -> None:
    def looked_at() -> None:
        assert not any(ord(char) < 32 and char != "\n" for char in session.text)
        assert "\u202e" not in session.text
        assert "\u200b" not in session.text
        assert all(cell_len(line) <= 80 for line in session.lines)

    async with opened(FakeDesk(with_text(text))) as session:
        await session.press("tab", "%", "enter")
        assert "3 found" in session.text
        looked_at()
        await session.press("enter")
        assert "1 of 3" in session.text
        looked_at()
        await session.press("f8", "f11")
        assert "2 of 3" in session.text
        looked_at()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [20, 80, 137, 200])
def test_se_07_a_row_is_exactly_as_wide_as_the_terminal(text: str, width: int) -> None:
    row = with_text(text)[0]
    for kind in Kind:
        columns = columns_for(kind, False, max(80, width))
        widths = widths_of(columns, max(80, width))
        assert cell_len(row_text(row, columns, widths)) == max(80, width) - MARKER
        assert cell_len(heading(columns, widths)) == max(80, width)


@pytest.mark.parametrize(
    ("kind", "everywhere", "width", "titles"),
    [
        (Kind.NAME, False, 80, "Name As ID Account City Balance"),
        (Kind.PHONE, False, 80, "Name As ID Account City Balance"),
        (Kind.ACCOUNT, False, 80, "Account Name As ID City Balance"),
        (Kind.LOCATION, False, 80, "Address City Postal Name Account"),
        (Kind.NAME, True, 80, "Name ID Account Address Balance"),
        (Kind.NAME, True, 112, "Name As ID Account Address City Postal Balance"),
        (Kind.NAME, False, 160, "Name As ID Account Role Case Address City Postal Balance"),
    ],
)
def test_cc_07_the_columns_follow_the_kind_of_search(
    kind: Kind, everywhere: bool, width: int, titles: str
) -> None:
    found = columns_for(kind, everywhere, width)
    assert " ".join(column.title for column in found) == titles


@pytest.mark.parametrize(
    ("cents", "width", "shown"),
    [(123456, 12, "1,234.56"), (123456, 6, "1,234"), (123456, 4, "####"), (None, 4, "")],
)
def test_cc_07_an_amount_is_never_cut_to_another_amount(
    cents: int | None, width: int, shown: str
) -> None:
    assert money(cents, width) == shown


def test_cc_07_the_header_says_how_many_and_whether_there_are_more() -> None:
    criteria = Criteria(name="smith%jo")
    hits = HitList(criteria, Kind.NAME, (hit(0),) * 300, True, "name")
    assert list_header(hits, 140) == (
        "300 of more than 300, by name · smith%jo · read as name — F2 refines, Enter opens"
    )
    by_case = HitList(criteria, Kind.ACCOUNT, (hit(0),), False, "assignment number")
    assert list_header(by_case, 80).startswith("1 found, by assignment · "), "as the query orders"
    assert list_header(hits, 46) == "300 of more than 300, by name · smith%jo"
    assert list_header(HitList(criteria, Kind.NAME, (), False), 80) == "nothing found · smith%jo"
