"""Work lists, saved searches and the search history on the screen (CC-15, UI-02, UI-03)."""

from __future__ import annotations

import json

import pytest

from entity_tui.domain.ids import show_account
from entity_tui.errors import EntityError
from support.driving import Session, opened
from support.fake_desk import HITS, FakeDesk, hit


async def listed(session: Session) -> None:
    """Five entries, kept as a list."""
    await session.search("smith")
    await session.press("f9", "save Week 47", "enter")


def five() -> FakeDesk:
    return FakeDesk(HITS[:5])


async def test_cc_15_a_result_list_is_saved_and_stands_there_as_a_work_list() -> None:
    async with opened(five()) as session:
        await listed(session)
        assert session.message == "Kept as 'Week 47' with 5 entries; Space marks one done."
        assert session.lines[7].startswith("── work list Week 47: 0 of 5 done ──")
        kept = session.desk.lists.kept["Week 47"]
        assert kept.asked == "smith"
        assert [item.hit for item in kept.items] == list(HITS[:5])


async def test_cc_15_space_marks_done_and_goes_on_and_j_finds_the_next_to_do() -> None:
    async with opened(five()) as session:
        await listed(session)
        await session.press("space", "space", "down", "space")
        assert session.lines[7].startswith("── work list Week 47: 3 of 5 done ──")
        marks = [line[:2] for line in session.lines[9:14]]
        assert marks == [" x", " x", "  ", " x", "▶ "]
        await session.press("j")
        assert session.lines[11].startswith("▶ ")
        await session.press("space", "end", "space", "j")
        assert session.message == "No other entry is left to do."
        done = [item.done for item in session.desk.lists.kept["Week 47"].items]
        assert done == [True] * 5
        await session.press("home", "space")
        assert session.lines[7].startswith("── work list Week 47: 4 of 5 done ──")


async def test_cc_15_a_mark_that_is_refused_is_taken_back() -> None:
    async with opened(five()) as session:
        await listed(session)
        session.desk.lists.fail = EntityError("Not now.")
        await session.press("space")
        assert session.message == "! Not now."
        assert "0 of 5 done" in session.lines[7]


async def test_cc_15_a_plain_list_says_how_it_becomes_a_work_list() -> None:
    async with opened(five()) as session:
        await session.search("smith")
        await session.press("space")
        assert session.message.startswith("Only a work list has done marks")


async def test_cc_15_a_list_is_opened_by_command_at_the_first_entry_not_done() -> None:
    async with opened(five()) as session:
        await listed(session)
        await session.press("space", "f2", "f9", "open Week 47", "enter")
        assert session.lines[10].startswith("▶ ")
        assert session.message == (
            "Week 47: 1 of 5 done. Space marks one done, j finds the next that is not."
        )
        await session.press("f9", "open nothing", "enter")
        assert session.message == "! You have no list 'nothing'. The command `lists` shows them."


async def test_cc_15_entries_outside_the_profile_tell_nothing_and_are_stepped_over() -> None:
    async with opened(five()) as session:
        await listed(session)
        session.desk.lists.hidden = {2}
        await session.press("f5")
        assert "(outside your profile)" in session.lines[10]
        assert hit(1).name not in session.lines[10]
        await session.press("down", "enter")
        assert session.where == "ControlCentral"
        assert session.message.startswith("This entry is outside your profile")
        await session.press("up", "enter", "f8")
        assert session.desk.named("open_account")[-1][1] == hit(2).account_id
        await session.press("f12")
        assert session.lines[11].startswith("▶ ")


async def test_cc_15_the_filtered_and_sorted_list_is_what_is_kept() -> None:
    async with opened(five()) as session:
        await session.search("smith")
        await session.press("s", "r", "f", "joan", "enter", "f9", "save Joans", "enter")
        names = [item.hit.name for item in session.desk.lists.kept["Joans"].items]
        assert names == ["SMITH, JOANNA", "SMITH, JOAN A"]


async def test_page_of_lists_renames_and_deletes_after_a_word() -> None:
    """CC-15, UI-07: a list is deleted only after the word is typed."""
    async with opened(five()) as session:
        await listed(session)
        await session.press("f9", "lists", "enter")
        assert session.where == "WorkListsScreen"
        assert "Week 47" in session.lines[3]
        assert "0 of 5 done" in session.lines[3]
        await session.press("e", "backspace", "8", "enter")
        assert list(session.desk.lists.kept) == ["Week 48"]
        assert "Week 48" in session.lines[3]
        await session.press("x")
        assert "The work list 'Week 48' will be deleted." in session.text
        assert session.desk.lists.kept
        await session.press(*"delete", "enter")
        assert session.desk.lists.kept == {}
        assert "Nothing is kept yet" in session.text


async def test_cc_15_enter_on_the_page_of_lists_opens_the_list() -> None:
    async with opened(five()) as session:
        await listed(session)
        await session.press("f2", "f9", "lists", "enter", "enter")
        assert session.where == "ControlCentral"
        assert session.lines[7].startswith("── work list Week 47: 0 of 5 done ──")


async def test_cc_15_f12_gives_a_new_name_up_before_it_leaves_the_page() -> None:
    async with opened(five()) as session:
        await listed(session)
        await session.press("f9", "lists", "enter", "e", "zzz")
        await session.press("f12")
        assert session.where == "WorkListsScreen"
        assert "Week 47 " in session.lines[3]
        await session.press("f12")
        assert session.where == "ControlCentral"


