"""Credit allocation: assessed, collected, waived, written off, by debt category (CC-25)."""

from __future__ import annotations

from dataclasses import replace

from entity_tui.domain.control_central.account_page import AccountPage, PersonPage
from entity_tui.domain.control_central.credit_allocation import (
    COLUMNS,
    NO_ASSESSMENT,
    TOTAL,
    Allocation,
    AllocationRow,
    Level,
    Posting,
)
from entity_tui.domain.control_central.record_ref import RecordRef
from screens.control_central.asking_zone import AskingZone
from screens.control_central.drilling import Entries, Entry
from screens.control_central.hit_columns import money
from screens.control_central.own_zone import Owner
from screens.control_central.record_view import Record
from screens.control_central.rows import why_empty
from screens.control_central.zone_body import ZoneBody
from screens.shared.bars import day
from screens.shared.draw import Line, cell, clip
from screens.shared.lane import Lane

_TITLES = ("Assessed", "Collected", "Waived", "Write-off", "Other", "Total")
_HEAD = 2
"""Lines above the rows: the message and the heading."""
_WIDEST = 15


def allocation_lines(found: Allocation, width: int) -> list[Line]:
    """What the level is, the columns, a row per category, and how to go on."""
    name, amount = widths(width)
    head = f" {cell('Category', name)}" + "".join(f" {title:>{amount}}" for title in _TITLES)
    lines: list[Line] = [
        ((clip(f" {found.message}", width), "label"),),
        ((clip(head, width), "label"),),
        *(_row(row, name, amount) for row in found.rows),
    ]
    if not found.rows:
        lines += why_empty("No transaction of this level has a debt category.", width)
    keys = "Left Right column, Enter lists the transactions of an amount, F4 another level"
    return [*lines, ((clip(f" {keys}", width), "label"),)]


def widths(width: int) -> tuple[int, int]:
    """The cells of the category and of each amount."""
    amount = min(_WIDEST, (width - 14) // len(_TITLES) - 1)
    return max(6, width - 1 - len(_TITLES) * (amount + 1)), max(5, amount)


def _row(row: AllocationRow, name: int, amount: int) -> Line:
    cents = (*(getattr(row, column) for column in COLUMNS), row.total)
    text = "".join(f" {money(value, amount):>{amount}}" for value in cents)
    style = "title" if row.category == TOTAL else ""
    return ((f" {cell(row.category, name)}", style), (text, style))


def _posting(posting: Posting) -> str:
    when = day(posting.day) or "not aged"
    kind = posting.kind.capitalize()
    return f"{when} {cell(kind, 12)} {money(posting.amount, 13):>13} {posting.number}"


class AllocationZone(AskingZone[Allocation]):
    """Opens on the whole account (or person); another record is opened on its whole again."""

    name = "allocation"

    def __init__(self, owner: Owner, lane: Lane[Allocation]) -> None:
        super().__init__(owner, lane)
        self.level: Level | None = None
        self.column = 0
        self.line = _HEAD

    def take(self, record: Record | None) -> None:
        """Another record: the whole of it."""
        if record is not self.record:
            self.level = None
        super().take(record)

    @property
    def _whole(self) -> Level | None:
        if isinstance(self.record, AccountPage):
            return Level(self.record.account_id)
        if isinstance(self.record, PersonPage):
            return Level(0, person_id=self.record.person.person_id)
        return None

    def ask(self) -> bool:
        """The allocation of the level."""
        level = self.level or self._whole
        if level is None:
            return False
        self.lane.ask(lambda desk, stop: desk.open_allocation(level), self.take_answer, self.fail)
        return True

    def body(self) -> ZoneBody:
        """The table, or that it is being read."""
        found = self.found
        if found is None:
            return self.not_here()
        return ZoneBody(
            lambda width: allocation_lines(found, width),
            frozen=_HEAD,
            cursor=range(_HEAD, _HEAD + len(found.rows)),
            spot=self._spot,
            moved=self.moved,
            enter=self._list,
        )

    def _spot(self, line: int) -> tuple[int, int]:
        name, amount = widths(self.owner.room_of(self.name)[0])
        start = 1 + name + self.column * (amount + 1)
        return start, start + amount + 1

    def side(self, steps: int) -> None:
        """The column before or after."""
        self.column = max(0, min(self.column + steps, len(_TITLES) - 1))
        self.redraw()

    def choose(self) -> None:
        """Another level: the whole, an obligation, an assessment of it."""
        if self.found is None:
            return
        levels = self._levels(self.found)
        values = [(str(i), text) for i, (text, _) in enumerate(levels)]
        self.owner.ask_which(
            "Restrict to", values, lambda value: self._restrict(levels[int(value)][1])
        )

    def _levels(self, found: Allocation) -> list[tuple[str, Level]]:
        whole = self._whole
        assert whole is not None
        levels = [("everything", whole)]
        levels += [
            (f"obligation {shown}", replace(whole, obligation_id=number))
            for number, shown in found.obligations
        ]
        if found.level.obligation_id:
            levels += [
                (f"assessment {name or NO_ASSESSMENT}", replace(found.level, assessment=name))
                for name in found.assessments
            ]
        return levels

    def _restrict(self, level: Level) -> None:
        self.level = level
        self.again()

    def _list(self, line: int) -> bool:
        row = self.found.rows[line - _HEAD] if self.found and line >= _HEAD else None
        if row is None or self.found is None:
            return False
        columns = COLUMNS[self.column : self.column + 1] or COLUMNS
        found = [posting for column in columns for posting in row.postings.get(column, ())]
        if not found:
            return False
        what = f"{row.category}, {_TITLES[self.column].lower()}"
        entries = tuple(
            Entry(RecordRef("transaction", posting.account_id, posting.number))
            for posting in found
        )  # fmt: skip
        listed = Entries(entries, what, listed=len(entries) > 1)
        self.owner.ask_which(
            f"Transactions: {what}",
            [(str(n), _posting(posting)) for n, posting in enumerate(found, 1)],
            lambda value: self.owner.open_entries(listed, int(value) - 1),
        )
        return True
