"""F9 and the words of the shell read every number as it is shown (UI-02, CC-05, CC-12)."""

from __future__ import annotations

import pytest

from entity_tui.cli.eom_words import area_of, group_of
from entity_tui.cli.time_words import number_of, prefix_of
from entity_tui.domain.ids import read_case
from entity_tui.domain.organisation import Assignment, read_unit
from entity_tui.errors import EntityError
from screens.registry import COMMANDS, month_of, week_of
from support.driving import opened
from support.fake_desk import HITS, FakeDesk


def checked(line: str) -> str:
    """What a command says against its argument; "" where it takes it."""
    word, _, argument = line.partition(" ")
    command = next(c for c in COMMANDS if word in c.words)
    try:
        command.check(argument)
    except (EntityError, ValueError) as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "line",
    [
        "acct 0011883422-5", "acct 00118834225", "acct 0011883422 5", "acct 0011883422\u20135",
        "acct 0011", "tin 781-61-8552", "tin 781-61-8552V", "tin 781618552w", "ssn 781 61 8552",
        "tin 12\u20133450001", "ein 12\u20113450001", "ein 12 3450001", "tin 781.61.8552",
        "phone 847-555-1152 x834", "phone +1 847 555 1152", "phone 1 (847) 555-1152", "phone 847",
        "phone 847\u2011555", "phone 8475551152x834", "person 0001234567", "loc 1929119291",
        "time 2103-1207", "time 2103-12-07 2026-11-20", "time 21031207", "time 2026-11-20",
        "eod 2701-12", "eod 270112 11/20/2026", "verify 2701\u201112", "eom 2701-12 2026-10",
    ],
)  # fmt: skip
def test_ui_02_a_command_takes_a_number_as_it_is_shown(line: str) -> None:
    assert checked(line) == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("acct 0011883422-4", "check digit of account 0011883422-4 is wrong"),
        ("acct 00118834224", "check digit of account"), ("acct abc", "not an account ID"),
        ("tin ***-**-8552", "masked number"), ("tin 78161855", "has 8 digits"),
        ("tin 781-61-8552X", "not a taxpayer"), ("phone 555-CALL", "digits and separators only"),
        ("phone 415555014299", "more than ten digits"), ("person 12345678901", "up to ten digits"),
    ],
)  # fmt: skip
def test_ui_02_a_wrong_number_is_explained(line: str, said: str) -> None:
    assert said in checked(line)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2103-1207", ("21031207", "")), ("2103-12-07 2026-11-20", ("21031207", "2026-11-20")),
        ("2026-11-20", ("", "2026-11-20")), ("270112", ("270112", "")), ("2701-12", ("270112", "")),
        ("21031207 t", ("21031207", "t")), ("", ("", "")), ("2701\u201112", ("270112", "")),
        ("2701 12", ("270112", "")), ("2701 12 11/20", ("270112", "11/20")),
        ("2103 1207 t", ("21031207", "t")), ("2103 12 07 -1", ("21031207", "-1")),
        ("2103 12 07", ("21031207", "")), ("11/20", ("", "11/20")), (" t ", ("", "t")),
    ],
)  # fmt: skip
def test_tm_02_a_week_is_named_by_a_number_as_shown(text: str, found: tuple[str, str]) -> None:
    assert week_of(text) == found
    assert month_of("2701\u201112 2026-10") == ("270112", "2026-10")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2701-12", ("270112", "")), ("2701 12", ("270112", "")), ("270112", ("270112", "")),
        ("2701\u201112", ("270112", "")), ("2701\u201312 2026-10", ("270112", "2026-10")),
        ("2701 12 2026-10", ("270112", "2026-10")), ("2026-10 2701 12", ("270112", "2026-10")),
        ("2026-10 270112", ("270112", "2026-10")), (" 2701-12  2026-10 ", ("270112", "2026-10")),
        ("2026-10", ("", "2026-10")), ("2026\u201110", ("", "2026-10")), ("", ("", "")),
    ],
)  # fmt: skip
def test_tm_08_a_month_is_named_by_a_group_as_shown(text: str, found: tuple[str, str]) -> None:
    """TM-08: the number as it is printed, with its dash or a blank."""
    assert month_of(text) == found


@pytest.mark.parametrize(
    "text", ["27", "2701", "2701-1207", "2701-1", "270112 270113", "2026-10 2026-11", "2026-13",
             "27 0112", "2701 12 x", "x", "270112 202610"],
)  # fmt: skip
def test_tm_08_what_names_no_groups_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a group"):
        month_of(text)


def test_tm_02_the_shell_reads_numbers_as_shown() -> None:
    for text in ("2103-1207", "2103-12-07", "21031207", "2103\u20131207", "2103 1207"):
        assert number_of(text) == Assignment.parse(text).number == "21031207"
    assert [prefix_of(t) for t in ("27", "2701", "2701-12", "2701-1207", "")] == [
        "27", "2701", "270112", "27011207", ""
    ]  # fmt: skip
    assert (group_of("2701-12"), group_of("2701\u201112"), area_of("27")) == ("270112",) * 2 + (
        "27",
    )
    for wrong in ("270", "2701-1", "27-01", "x"):
        with pytest.raises(ValueError, match="no area"):
            read_unit(wrong)


@pytest.mark.parametrize(
    ("text", "number"),
    [("case 0001234567", 1234567), ("0001234567", 1234567), ("CASE 1929119291", 1929119291),
     ("case 12", None), ("781618552", None), ("12-3456789", None)],
)  # fmt: skip
def test_tm_02_a_case_is_read_as_it_is_shown(text: str, number: int | None) -> None:
    assert read_case(text) == number


async def test_ui_02_f9_reports_a_wrong_check_digit_and_searches_nothing() -> None:
    async with opened(FakeDesk(HITS[:3])) as session:
        await session.press("f9", "acct 0011883422-4", "enter")
        assert "check digit" in session.text
        assert not session.desk.named("find")
