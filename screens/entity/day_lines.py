"""A day of time as lines: title, entries, what is wrong, who may change it (TM-02, TM-05)."""

from __future__ import annotations

import textwrap
from datetime import date

from entity_tui.domain.entity.daily_time import CaseOfTime, DayTime, Entry, hours_text
from entity_tui.domain.entity.eod_desk import Cell, EodDesk, State
from entity_tui.domain.entity.time_week import Act
from entity_tui.domain.inert import inert
from screens.entity.row_boxes import CASE, CODE, HOURS, NOTE, REASON, WIDTHS, RowBoxes
from screens.shared.draw import Line, Piece, cell, rule, wide, with_cursor

_KIND, _HOURS = 6, 9
_LEAST, _MOST = 32, 60
_NOTES = {NOTE: "Ask for it: ", REASON: "Why: "}


def short_name(name: str) -> str:
    """`CHEN, L`."""
    surname, comma, given = name.partition(", ")
    return f"{surname}, {given[:1]}" if comma else name


def of_day(day: date) -> str:
    """`Tue 11/17`."""
    return f"{day:%a %m/%d}"


def balance(time: DayTime) -> str:
    """`6.5 of 8.0 — 1.5 short`."""
    told = f"{hours_text(time.total)} of {hours_text(time.due)}"
    if not time.entries or time.total == time.due:
        return told
    word = "short" if time.total < time.due else "over"
    return f"{told} — {hours_text(abs(time.due - time.total))} {word}"


def title(shown: Cell, desk: EodDesk, width: int) -> Line:
    """Whose day, when and how it was finalised, its balance."""
    time = shown.time
    name = time.worker.name if width >= 100 else short_name(time.worker.name)
    told = f"{name} · {of_day(time.day)} · {_standing(time, desk)} · {balance(time)}"
    return ((rule(told, width), "title"),)


def _standing(time: DayTime, desk: EodDesk) -> str:
    if time.finalised_at:
        return f"finalised {time.finalised_at.astimezone():%m/%d %H:%M}"
    if time.finalised:
        return "finalised on ICS"
    due = desk.week.due_by.get(time.day)
    late = due is not None and due < desk.week.today
    return f"not finalised, {'was due' if late else 'due'} {due:%m/%d}" if due else "not finalised"


def heading(width: int) -> Line:
    """The columns of the entries."""
    to = cell("To", _to_width(width))
    return ((f"   {cell('Kind', _KIND)}{to}{cell('Hours', _HOURS, 'right')}  Changed", "label"),)


def _to_width(width: int) -> int:
    return max(_LEAST, min(_MOST, width - 48))


def told_to(entry: Entry, time: DayTime, desk: EodDesk) -> str:
    """`611 Administrative Time`, or the case's name and TIN."""
    if entry.case_id:
        case = time.case(entry.case_id)
        return _case_told(case) if case else f"case {entry.case_id:010d}"
    found = desk.week.codes.find(entry.code, time.day)
    return f"{entry.code} {found.meaning if found else 'unclassified'}"


def _case_told(case: CaseOfTime) -> str:
    if not case.tin:
        return case.told
    return f"{cell(case.name, 19)} {case.tin}"


def entry_line(entry: Entry, marked: bool, shown: Cell, desk: EodDesk, width: int) -> Line:
    """An entry at rest: a `!` where it is faulty, a `*` where it is not saved."""
    time = shown.time
    faulty = any(fault.key == entry.key for fault in time.faults)
    pending = shown.pending is not None and any(
        change.key == entry.key for change in shown.pending.changes
    )
    kind = "case" if entry.case_id else "code"
    mark = f"{'▶' if marked else ' '}{'!' if faulty else ' '} "
    hours = f"{_bracketed(entry, time, desk)}{'*' if pending else ' '}"
    to = cell(told_to(entry, time, desk), _to_width(width))
    text = f"{cell(kind, _KIND)}{to}{cell(hours, _HOURS, 'right')}"
    changed = f"  {_changed(entry, shown, desk)}"
    return ((mark, "key"), (text, "marked" if marked else ""), (changed, "label"))


