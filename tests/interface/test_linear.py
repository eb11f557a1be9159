"""Linear mode: the criteria and the tables as one value a line (UI-05)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.shared.draw import Line, plain
from screens.shared.linear_table import cells, columns, told_by_value
from support.driving import Session, opened
from support.fake_desk import FakeDesk

HEADING = " Effective Type          Amount    Balance"
ROWS = [
    " 11/02/26  Adjustment    310.00  88,120.00",
    " 10/15/26  Payment    -1,500.00  87,810.00",
    " 09/30/26  Bill       22,004.10  89,310.00",
]


def linear() -> FakeDesk:
    desk = FakeDesk()
    desk.preferences["linear"] = "on"
    desk.unless_chosen = {"typing": "off"}
    return desk


def test_ui_05_a_row_is_told_value_by_value_after_its_headings() -> None:
    spans = columns(HEADING, ROWS)
    assert cells(HEADING, ROWS[1], spans) == [
        ("Effective", "10/15/26"), ("Type", "Payment"), ("Amount", "-1,500.00"),
        ("Balance", "87,810.00"),
    ]  # fmt: skip


def test_ui_05_a_value_across_a_gap_is_told_once_with_both_headings() -> None:
    rows = [*ROWS, *ROWS, " 09/01/26  closed in year 26"]
    spans = columns(HEADING, rows)
    assert cells(HEADING, rows[-1], spans) == [
        ("Effective", "09/01/26"), ("Type Amount", "closed in year 26")
    ]  # fmt: skip


def test_ui_05_a_column_without_a_heading_belongs_to_the_one_before() -> None:
    spans = columns(" Name     ", [" SMITH  !"])
    assert cells(" Name     ", " SMITH  !", spans) == [("Name", "SMITH !")]


def test_ui_05_lines_under_a_table_are_told_as_they_are_and_the_first_counts() -> None:
    lines: list[Line] = [((HEADING, "label"),), *(((row, ""),) for row in ROWS),
                         ((" 3 shown · 4 older", "label"),)]  # fmt: skip
    told = told_by_value(lines)
    assert plain(told[0][0]) == " 3 entries"
    assert [plain(line) for line in told[2]][:2] == [" 2. Effective: 10/15/26", "    Type: Payment"]
    assert [plain(line) for line in told[4]] == [" 3 shown · 4 older"]
    assert told_by_value([]) == []


WORD = st.text(st.characters(codec="ascii", categories=["Lu", "Nd"]), min_size=1, max_size=9)


@given(st.lists(st.lists(WORD, min_size=3, max_size=3), min_size=1, max_size=8))
def test_ui_05_nothing_of_a_row_is_lost(rows: list[list[str]]) -> None:
    heading = f"{'One':<10}{'Two':<10}{'Three':<10}"
    texts = ["".join(f"{word:<10}" for word in row) for row in rows]
    spans = columns(heading, texts)
    for row, text in zip(rows, texts, strict=True):
        assert " ".join(value for _, value in cells(heading, text, spans)) == " ".join(row)


async def test_ui_05_linear_each_field_of_the_criteria_has_its_own_line() -> None:
    async with opened(linear()) as session:
        await session.until(lambda: session.lines[13].startswith(" Geo value"))
        told = [line.split(":")[0].strip() for line in session.lines[1:14]]
        assert told == ["Find", "or by field", "Name", "Address", "City", "Postal",
                        "All locations", "Account", "Phone", "ID", "ID value", "Geo",
                        "Geo value"]  # fmt: skip
        await session.press("tab", "smith", "down", "down", "reno", "up", "12")
        assert "Name: [smith" in session.text and "City: [reno" in session.text
        assert "Address: [12" in session.text
        assert session.cursor == (13, 4)


async def test_ui_05_linear_the_criteria_at_rest_say_only_what_is_filled_in() -> None:
    async with opened(linear()) as session:
        await session.press("tab", "smith", "enter")
        await session.until(lambda: "300 of more than 300" in session.lines[2])
        assert "Name: [smith" in session.lines[1]
        assert "Balance: " in session.text
        await session.press("f2")
        await session.until(lambda: "Geo value: [" in session.lines[13])
        assert focused_line(session).startswith(" Name: [smith")
        await session.press("f9", "linear off", "enter")
        await session.until(lambda: "300 of more" in session.lines[7])
        assert "ID [SSN  ]" in session.lines[5]
        await session.press("f9", "linear on", "enter")
        await session.until(lambda: "Geo value: [" in session.lines[13])


def focused_line(session: Session) -> str:
    return session.lines[session.cursor[1]]


async def test_ui_05_linear_a_table_of_a_record_is_told_value_by_value_and_still_opens() -> None:
    async with opened(linear()) as session:
        await session.search("smith")
        await session.press("f9", "person 1003", "enter", "2")
        assert "3 entries" in session.text
        assert ">1. Account: " in session.text and "Main taxpayer: " in session.text
        await session.press("down", "down", "down", "down", "down", "enter")
        assert "accounts of" in session.lines[0]
        assert "2 of 3" in session.lines[0]


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_ui_05_linear_every_zone_is_without_boxes(size: tuple[int, int]) -> None:
    async with opened(linear(), size=size) as session:
        await session.search("smith")
        await session.press("down", "down", "down", "enter")
        for number in "123456789":
            await session.press(number)
            assert not set(session.text) & set("─│┌┐└┘┬┴┼▶▸"), number


RECORD = ("smith", "enter", "enter")


def few_zones() -> FakeDesk:
    """A page whose zones fit."""
    desk = FakeDesk()
    desk.preferences["linear"] = "on"
    return desk


@pytest.mark.parametrize(
    ("keys", "start"),
    [
        (("smith", "enter", "down"), "Entry 2 of 300"),
        (("smith", "enter", "f", "ju"), "   filter [ju"),
        (RECORD, ">2103-1207"),
        ((*RECORD, "down"), ">Grade:"),
        ((*RECORD, "3"), ">3 Modules"),
        ((*RECORD, "t"), ">1. Day:"),
        ((*RECORD, "e", "enter", "down"), ">2 - "),
        ((*RECORD, "x", "down"), "  > 2 "),
        ((*RECORD, "f10", "abc"), " Comment: [abc"),
        ((*RECORD, "f6"), " Comment: ["),
        (("smith", "enter", "f4", "down"), "  > name"),
        (("smith", "enter", "f9", "save abc", "enter", "f9", "lists", "enter"), "> abc"),
        (("f9", "import", "enter", "down"), "> E2"),
        (("f9", "rejects", "enter", "down"), "> Run 7, E1, line 3"),
        (("f9", "preferences", "enter", "down"), "> Linear"),
        (("f9", "eod", "enter"), ">!  Tue 11/17"),
        (("f9", "eod", "enter", "right"), ">   Wed 11/18"),
        (("f9", "eod", "enter", "5"), "> Hours: [5"),
        (("f9", "eom", "enter", "down"), ">"),
        (("f9", "board", "enter", "down"), "> 2103-12"),
        (("f9", "verify", "enter", "down"), "> DIAZ"),
        (("f9", "cc sm"), " ==> cc sm"),
    ],
)
async def test_ui_05_linear_the_cursor_is_on_the_marked_line(
    keys: tuple[str, ...], start: str
) -> None:
    """UI-05: a screen reader reads the line of the terminal's cursor."""
    async with opened(few_zones()) as session:
        await session.press(*keys)
        assert session.lines[session.cursor[1]].startswith(start)


@pytest.mark.parametrize(
    ("keys", "below"),
    [
        (("smith", "enter", "f4"), "SMITH"),
        ((*RECORD, "x"), "2103-1207"),
        ((*RECORD, "f10"), "2103-1207"),
        ((*RECORD, "f6"), "lines"),
        ((*RECORD, "f1"), "2103-1207"),
        (("f9", "eod", "enter", "f4"), "CHEN"),
    ],
)
async def test_ui_05_linear_a_pop_up_has_the_screen_to_itself(
    keys: tuple[str, ...], below: str
) -> None:
    """UI-05: no line of the page is beside, above or below it."""
    async with opened(few_zones()) as session:
        await session.press(*keys)
        assert session.where != "RecordScreen"
        page = [line for line in session.lines if "Contact with" not in line]
        assert below not in "\n".join(page)
