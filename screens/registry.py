"""Every typed command, once: completion, help and menus are made from this (UI-02)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from entity_tui.domain.control_central.criteria import account_digits
from entity_tui.domain.control_central.work_lists import checked_list_name
from entity_tui.domain.identifiers import parse_tin, phone_prefix
from entity_tui.domain.ids import read_id
from entity_tui.domain.lookalikes import fold_lookalikes
from entity_tui.domain.organisation import read_unit
from entity_tui.domain.typed_date import typed_date
from entity_tui.manual import NAMES
from entity_tui.reports.export.files import read_request as read_export
from screens.shared.choices import COLUMNS
from screens.shared.commands import Command
from screens.shared.look import THEMES
from screens.shared.macros import USAGE, read_request

if TYPE_CHECKING:
    from screens.program import Program

_ZONES = ("graph", "timeline", "allocation", "liens", "time")
"""Zones that come only when they are called."""


_DAY = re.compile(r"(?a)20\d\d-\d\d-\d\d")
"""A day: no area's number begins with 20."""
_NO_AREA = "20"
_MONTH = re.compile(r"(?a)20\d\d-(0[1-9]|1[0-2])")
_PARTS = 3
"""A number is printed in up to three parts: `2103-12-07`."""


def _searched(box: str) -> Callable[[Program, str], None]:
    def run(program: Program, text: str) -> None:
        program.search(box, text)

    return run


def _find(program: Program, text: str) -> None:
    if text:
        program.search("find", text)
    else:
        program.criteria()


def run_number(text: str) -> int:
    """The number of an import run, 0 for every run. Raises ValueError for anything else."""
    if text and not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError(f"'{text}' is not the number of a run.")
    return int(text or 0)


_ANY_DAY = date(2024, 2, 29)
"""What is typed is only checked here; which day it means is decided when it is done."""


def week_of(text: str) -> tuple[str, str]:
    """A group's or employee's number, as shown or bare, and a day, either left out.

    Raises ValueError.
    """
    words = fold_lookalikes(text).split()
    for count in range(min(_PARTS, len(words)), 0, -1):
        number, day = _unit(words[:count]), " ".join(words[count:])
        if len(number) in (6, 8):
            break
    else:
        number, day = "", text.strip()
    if day:
        typed_date(day, _ANY_DAY)
    return number, day


def _unit(words: Sequence[str]) -> str:
    """The digits of a number, which may be printed in parts; "" where these words are none."""
    try:
        return "" if _DAY.fullmatch(words[0]) else read_unit(" ".join(words))
    except ValueError:
        return ""


def month_of(text: str) -> tuple[str, str]:
    """A group's number, as shown or bare, and YYYY-MM, either left out. Raises ValueError."""
    words = fold_lookalikes(text).split()
    month = next((word for word in words if _MONTH.fullmatch(word)), "")
    if month:
        words.remove(month)
    group = _unit(words) if words else ""
    if words and (len(group) != 6 or group.startswith(_NO_AREA)):
        raise ValueError(f"'{' '.join(words)}' is not a group, six digits, nor a month, YYYY-MM.")
    return group, month


def the_month(text: str) -> str:
    """YYYY-MM, or nothing. Raises ValueError."""
    group, month = month_of(text)
    if group:
        raise ValueError("'board' takes a month, YYYY-MM.")
    return month


def new_what(text: str) -> str:
    """`person` with a name, or `account`. Raises ValueError for anything else."""
    word, _, rest = text.strip().partition(" ")
    if word not in {"person", "account"} or (word == "account" and rest):
        raise ValueError("'new' takes: person [name], or account")
    return text


