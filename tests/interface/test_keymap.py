"""One keyboard map everywhere (UI-01)."""

from __future__ import annotations

import pytest

from entity_tui.keymap import (
    CONTROL,
    KEYS,
    MAP_VERSION,
    RECORDS,
    Page,
    bindings_of,
    key_line,
    key_name,
    keys_of,
)  # fmt: skip
from entity_tui.keymap_text import printed
from screens.control_central.contact_panel import ContactPanel
from screens.control_central.control_central import ControlCentral
from screens.control_central.hit_table import HitTable
from screens.control_central.list_table import ListTable
from screens.control_central.new_taxpayer import NewTaxpayerScreen
from screens.control_central.record import RecordScreen
from screens.control_central.work_lists import WorkListsScreen
from screens.control_central.zone_grid import ZoneGrid
from screens.entity.daily_time import DailyTimeScreen
from screens.entity.eod_desk import EodScreen
from screens.entity.import_status import FeedTable, ImportStatusScreen
from screens.entity.month_board import BoardScreen, BoardTable
from screens.entity.month_end import MonthScreen
from screens.entity.month_table import MonthTable
from screens.entity.rejects import RejectsScreen
from screens.entity.rejects_table import RejectTable
from screens.entity.verification import VerificationScreen, VerificationTable
from screens.preferences_page import PreferencesScreen
from screens.shared.command_line import CommandLine
from screens.shared.confirm import Confirm
from screens.shared.help import Help, ManualPanel
from screens.shared.panels import Notice, Values
from screens.shared.scrolled import Scrolled

HOLDERS: dict[Page, tuple[type, ...]] = {
    Page.CRITERIA: (ControlCentral,),
    Page.HITS: (ControlCentral, HitTable),
    Page.FILTER: (ControlCentral,),
    Page.ACCOUNT: (RecordScreen, Scrolled),
    Page.TAXPAYER: (RecordScreen, Scrolled),
    Page.LOCATION: (RecordScreen, Scrolled),
    Page.LAYOUT: (RecordScreen, ZoneGrid),
    Page.DETAIL: (RecordScreen, Scrolled),
    Page.TREE: (RecordScreen, Scrolled),
    Page.CONTACT: (ContactPanel,),
    Page.COMMAND: (CommandLine,),
    Page.VALUES: (Values,),
    Page.HELP: (Help, Scrolled),
    Page.MANUAL: (ManualPanel,),
    Page.PREFERENCES: (PreferencesScreen,),
    Page.WORK: (WorkListsScreen, ListTable),
    Page.IMPORTS: (ImportStatusScreen, FeedTable),
    Page.ADDING: (NewTaxpayerScreen,),
    Page.REJECTS: (RejectsScreen, RejectTable),
    Page.EOD: (EodScreen,),
    Page.TIME: (DailyTimeScreen,),
    Page.ENTRY: (EodScreen, DailyTimeScreen),
    Page.MONTH: (MonthScreen, MonthTable),
    Page.BOARD: (BoardScreen, BoardTable),
    Page.SIGNING: (MonthScreen,),
    Page.VERIFY: (VerificationScreen, VerificationTable),
    Page.REASON: (VerificationScreen,),
    Page.NOTICE: (Notice,),
    Page.CONFIRM: (Confirm,),
}
# What tmux, screen or the console keep for themselves: never the only way to anything.
UNSAFE = {"escape", "ctrl+a", "ctrl+b", "ctrl+up", "ctrl+down", "ctrl+enter", "shift+enter"}


@pytest.mark.parametrize("page", Page)
def test_ui_01_no_key_means_two_things_on_a_page(page: Page) -> None:
    keys = [key for entry in keys_of(page) for key in entry.keys]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("entry", KEYS, ids=lambda entry: entry.description)
def test_ui_01_nothing_depends_on_a_key_that_may_not_arrive(entry: object) -> None:
    keys = set(entry.keys)  # type: ignore[attr-defined]
    assert not keys or keys - UNSAFE
    assert not any(key.startswith("alt+") and key[4:].isdigit() for key in keys)


@pytest.mark.parametrize("page", Page)
def test_ui_01_every_key_is_carried_out_by_somebody(page: Page) -> None:
    for _, action, description in bindings_of(page):
        name = action.split("(")[0]
        if not name.startswith("app."):
            held = any(hasattr(holder, f"action_{name}") for holder in HOLDERS[page])
            assert held, f"{page}: {description}"


@pytest.mark.parametrize("page", Page)
def test_ui_01_the_key_line_fits_80_columns_and_keeps_help_and_the_way_back(page: Page) -> None:
    pairs = key_line(page, 80)
    assert sum(len(key) + len(word) + 2 for key, word in pairs) <= 80
    assert len(pairs) == len(key_line(page, 500))
    narrow = key_line(page, 30)
    assert narrow[0] == pairs[0]
    assert narrow[-1] == pairs[-1]
    assert pairs[-1][0] in {"F12", "Enter"}


@pytest.mark.parametrize(
    ("key", "name"),
    [("f8", "F8"), ("shift+tab", "Shift+Tab"), ("ctrl+n", "Ctrl+N"), ("question_mark", "?"),
     ("pageup", "PageUp"), ("n", "n"), ("alt+r", "Alt+R")],
)  # fmt: skip
def test_ui_01_keys_are_named_as_people_name_them(key: str, name: str) -> None:
    assert key_name(key) == name


def test_ui_01_the_printed_map_has_every_page_and_its_version() -> None:
    text = "\n".join(printed())
    assert f"version {MAP_VERSION}" in text
    assert all(str(page) in text for page in Page)
    assert "F8 n Ctrl+N" in text


def test_ui_01_stepping_and_help_are_the_same_keys_on_all_pages() -> None:
    assert {key.keys for key in KEYS if key.action == "step(1)"} == {("f8", "n", "ctrl+n")}
    helped = next(key for key in KEYS if key.action == "help")
    assert set(helped.pages) == {*CONTROL, *RECORDS, Page.WORK, Page.IMPORTS, Page.ADDING}


def test_ui_01_the_map_knows_no_terminal_library() -> None:
    import subprocess
    import sys

    code = "import sys, entity_tui.keymap; print([m for m in sys.modules if 'textual' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