def _bracketed(entry: Entry, time: DayTime, desk: EodDesk) -> str:
    """The hours; in brackets where they are informational and in no total."""
    counted = entry.case_id or desk.week.codes.counts(entry.code, time.day)
    return hours_text(entry.hours) if counted else f"({hours_text(entry.hours)})"


def _changed(entry: Entry, shown: Cell, desk: EodDesk) -> str:
    acts = [act for act in desk.week.acts.get(shown.key, ()) if act.key == entry.key]
    base = {e.key: e.hours for e in desk.week.days[shown.key].entries}
    if base.get(entry.key) != entry.hours:
        was = base.get(entry.key)
        return f"was {hours_text(was)}" if was else "new"
    return _act(acts[0]) if acts else ""


def cut_off(entry: Entry | None, shown: Cell, desk: EodDesk, width: int) -> list[Line]:
    """What was done to an entry, whole, where its line is too short for it."""
    told = _changed(entry, shown, desk) if entry else ""
    room = width - 3 - _KIND - _to_width(width) - _HOURS - 2
    return wrapped(told, width) if told and wide(told) > room else []


def _act(act: Act) -> str:
    was = f"was {hours_text(act.before)}" if act.before else "new"
    reason = f": {act.reason}" if act.reason else ""
    return f"{was}, {short_name(act.name)} {act.at.astimezone():%m/%d}{reason}"


def told_entry(entry: Entry, marked: bool, shown: Cell, desk: EodDesk) -> Line:
    """An entry in words (UI-05)."""
    kind, style = ("case" if entry.case_id else "code"), "marked" if marked else ""
    faulty = any(fault.key == entry.key for fault in shown.time.faults)
    to = " ".join(told_to(entry, shown.time, desk).split())
    parts = [f"{kind} {to}: {_bracketed(entry, shown.time, desk)}"]
    if changed := _changed(entry, shown, desk):
        parts.append(changed)
    mark = f"{'>' if marked else ' '}{'!' if faulty else ' '} "
    return ((mark, "key"), (", ".join(parts), style))


def told_boxes(row: RowBoxes, time: DayTime, desk: EodDesk, width: int) -> list[Line]:
    """The row that is typed, a box a line (UI-05)."""
    lines: list[Line] = []
    if row.entry is not None:
        lines.append(((f" {told_to(row.entry, time, desk)}", "title"),))
    for name in row.names:
        told = f" {row.case.name}" if name == CASE and row.case else ""
        found = desk.week.codes.find(row.text(CODE), time.day) if name == CODE else None
        told = f" {found.meaning}" if found else told
        mark = ">" if name == row.name else " "
        box = _box(row, name, max(8, min(WIDTHS[name], width - 16)))
        lines.append(((f"{mark} {name.capitalize()}: ", "label"), *box, (told, "")))
    return lines


def typed_line(row: RowBoxes, time: DayTime, desk: EodDesk, width: int) -> Line:
    """The row that is typed: its boxes, the meaning beside them."""
    if row.names[0] in _NOTES:
        name = row.names[0]
        return ((f" {_NOTES[name]}", "label"), *_box(row, name, width - 16))
    to = _to_width(width)
    kind = CASE if CASE in row.names or (row.entry and row.entry.case_id) else CODE
    if CODE in row.names:
        kind = CODE
    left: tuple[Piece, ...] = (("▶  ", "key"), (cell(kind, _KIND), ""))
    hours: tuple[Piece, ...] = (("  ", ""), *_box(row, HOURS, WIDTHS[HOURS] - 1))
    reason: tuple[Piece, ...] = ()
    if REASON in row.names:
        reason = (("  reason ", "label"), *_box(row, REASON, max(8, width - to - 29)))
    return (*left, *_to(row, time, desk, to), *hours, *reason)