COMMANDS: tuple[Command[Program], ...] = (
    Command(("cc", "find"), "[anything]", "Control Central; finds as its Find line does", _find),
    Command(("name",), "name%", "find by name", _searched("name")),
    Command(("city",), "city", "find by city", _searched("city")),
    Command(("address",), "street%", "find by address", _searched("address")),
    Command(("acct", "account"), "account ID", "find an account; whole or its first digits",
            _searched("account"), check=account_digits),
    Command(("tin", "ssn", "ein"), "TIN", "find by taxpayer identification number",
            _searched("find"), check=parse_tin),
    Command(("phone",), "phone", "find by phone; whole or its first digits", _searched("phone"),
            check=phone_prefix),
    Command(("person",), "ID", "open a person's Taxpayer Information",
            lambda program, text: program.open_person(read_id(text)), check=read_id),
    Command(("loc", "location"), "ID", "open a location's page",
            lambda program, text: program.open_location(read_id(text)), check=read_id),
    Command(("lists",), "", "your work lists and saved searches",
            lambda program, _: program.lists()),
    Command(("save",), "name", "keep the result list as a work list",
            lambda program, name: program.save_list(name), check=checked_list_name),
    Command(("open",), "name", "open a work list, or search as was saved",
            lambda program, name: program.open_list(name), check=checked_list_name),
    Command(("remember",), "name", "save the search made last under a name",
            lambda program, name: program.save_search(name), check=checked_list_name),
    Command(("new",), "person [name] | account",
            "add a person, or open an account for the one in context",
            lambda program, what: program.new(what), check=new_what),
    Command(("tree",), "[account|bills|location|person]", "a tree around the record on the page",
            lambda program, word: program.on_record(lambda page: page.open_tree(word)),
            choices=("account", "bills", "location", "person")),
    Command(("zone",), "name", "a zone alone on the page",
            lambda program, word: program.on_record(lambda page: page.call_zone(word)),
            choices=_ZONES),
    Command(("contact",), "", "add a customer contact of the taxpayer on the page",
            lambda program, _: program.on_record(lambda page: page.action_contact())),
    Command(("dashboard",), "", "the dashboard, beside the page or over it",
            lambda program, _: program.on_record(lambda page: page.action_dashboard())),
    Command(("help", "h"), "[page]", "help on this page, or on another",
            lambda program, topic: program.help(topic), choices=NAMES),
    Command(("manual",), "[words]", "search the manual",
            lambda program, words: program.manual(words)),
    Command(("typing",), "on|off", "results while typing in the Find line",
            lambda program, choice: program.choose("typing", choice), choices=("on", "off")),
    Command(("theme",), "|".join(THEMES), "the colours: dark or light ground, none, high contrast",
            lambda program, choice: program.choose("theme", choice), choices=tuple(THEMES)),
    Command(("linear",), "on|off", "no boxes, one thing a line, for screen readers",
            lambda program, choice: program.choose("linear", choice), choices=("on", "off")),
    Command(("keys",), "", "the whole keyboard map", lambda program, _: program.keys()),
    Command(("export",), "FILE.csv|.json|.xlsx [replace]",
            "the rows listed into a file; needs the right to export, and is recorded",
            lambda program, text: program.export(read_export(text)), check=read_export),
    Command(("columns",), "[column|reset]", "a column of the list away, or there; or all as before",
            lambda program, what: program.columns(what), choices=(*COLUMNS, "reset")),
    Command(("preferences", "prefs"), "[reset]", "your preferences; all as the house has them",
            lambda program, what: program.preferences(what), choices=("reset",)),
    Command(("macro",), "[NAME]", f"type keys again: {USAGE.removeprefix('macro ')}",
            lambda program, text: program.macro(text), check=read_request),
    Command(("tour",), "[skip|off]", "the five-minute tour; skip its step, or leave it",
            lambda program, what: program.tour(what), choices=("skip", "off")),
    Command(("import", "status"), "[status]", "how the extracts stand: last run, due, late",
            lambda program, _: program.import_status(), choices=("status",)),
    Command(("rejects",), "[run]", "rejected lines of imports or of one run, for administrators",
            lambda program, text: program.rejects(run_number(text)), check=run_number),
    Command(("eod",), "[GROUP] [DATE]", "EOD corrections: a group's week, or an employee's",
            lambda program, text: program.eod(*week_of(text)), check=week_of),
    Command(("eom", "month"), "[GROUP] [YYYY-MM]", "end of month of a group: sign, reopen, hand on",
            lambda program, text: program.month_end(*month_of(text)), check=month_of),
    Command(("board",), "[YYYY-MM]", "end of month of every group: its step, due, on time or late",
            lambda program, text: program.board(the_month(text)), check=the_month),
    Command(("time",), "[EMPLOYEE] [DATE]", "daily time of an employee; your own, and today",
            lambda program, text: program.time(*week_of(text)), check=week_of),
    Command(("verify",), "[GROUP] [DATE]", "Weekly Time Verification: who finalises daily",
            lambda program, text: program.verify("week", *week_of(text)), check=week_of),
    Command(("hours",), "[GROUP] [YYYY-MM]", "Hours Verification Report of a month",
            lambda program, text: program.hours(*month_of(text)), check=month_of),
    Command(("settle", "conflicts"), "[GROUP]", "days in conflict or awaited again from ICS",
            lambda program, text: program.verify("settle", *week_of(text)), check=week_of),
    Command(("quit", "exit"), "", "leave the program", lambda program, _: program.leave()),
)  # fmt: skip
