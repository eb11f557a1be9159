"""The boxes of the row that is typed on a day: code or TIN, hours, reason; pure (TM-02, TM-05)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self

from entity_tui.domain.entity.daily_time import (
    TENTHS,
    CaseOfTime,
    Change,
    DayTime,
    Entry,
    hours_text,
)
from entity_tui.domain.entity.time_codes import TimeCodes
from entity_tui.domain.entity.time_row import RowError, TypedRow, missing_hours, read_row
from screens.shared.textbox import TextBox

CODE, CASE, HOURS, REASON, NOTE = "code", "case", "hours", "reason", "note"
REPORTED = "reported"
WIDTHS: Mapping[str, int] = {CODE: 5, CASE: 13, HOURS: 6, REASON: 16, NOTE: 60, REPORTED: 12}


class RowBoxes:
    """What is typed, box by box; `entry` is the one that is changed, None for a new one."""

    def __init__(
        self, names: Sequence[str], texts: Mapping[str, str] | None = None,
        entry: Entry | None = None,
    ) -> None:  # fmt: skip
        self.names = tuple(names)
        self.entry = entry
        self.case: CaseOfTime | None = None
        self.boxes = {name: TextBox((texts or {}).get(name, "")) for name in names}
        for box in self.boxes.values():
            box.fresh = bool(box.value)
        self.at = 0
        self.typed: set[str] = set()
        """The boxes that say what was typed, not what was offered."""

    @classmethod
    def of_entry(cls, entry: Entry, typed: str, reason: str | None) -> Self:
        """Other hours for an entry, begun with a key; `reason` None where none is asked."""
        row = cls((HOURS, *_asked(reason)), {REASON: reason or ""}, entry)
        row.type(typed)
        return row

    @classmethod
    def of_hours(cls, typed: str, reason: str | None) -> Self:
        """A new row for a code, begun with its hours."""
        row = cls((CODE, HOURS, *_asked(reason)), {REASON: reason or ""})
        row.go(HOURS)
        row.type(typed)
        return row

    @classmethod
    def recoding(cls, entry: Entry, reason: str | None) -> Self:
        """The hours of an entry to another code."""
        texts = {HOURS: hours_text(entry.hours), REASON: reason or ""}
        return cls((CODE, HOURS, *_asked(reason)), texts, entry)

    @classmethod
    def new(cls, kind: str, time: DayTime, reason: str | None) -> Self:
        """A new row for a code or a case; what is missing to the day is offered as its hours."""
        missing = missing_hours(time)
        texts = {HOURS: hours_text(missing) if missing else "", REASON: reason or ""}
        return cls((kind, HOURS, *_asked(reason)), texts)

    @property
    def name(self) -> str:
        """The box that is typed into."""
        return self.names[self.at]

    @property
    def box(self) -> TextBox:
        """Its text."""
        return self.boxes[self.name]

    def type(self, text: str) -> None:
        """Type into the box; another TIN is another case."""
        self.box.type(text)
        self.typed.add(self.name)
        if self.name == CASE:
            self.case = None

    def edit(self, key: str) -> bool:
        """An editing key; False where it is none."""
        before, done = self.box.value, self.box.edit(key)
        if self.box.value != before:
            self.typed.add(self.name)
            self.case = None if self.name == CASE else self.case
        return done

    def put(self, name: str, text: str) -> None:
        """A value that was taken from a list."""
        self.boxes[name].put(text)
        self.typed.add(name)

    def text(self, name: str) -> str:
        """What a box says; "" for one that is not there."""
        return self.boxes[name].value.strip() if name in self.boxes else ""

    def go(self, name: str) -> None:
        """The cursor into a box; its next character replaces what it offers."""
        if name in self.names:
            self.at = self.names.index(name)
            self.box.cursor = len(self.box.value)
            self.box.fresh = bool(self.box.value)

    def step(self, boxes: int) -> None:
        """The next box or the one before; round at the ends."""
        self.go(self.names[(self.at + boxes) % len(self.names)])

    def enter(self) -> bool:
        """Enter in a box: to the next that wants something; True where the row is done."""
        for name in self.names[self.at + 1 :]:
            if not self.text(name) or (name == HOURS and name not in self.typed):
                self.go(name)
                return False
        return True

    def changes(
        self, time: DayTime, codes: TimeCodes, increment: int = TENTHS
    ) -> tuple[Change, ...]:
        """What the row makes of a day. Raises RowError."""
        if CASE in self.names and self.case is None:
            raise RowError(CASE, "type the TIN of the case; F4 lists the employee's")
        code = self.text(CODE) if CODE in self.names else None
        row = TypedRow(self.entry, self.text(HOURS), code, self.case)
        return read_row(row, time, codes, increment)


def _asked(reason: str | None) -> tuple[str, ...]:
    return () if reason is None else (REASON,)
