"""The one keyboard map: bindings, key lines, F1 pages and `entity-tui keys` all read this (UI-01).

Only keys that arrive through ssh, tmux, screen and the Linux console stand alone; the others
(Escape, `?`) are second ways to what a function key does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from entity_tui.key_names import key_name

MAP_VERSION = 5


class Page(StrEnum):
    """Where keys are looked up; a screen may hold several (the criteria and the list)."""

    CRITERIA = "Control Central: criteria"
    HITS = "Control Central: list"
    FILTER = "Control Central: filter of the list"
    ACCOUNT = "Account Information"
    TAXPAYER = "Taxpayer Information"
    LOCATION = "Location"
    DETAIL = "Record"
    TREE = "Tree"
    LAYOUT = "Layout of a page"
    CONTACT = "Add contact and dashboard"
    COMMAND = "Command line"
    VALUES = "List of values"
    HELP = "Help"
    MANUAL = "Manual"
    PREFERENCES = "Preferences"
    WORK = "Work lists"
    IMPORTS = "Import status"
    ADDING = "New taxpayer"
    REJECTS = "Rejected lines"
    EOD = "EOD corrections"
    TIME = "Daily time"
    ENTRY = "Entry of a day"
    MONTH = "Month end"
    BOARD = "EOM board"
    SIGNING = "Signing a month"
    VERIFY = "Time verification"
    REASON = "Why a day is settled"
    CONFIRM = "Confirmation"
    NOTICE = "Notice"


CONTROL = (Page.CRITERIA, Page.HITS)
ARRANGED = (Page.ACCOUNT, Page.TAXPAYER, Page.LOCATION)
RECORDS = (*ARRANGED, Page.DETAIL, Page.TREE)
_CALLING = (Page.ACCOUNT, Page.TAXPAYER)
_READING = (*RECORDS, Page.HELP)
_LISTS = (Page.WORK, Page.IMPORTS)
_PAGES = (*CONTROL, *RECORDS, *_LISTS, Page.ADDING)
_DAYS = (Page.EOD, Page.TIME)
_MONTHS = (Page.MONTH, Page.BOARD)
_TABLES = (Page.IMPORTS, Page.PREFERENCES, Page.REJECTS, Page.VERIFY, *_DAYS, *_MONTHS)
_LEADING_HOME = (*RECORDS, *_TABLES, Page.WORK, Page.ADDING)
_DIGITS = tuple("123456789")
_STEPS = frozenset("generate approve reopen transmit accept return review".split()) | {"follow up"}
"""Steps of a month: the key line has such a label only while the viewer may take the step."""
_OVER = (Page.VALUES, Page.HELP, Page.MANUAL, Page.CONTACT)
_PANELS = (Page.VALUES, Page.HELP, Page.MANUAL, Page.NOTICE, Page.CONTACT)


@dataclass(frozen=True, slots=True)
class Key:
    """One meaning: its keys (Textual's names), where it holds, and how it is told.

    `action` is what the screen runs ({key} becomes the key); "" where a field handles it itself.
    `label` is the word in the key line; "" keeps it out of there.
    """

    keys: tuple[str, ...]
    action: str
    label: str
    pages: tuple[Page, ...]
    description: str
    shown_as: str = ""

    @property
    def shown(self) -> str:
        """`F8 n Ctrl+N`."""
        return self.shown_as or " ".join(key_name(key) for key in self.keys)

    @property
    def first(self) -> str:
        """The key the key line names: `F8`."""
        return self.shown_as or key_name(self.keys[0])


KEYS = (
    Key(("f1", "question_mark"), "help", "help", _PAGES, "this page's keys (also ? outside text)"),
    Key(("f1", "question_mark"), "help", "help", (Page.CONTACT,), "this panel's keys"),
    Key(("f1",), "help", "help", (Page.VALUES, Page.MANUAL, Page.CONFIRM), "this panel's keys"),
    Key(("enter",), "", "search", (Page.CRITERIA,), "search by the part the cursor is in"),
    Key(("enter",), "open", "open", (Page.HITS,), "open the marked entry"),
    Key(("enter",), "open", "", RECORDS, "open the record the marked line names"),
    Key(("f2",), "criteria", "find", (Page.CRITERIA,), "to the Find line"),
    Key(("f2",), "criteria", "criteria", (Page.HITS,), "back to the criteria, to refine"),
    Key(("left", "right"), "side('{key}')", "", (Page.HITS, Page.MONTH), "the columns at the side"),
    Key(("slash",), "find", "", (Page.HITS, *RECORDS), "to the Find line, for something new"),
    Key(("f2",), "home", "", _LEADING_HOME, "to the criteria of Control Central"),
    Key(("f3",), "leave", "leave", CONTROL, "leave the program"),
    Key(("f3",), "back", "", RECORDS, "leave the page, back to the list"),
    Key(("f4",), "values", "values", (Page.CRITERIA,), "values the field takes; earlier searches"),
    Key(("f4",), "values", "", (Page.HITS,), "choose the order of the list"),
    Key(("s",), "order(1)", "sort", (Page.HITS,), "the next order: name, balance, city …"),
    Key(("r",), "turn", "", (Page.HITS,), "turn the order round"),
    Key(("f",), "filter", "filter", (Page.HITS,), "type what the entries listed are to show"),
    Key((), "", "", (Page.FILTER,), "only entries that show all these words", "any text"),
    Key(("up", "down"), "", "", (Page.FILTER,), "move in the list, as do Tab and the page keys"),
    Key(("enter",), "", "done", (Page.FILTER,), "back to the list, filtered"),
    Key(("f12", "escape"), "back", "all", (Page.FILTER,), "give the filter up: every entry again"),
    Key(("f5",), "refresh", "", (Page.HITS,), "search again"),
    Key(("y",), "copy('row')", "", (Page.HITS, *RECORDS), "copy the row, or the line of the zone"),
    Key(("Y",), "copy('id')", "", (Page.HITS, *RECORDS), "copy the number of the account"),
    Key(("f5",), "refresh", "", RECORDS, "read the record again"),
    Key(("f6",), "dashboard", "dashboard", RECORDS, "the dashboard: context, money, alerts"),
    Key(("f7", "p", "ctrl+p"), "step(-1)", "prev", RECORDS, "the entry before in the list"),
    Key(("f8", "n", "ctrl+n"), "step(1)", "next", RECORDS, "the next entry of the list"),
    Key(("f8",), "near", "", (Page.HITS,), "switch between similar names and the matches"),
    Key(("f4",), "choose", "", _CALLING, "the timeline's month, the level of the allocation"),
    Key(("space",), "done", "", (Page.HITS, *ARRANGED), "the entry of a work list done, or not"),
    Key(("delete",), "take_out", "", (Page.HITS,), "take the entry out of the work list; asks"),
    Key(("j",), "next_open", "", (Page.HITS, *ARRANGED), "the next entry of a work list not done"),
    Key(("alt+n",), "new", "", (Page.CRITERIA,), "a new person with the name typed (also + Enter)"),
    Key(("f10", "ctrl+s"), "save", "save", (Page.ADDING,), "save what was typed"),
    Key(("f4",), "values", "values", (Page.ADDING,), "list the values the box takes"),
    Key(("tab", "enter"), "", "", (Page.ADDING,), "the next box"),
    Key(("shift+tab",), "", "", (Page.ADDING,), "the box before"),
    Key(("up", "down"), "", "", (Page.ADDING,), "the box above or below"),
    Key(("ctrl+u",), "", "", (Page.ADDING,), "empty the box"),
    Key(("f3",), "back", "", (Page.ADDING,), "leave; asks first if work is unsaved"),
    Key(("enter",), "open", "open", (Page.WORK,), "open the list, or search as was saved"),
    Key(("e",), "rename", "rename", (Page.WORK,), "type another name for the list"),
    Key(("x",), "delete", "delete", (Page.WORK,), "delete the list; asks for a word"),
    Key(("f5",), "refresh", "", (Page.WORK,), "read the lists again"),
    Key(("f3",), "back", "", _LISTS, "leave the page"),
    Key(("tab", "down"), "move(1)", "", _LISTS, "the next line; stops at the last"),
    Key(("shift+tab", "up"), "move(-1)", "", _LISTS, "the line before; stops at the first"),
    Key(("enter",), "open", "rejects", (Page.IMPORTS,), "the rejected lines of the feed"),
    Key(("f5",), "refresh", "again", (Page.IMPORTS,), "read how the feeds stand again"),
    Key(("f9",), "command", "command", _PAGES, "the command line"),
    Key(("f10", "ctrl+s"), "contact", "contact", RECORDS, "add a contact of this taxpayer"),
    Key(("f11", "alt+r"), "reveal", "reveal", RECORDS[:2], "show or mask identifiers (recorded)"),
    Key(_DIGITS, "zone({key})", "", RECORDS, "to the zone with that number", "1-9"),
    Key(("tab",), "", "", (Page.CRITERIA,), "the next field; after the last, the list"),
    Key(("shift+tab",), "", "", (Page.CRITERIA,), "the field before"),
    Key(("up", "down"), "", "", (Page.CRITERIA,), "the field above or below; below all, the list"),
    Key(("space",), "", "", (Page.CRITERIA,), "switch All locations on or off"),
    Key(("ctrl+u",), "", "", (Page.CRITERIA,), "empty the field; in an empty field, all fields"),
    Key(("tab", "down"), "move(1)", "", (Page.HITS,), "the next entry; stops at the last"),
    Key(("shift+tab", "up"), "move(-1)", "", (Page.HITS,), "the entry before; stops at the first"),
    Key(("tab",), "next_zone(1)", "", RECORDS, "the next zone"),
    Key(("shift+tab",), "next_zone(-1)", "", RECORDS, "the zone before"),
    Key(("z",), "layout", "", ARRANGED, "change the layout: one of the keys of Layout follows"),
    Key(("c",), "collapse", "collapse", (Page.LAYOUT,), "collapse or expand the zone"),
    Key(("h",), "hide", "hide", (Page.LAYOUT,), "hide the zone"),
    Key(("H",), "show_hidden", "show all", (Page.LAYOUT,), "show every hidden zone again"),
    Key(("up",), "move(-1)", "move", (Page.LAYOUT,), "move the zone up"),
    Key(("down",), "move(1)", "", (Page.LAYOUT,), "move the zone down"),
    Key(("i",), "pin", "pin", (Page.LAYOUT,), "pin or unpin a pop-up zone"),
    Key(("z",), "default_order", "default", (Page.LAYOUT,), "reset the zones to the default"),
    Key(("u",), "undo", "undo", (Page.LAYOUT,), "undo the last change of the layout"),
    Key(("f12", "escape"), "", "cancel", (Page.LAYOUT,), "leave the layout as it is"),
    Key(("m",), "maximise", "", RECORDS, "the zone alone on the page, and back"),
    Key(("a", "A"), "all", "", (Page.ACCOUNT,), "all of history, activity or compliance (750)"),
    Key(("b",), "call('graph')", "", (Page.ACCOUNT,), "the bill graph"),
    Key(("t",), "call('timeline')", "", _CALLING, "the timeline"),
    Key(("k",), "call('allocation')", "", _CALLING, "credit allocation"),
    Key(("l",), "call('liens')", "", (Page.ACCOUNT,), "liens"),
    Key(("w",), "call('time')", "", (Page.ACCOUNT,), "time charged"),
    Key(("e",), "tree", "", RECORDS, "a tree: account, bills and payments, location, persons"),
    Key(("x", "full_stop"), "menu", "", (Page.HITS, *RECORDS), "the menu of the line or the page"),
    Key(("left",), "side(-1)", "", (*_CALLING, Page.TREE), "bill, event or column before; close"),
    Key(("right",), "side(1)", "", (*_CALLING, Page.TREE), "next bill, event or column; open"),
    Key(("minus",), "months(-1)", "", _CALLING, "the timeline a month back"),
    Key(("plus", "equals_sign"), "months(1)", "", _CALLING, "the timeline a month on"),
    Key(("less_than_sign",), "months(-12)", "", _CALLING, "the timeline a year back"),
    Key(("greater_than_sign",), "months(12)", "", _CALLING, "the timeline a year on"),
    Key(("0",), "months(0)", "", _CALLING, "the timeline at today"),
    Key(("f10", "ctrl+s"), "save", "save", (Page.CONTACT,), "add the contact"),
    Key(("f4",), "values", "types", (Page.CONTACT,), "the types of contact"),
    Key(("tab",), "", "", (Page.CONTACT,), "the next field"),
    Key(("shift+tab",), "", "", (Page.CONTACT,), "the field before"),
    Key(("space",), "", "", (Page.CONTACT,), "switch Open on or off"),
    Key(("f6", "f3"), "back", "", (Page.CONTACT,), "close it"),
    Key(("up",), "scroll(-1)", "", _READING, "one line up"),
    Key(("down",), "scroll(1)", "", _READING, "one line down"),
    Key(("pageup",), "page(-1)", "", (Page.HITS, *_LISTS, *_READING), "a page up"),
    Key(("pagedown",), "page(1)", "", (Page.HITS, *_LISTS, *_READING), "a page down"),
    Key(("home",), "top", "", (Page.HITS, *_LISTS, *_READING), "to the first"),
    Key(("end",), "bottom", "", (Page.HITS, *_LISTS, *_READING), "to the last"),
    Key(("f1",), "", "commands", (Page.COMMAND,), "every command"),
    Key(("tab",), "", "complete", (Page.COMMAND,), "complete the word, or show what it may be"),
    Key(("up", "down"), "", "history", (Page.COMMAND,), "the lines typed before", "Up"),
    Key(("ctrl+u",), "", "", (Page.COMMAND,), "empty the line"),
    Key(("enter",), "", "carry out", (Page.COMMAND,), "carry the command out"),
    Key(("f12", "f9", "escape"), "", "back", (Page.COMMAND,), "give it up"),
    Key(("up", "shift+tab"), "move(-1)", "", (Page.VALUES,), "the value before"),
    Key(("down", "tab"), "move(1)", "", (Page.VALUES,), "the next value"),
    Key((), "", "", (Page.VALUES,), "narrow the list to what begins like that", "any text"),
    Key(("enter",), "take", "take", (Page.VALUES,), "take the marked value"),
    Key(("f1", "question_mark"), "help", "help", (Page.PREFERENCES,), "this page's keys"),
    Key(("enter", "f4"), "choose", "choose", (Page.PREFERENCES,), "choose among the values"),
    Key(("up", "shift+tab"), "move(-1)", "", (Page.PREFERENCES,), "the preference before"),
    Key(("down", "tab"), "move(1)", "", (Page.PREFERENCES,), "the next preference"),
    Key(("z",), "house", "house", (Page.PREFERENCES,), "as the house has it"),
    Key(("f9",), "command", "command", (Page.PREFERENCES,), "the command line"),
    Key(("f12", "f3", "escape"), "back", "back", (Page.PREFERENCES,), "leave the page"),
    Key(("f1", "question_mark"), "help", "help", (Page.REJECTS,), "this page's keys"),
    Key(("enter",), "edit", "correct", (Page.REJECTS,), "correct the line; each key is checked"),
    Key(("f10", "ctrl+s"), "submit", "submit", (Page.REJECTS,), "submit the line as shown"),
    Key(("l",), "put_aside", "leave it", (Page.REJECTS,), "leave the line as it is, and say why"),
    Key(("f7", "p", "ctrl+p"), "step(-1)", "prev", (Page.REJECTS,), "the reject before"),
    Key(("f8", "n", "ctrl+n"), "step(1)", "next", (Page.REJECTS,), "the next reject"),
    Key(("up", "shift+tab"), "move(-1)", "", (Page.REJECTS,), "the row before"),
    Key(("down", "tab"), "move(1)", "", (Page.REJECTS,), "the next row"),
    Key(("left",), "field(-1)", "", (Page.REJECTS,), "the field before"),
    Key(("right",), "field(1)", "", (Page.REJECTS,), "the next field"),
    Key(("pageup",), "page(-1)", "", (Page.REJECTS,), "a page of rows up"),
    Key(("pagedown",), "page(1)", "", (Page.REJECTS,), "a page of rows down"),
    Key(("home",), "top", "", (Page.REJECTS,), "to the first row"),
    Key(("end",), "bottom", "", (Page.REJECTS,), "to the last row"),
    Key(("f5",), "refresh", "", (Page.REJECTS,), "read them again"),
    Key(("f9",), "command", "command", (Page.REJECTS,), "the command line"),
    Key(("f12", "f3", "escape"), "back", "back", (Page.REJECTS,), "give up what is typed; leave"),
    Key(("f1", "question_mark"), "help", "help", _DAYS, "this page's keys"),
    Key(("n", "ctrl+n"), "error(1)", "next error", _DAYS, "the next day that needs work"),
    Key(("p", "ctrl+p"), "error(-1)", "", _DAYS, "the day before that needs work"),
    Key((), "", "", _DAYS, "begin the hours of the marked entry", "0-9"),
    Key(("tab", "enter"), "cell(1)", "", _DAYS, "the next cell; stops at the last"),
    Key(("shift+tab",), "cell(-1)", "", _DAYS, "the cell before"),
    Key(("left",), "day(-1)", "", _DAYS, "the day before"),
    Key(("right",), "day(1)", "", _DAYS, "the next day"),
    Key(("up",), "employee(-1)", "", (Page.EOD,), "the employee above"),
    Key(("down",), "employee(1)", "", (Page.EOD,), "the employee below"),
    Key(("up",), "entry(-1)", "", (Page.TIME,), "the entry above"),
    Key(("down",), "entry(1)", "", (Page.TIME,), "the entry below"),
    Key(("space",), "entry(1)", "", _DAYS, "the next entry of the day; round at the last"),
    Key(("c",), "new('code')", "code", _DAYS, "a new row for a code; missing hours are offered"),
    Key(("t",), "new('case')", "case", _DAYS, "a new row for a case, by its TIN"),
    Key(("f4",), "values", "codes", (*_DAYS, Page.ENTRY), "the codes: the hours go to another"),
    Key(("delete",), "take_out", "", _DAYS, "take the marked entry away"),
    Key(("e",), "eod", "EOD", (Page.EOD,), "finalise the day; once more takes that back"),
    Key(("e", "f6"), "eod", "EOD", (Page.TIME,), "finalise the day; once more takes that back"),
    Key(("E",), "eod_all", "", _DAYS, "finalise every complete day up to today"),
    Key(("q",), "ask", "", _DAYS, "ask who may change a closed day to do so, with a note"),
    Key(("f",), "fill", "", _DAYS, "fill right: this day's time to the empty days after it"),
    Key(("l",), "copy_week", "", _DAYS, "copy the time of last week to the empty days"),
    Key(("v",), "leave_week", "", _DAYS, "a week of leave: its empty days, finalised when saved"),
    Key(("d",), "reported", "", _DAYS, "the day it was reported by telephone or fax"),
    Key(("u",), "undo", "", _DAYS, "undo the last unsaved change"),
    Key(("f7",), "employee(-1)", "", (Page.EOD,), "the employee before"),
    Key(("f8",), "employee(1)", "next", (Page.EOD,), "the next employee"),
    Key(("f7",), "day(-1)", "", (Page.TIME,), "the day before, in the week before too"),
    Key(("f8",), "day(1)", "next", (Page.TIME,), "the next day, in the next week too"),
    Key(("o",), "order", "", (Page.EOD,), "those to work on first, or by number again"),
    Key(("left_square_bracket",), "week(-1)", "", _DAYS, "the week before"),
    Key(("right_square_bracket",), "week(1)", "", _DAYS, "the week after"),
    Key(("pageup",), "page(-1)", "", (Page.EOD,), "a page of employees up"),
    Key(("pagedown",), "page(1)", "", (Page.EOD,), "a page of employees down"),
    Key(("home",), "end(-1)", "", (Page.EOD,), "to the first employee"),
    Key(("end",), "end(1)", "", (Page.EOD,), "to the last employee"),
    Key(("f10", "ctrl+s"), "save", "save", (*_DAYS, Page.ENTRY), "save all that is typed"),
    Key(("f5",), "refresh", "", _DAYS, "read the week again; what is typed stays"),
    Key(("f9",), "command", "", _DAYS, "the command line"),
    Key(("enter",), "", "fix and go on", (Page.ENTRY,), "the next box; the last one done, go on"),
    Key(("tab", "down"), "", "box", (Page.ENTRY,), "the next box"),
    Key(("shift+tab", "up"), "", "", (Page.ENTRY,), "the box before"),
    Key(("ctrl+u",), "", "", (Page.ENTRY,), "empty the box"),
    Key(("f12", "escape"), "back", "give up", (Page.ENTRY,), "give up what is typed"),
    Key(("f12", "f3", "escape"), "back", "back", _DAYS, "leave; asks first if work is unsaved"),
    Key(("f1", "question_mark"), "help", "help", (Page.VERIFY,), "this page's keys"),
    Key(("enter",), "open", "EOD desk", (Page.VERIFY,), "the EOD desk, at this employee's day"),
    Key(("f6",), "turn", "next report", (Page.VERIFY,), "week, month's hours, days to settle"),
    Key(("f7",), "period(-1)", "before", (Page.VERIFY,), "the week or the month before"),
    Key(("f8",), "period(1)", "after", (Page.VERIFY,), "the week or the month after"),
    Key(("n",), "next_asked(1)", "", (Page.VERIFY,), "the next line that asks for something"),
    Key(("p",), "next_asked(-1)", "", (Page.VERIFY,), "the line before that asks for something"),
    Key(("a",), "await_day", "", (Page.VERIFY,), "await the day again from ICS, or no longer"),
    Key(("x",), "take('extract')", "", (Page.VERIFY,), "take what the extract says of the day"),
    Key(("k",), "take('here')", "", (Page.VERIFY,), "keep what was changed here"),
    Key(("tab", "down"), "move(1)", "", (Page.VERIFY,), "the next line"),
    Key(("shift+tab", "up"), "move(-1)", "", (Page.VERIFY,), "the line before"),
    Key(("pageup",), "page(-1)", "", (Page.VERIFY,), "a page up"),
    Key(("pagedown",), "page(1)", "", (Page.VERIFY,), "a page down"),
    Key(("home",), "top", "", (Page.VERIFY,), "to the first"),
    Key(("end",), "bottom", "", (Page.VERIFY,), "to the last"),
    Key(("f5",), "refresh", "", (Page.VERIFY,), "read it again"),
    Key(("f9",), "command", "command", (Page.VERIFY,), "the command line"),
    Key(("f12", "f3", "escape"), "back", "back", (Page.VERIFY,), "leave the page"),
    Key(("enter",), "", "do it", (Page.REASON,), "do it, for this reason"),
    Key(("ctrl+u",), "", "", (Page.REASON,), "empty the line"),
    Key(("f12", "escape"), "back", "give up", (Page.REASON,), "give it up"),
    Key(("f1", "question_mark"), "help", "help", _MONTHS, "this page's keys"),
    Key(("enter",), "open", "open", (Page.MONTH,), "the employee's week on the EOD desk"),
    Key(("enter",), "open", "open", (Page.BOARD,), "the group's month; of an area, the checks"),
    Key(("g",), "step_of('generate')", "generate", (Page.MONTH,), "make the group's report"),
    Key(("f10", "ctrl+s"), "approve", "approve", (Page.MONTH,), "sign the report; locks the month"),
    Key(("o",), "ask('reopen')", "reopen", (Page.MONTH,), "unlock the month, with the reason"),
    Key(("t",), "transmit", "transmit", (Page.MONTH,), "hand the report to the area"),
    Key(("a",), "step_of('accept')", "accept", (Page.MONTH,), "area: take the report over"),
    Key(("r",), "ask('send_back')", "return", (Page.MONTH,), "area: send it back, with the reason"),
    Key(("f",), "ask('follow_up')", "follow up", (Page.MONTH,), "area: to the territory manager"),
    Key(("w",), "ask('review')", "review", (Page.MONTH,), "territory manager: what was found"),
    Key(("v",), "of_area('validate')", "validate", (Page.BOARD,), "analyst: the area is validated"),
    Key(("s",), "of_area('send')", "send", (Page.BOARD,), "analyst: the area's month is sent"),
    Key(("4",), "form", "form 4872", (Page.BOARD,), "Form 4872 of the marked area"),
    Key(("r",), "recall", "recall", (Page.BOARD,), "analyst: take a sent month back, with why"),
    Key(("b",), "board", "board", (Page.MONTH,), "the board: every group's step"),
    Key(("n", "ctrl+n"), "finding(1)", "", (Page.MONTH,), "the next line that opens a day"),
    Key(("p", "ctrl+p"), "finding(-1)", "", (Page.MONTH,), "the line before that opens a day"),
    Key(("f7",), "group(-1)", "", (Page.MONTH,), "the group before, of the board"),
    Key(("f8",), "group(1)", "", (Page.MONTH,), "the next group of the board"),
    Key(("up", "shift+tab"), "move(-1)", "", _MONTHS, "the line before"),
    Key(("down", "tab"), "move(1)", "", _MONTHS, "the next line"),
    Key(("pageup",), "page(-1)", "", _MONTHS, "a page up"),
    Key(("pagedown",), "page(1)", "", _MONTHS, "a page down"),
    Key(("home",), "top", "", _MONTHS, "to the first line"),
    Key(("end",), "bottom", "", _MONTHS, "to the last line"),
    Key(("f5",), "refresh", "", _MONTHS, "read it again"),
    Key(("f9",), "command", "", _MONTHS, "the command line"),
    Key(("f12", "f3", "escape"), "back", "back", _MONTHS, "leave the page"),
    Key((), "", "", (Page.CONFIRM,), "the word that confirms", "any text"),
    Key(("enter",), "", "confirm", (Page.CONFIRM,), "do it, once the word is typed"),
    Key(("ctrl+u",), "", "", (Page.CONFIRM,), "empty the box"),
    Key(("f12", "escape"), "back", "cancel", (Page.CONFIRM,), "change nothing"),
    Key((), "", "", (Page.SIGNING,), "the word that signs, or the reason", "any text"),
    Key(("enter",), "", "do it", (Page.SIGNING,), "do it"),
    Key(("ctrl+u",), "", "", (Page.SIGNING,), "empty the box"),
    Key(("f12", "escape"), "back", "give up", (Page.SIGNING,), "give it up"),
    Key(("slash",), "search", "search the manual", (Page.HELP,), "search the whole manual"),
    Key((), "", "", (Page.MANUAL,), "the words to search for", "any text"),
    Key(("up", "shift+tab"), "move(-1)", "", (Page.MANUAL,), "the place before"),
    Key(("down", "tab"), "move(1)", "", (Page.MANUAL,), "the next place"),
    Key(("pageup",), "page(-1)", "", (Page.CONTACT,), "the dashboard a page up"),
    Key(("pagedown",), "page(1)", "", (Page.CONTACT,), "the dashboard a page down"),
    Key(("pageup",), "page(-1)", "", (Page.MANUAL,), "a page of places up"),
    Key(("pagedown",), "page(1)", "", (Page.MANUAL,), "a page of places down"),
    Key(("ctrl+u",), "", "", (Page.MANUAL,), "empty the line"),
    Key(("enter",), "open", "open", (Page.MANUAL,), "open the page at the marked place"),
    Key(("f3",), "back", "", (Page.MANUAL,), "close the manual"),
    Key(("enter", "f3"), "back", "go on", (Page.NOTICE,), "close the notice"),
    Key(("enter", "f3", "f1"), "back", "close", (Page.HELP,), "close the help"),
    Key(("f12", "escape"), "back", "back", (Page.ADDING,), "leave; asks first if work is unsaved"),
    Key(("ctrl+q",), "", "", (Page.ADDING,), "leave the program; asks first if work is unsaved"),
    Key(("f12", "escape"), "back", "back", (*CONTROL, *_LISTS, *_PANELS), "back one level"),
    Key(("f12", "escape"), "back", "back", RECORDS, "back to where this was opened, at this entry"),
    Key(("ctrl+q",), "app.quit", "", CONTROL, "leave the program from anywhere"),
    Key(("ctrl+z",), "app.suspend", "", CONTROL, "to the shell from anywhere; fg comes back"),
    Key(("ctrl+c",), "app.how_to_leave", "", CONTROL, "says how to leave, from anywhere"),
    Key(("ctrl+l",), "app.repaint", "", CONTROL, "paint the screen again, from anywhere"),
    Key(("f2",), "home", "", _OVER, "to the criteria of Control Central"),
    Key(("f9",), "command", "", _OVER, "close this and type a command"),
)  # fmt: skip


def keys_of(*pages: Page) -> tuple[Key, ...]:
    """The keys that hold on any of these pages, in the order of the map."""
    return tuple(key for key in KEYS if any(page in key.pages for page in pages))


def bindings_of(*pages: Page) -> tuple[tuple[str, str, str], ...]:
    """(keys with commas, action, description) of every key a screen binds."""
    found: list[tuple[str, str, str]] = []
    for key in keys_of(*pages):
        if "{key}" in key.action:
            found += [(k, key.action.format(key=k), key.description) for k in key.keys]
        elif key.action:
            found.append((",".join(key.keys), key.action, key.description))
    return tuple(found)


def key_line(page: Page, width: int, steps: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """(key, word) pairs that fit the last line, F1 and the way back always; of a month: `steps`."""
    hidden = {"", *_STEPS.difference(steps)}
    pairs = [(key.first, key.label) for key in keys_of(page) if key.label not in hidden]
    while len(pairs) > 2 and _length(pairs) > width:
        del pairs[-2]
    return tuple(pairs)


def _length(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(len(key) + len(word) + 2 for key, word in pairs)