async def test_cc_15_a_search_is_saved_by_name_and_done_again() -> None:
    async with opened(five()) as session:
        await session.press("tab", "smith", "tab", "tab", "reno", "enter")
        await session.press("f9", "remember Reno", "enter")
        assert session.message.startswith("Search saved as 'Reno'")
        await session.press("/", "else", "f9", "open Reno", "enter")
        calls = session.desk.named("find")
        assert [call[1] for call in calls] == ["smith · city reno"] * 2
        assert "[smith " in session.lines[3]
        assert "[reno " in session.lines[4]


async def test_cc_15_f4_in_the_find_line_lists_saved_and_earlier_searches() -> None:
    async with opened(five()) as session:
        await session.search("smith%jo")
        await session.press("/", "smith", "enter", "f2", "f4")
        assert "1        smith " in session.text
        assert "2        smith%jo" in session.text
        await session.press("down", "enter")
        assert session.desk.named("find_line")[-1] == ("find_line", "smith%jo")


async def test_cc_15_f4_lists_the_accounts_opened_last_beside_the_searches() -> None:
    async with opened(five()) as session:
        await session.search("smith")
        await session.press("enter")
        await session.press("f12")
        first = f"{show_account(HITS[0].account_id)} {HITS[0].name}"
        assert json.loads(session.desk.preferences["recent_accounts"]) == [HITS[0].account_id]
        await session.press("f2", "f4")
        assert "Recent accounts and searches" in session.text
        assert first in session.text
        assert "▶ 1            smith" in session.text
        await session.press("up", "enter")
        assert session.desk.named("find")[-1][1].startswith("account ")


async def test_se_05_a_search_for_an_identifier_is_remembered_for_the_session_only() -> None:
    async with opened(five()) as session:
        await session.search("123-45-6789")
        await session.press("f2", "ctrl+u", "reno", "enter")
        assert "123-45" not in session.desk.preferences["search_history"]
        assert "reno" in session.desk.preferences["search_history"]
        await session.press("f2", "f4")
        assert "123-45-6789" not in session.text
        assert "***-**-6789" in session.text


@pytest.mark.parametrize("line", ["save", "open", "remember"])
async def test_ui_02_a_name_is_asked_for(line: str) -> None:
    async with opened(five()) as session:
        await session.press("f9", line, "enter")
        assert f"'{line}' wants more: {line} name" in session.text


async def test_cc_15_linear_mode_says_that_an_entry_is_done() -> None:
    async with opened(five()) as session:
        await session.press("f9", "linear on", "enter")
        await listed(session)
        await session.press("space", "up")
        assert "Entry 1 of 5, done" in session.text


async def test_cc_15_a_record_of_a_work_list_is_marked_done_and_the_next_to_do_is_a_key_away() -> (
    None
):
    async with opened(five()) as session:
        await listed(session)
        await session.press("down", "space", "home", "enter")
        assert "1 of 5 · 1 of 5 done, Week 47 ▸ F7 F8" in session.lines[0]
        await session.press("space")
        assert session.message == "Done. Week 47: 2 of 5 done."
        assert "2 of 5 done, Week 47" in session.lines[0]
        await session.press("j")
        assert session.desk.named("open_account")[-1][1] == hit(2).account_id
        await session.press("f12")
        assert session.lines[11].startswith("▶ ")
        assert session.lines[7].startswith("── work list Week 47: 2 of 5 done ──")


async def test_cc_15_a_record_of_a_plain_list_has_no_marks() -> None:
    async with opened(five()) as session:
        await session.search("smith")
        await session.press("enter", "space")
        assert session.message.startswith("Only a work list has done marks")


@pytest.mark.parametrize(
    "ahead",
    [("x", "x"), ("x", "enter"), ("x", "x", "enter"), ("x", "f10"), ("x", "y", "enter"),
     ("x", "delet", "enter"), ("x", "enter", "enter"), ("x", "f12", "x", "enter"),
     ("x", "space", "enter"), ("x", "x", "x", "x"), ("x", "delete", "f12"),
     ("x", "ctrl+s"), ("x", "deletex", "enter")],
)  # fmt: skip
async def test_keys_typed_ahead_delete_nothing(ahead: tuple[str, ...]) -> None:
    """UI-07: no key that was pressed before the question was seen confirms it."""
    async with opened(five()) as session:
        await listed(session)
        await session.press("f9", "lists", "enter")
        await session.press(*ahead)
        assert "Week 47" in session.desk.lists.kept


async def test_remember_works_on_the_page_of_lists() -> None:
    """CC-15: a search saved from the page of lists is on it at once, and the page says so."""
    async with opened(five()) as session:
        await listed(session)
        await session.press("/")
        await session.search("smith")
        await session.press("f9", "lists", "enter", "f9", "remember Smiths", "enter")
        assert session.where == "WorkListsScreen"
        assert "Smiths" in "\n".join(session.lines[3:6])
        assert session.message == "Search saved as 'Smiths': F4 in the Find line lists it."


async def test_delete_takes_an_entry_out_after_a_word() -> None:
    """CC-15, UI-07: an entry leaves its work list only after the word is typed."""
    async with opened(five()) as session:
        await listed(session)
        await session.press("down", "delete")
        assert f"'{hit(1).name}' will be taken out of Week 47." in session.text
        await session.press("f12", "down", "delete", "delete", "enter")
        assert len(session.desk.lists.kept["Week 47"].items) == 5
        assert "Nothing was deleted: type delete and press Enter" in session.text
        await session.press("ctrl+u", *"delete", "enter")
        items = session.desk.lists.kept["Week 47"].items
        assert [item.seq for item in items] == [1, 2, 4, 5]
        assert session.lines[11].startswith("▶ ")
        assert "0 of 4 done" in session.lines[7]