def _to(row: RowBoxes, time: DayTime, desk: EodDesk, room: int) -> tuple[Piece, ...]:
    if CODE in row.names:
        found = desk.week.codes.find(row.text(CODE), time.day)
        meaning = f" {found.meaning}" if found else ""
        return (*_box(row, CODE, WIDTHS[CODE]), (cell(meaning, room - WIDTHS[CODE] - 2), ""))
    if CASE in row.names:
        name = f" {row.case.name}" if row.case else ""
        return (*_box(row, CASE, WIDTHS[CASE]), (cell(name, room - WIDTHS[CASE] - 2), ""))
    assert row.entry is not None
    return ((cell(told_to(row.entry, time, desk), room), ""),)


def _box(row: RowBoxes, name: str, width: int) -> list[Piece]:
    text, at = row.boxes[name].window(width)
    inside = with_cursor(text, at) if row.name == name else [(text, "")]
    return [("[", "key"), *inside, ("]", "key")]


def totals(shown: Cell, desk: EodDesk) -> Line:
    """The day as it will be, and what is not saved."""
    time = shown.time
    parts = [f"{hours_text(time.total)} of {hours_text(time.due)}"]
    if time.beside:
        parts.append(f"({hours_text(time.beside)}) informational")
    if shown.pending is not None and time.finalised:
        changes = bool(shown.pending.changes)
        parts.append("re-finalised when saved" if changes else "explained when saved")
    elif shown.pending is not None and shown.pending.finalise:
        parts.append("finalised when saved")
    if count := len(desk.pending):
        parts.append(f"{count} {'day' if count == 1 else 'days'} not saved · u undo")
    return ((f" {' · '.join(parts)}", ""),)


def told(shown: Cell, desk: EodDesk, width: int) -> list[Line]:
    """What is wrong with the day and what was said about it, in lines."""
    time, lines = shown.time, []
    if shown.moved:
        lines.append("! changed by somebody else meanwhile; F10 puts what you typed over it")
    lines += [f"! {fault.message}" for fault in time.faults]
    if shown.state is State.MISSING:
        lines.append("! nothing is entered" if shown.needs_work else "nothing is entered yet")
    if shown.state is State.CONFLICT:
        lines.append("! the extract brought other time than was saved here: F9 settle")
    if time.awaited:
        lines.append("corrected on ICS; its extract is awaited")
    if (asked := desk.week.asked(shown.key)) and shown.pending is None:
        on = f"{asked.at.astimezone():%m/%d}"
        lines.append(f"? {short_name(asked.name)} asked on {on}: {asked.reason}")
    if shown.state is State.EXPLAINED:
        said = shown.pending or desk.week.explained(shown.key)
        reason = said.reason if said else ""
        lines.append(f"explained: {reason}")
    if time.entered_for and shown.pending is None:
        by = next((a.name for a in desk.week.acts.get(shown.key, ()) if a.user == time.entered_for),
                  time.entered_for)  # fmt: skip
        lines.append(f"entered for {time.worker.name} by {by}")
    return [line for text in lines for line in wrapped(text, width)]


def wrapped(text: str, width: int) -> list[Line]:
    """A sentence in as many lines as it needs; `!` and `?` are seen from afar."""
    style = "warn" if text[0] in "!?" else ""
    rows = textwrap.wrap(inert(text), max(20, width - 4))
    return [((f" {'  ' if i else ''}{row}", style),) for i, row in enumerate(rows)]


def why_closed(shown: Cell, width: int) -> list[Line]:
    """Who may change a day that the viewer may not."""
    if not shown.barred:
        return []
    texts = textwrap.wrap(inert(shown.barred), max(20, width - 3))
    head: Line = ((rule("why the day is closed · q asks for it", width), "title"),)
    return [head, *(((f"   {text}", ""),) for text in texts)]
