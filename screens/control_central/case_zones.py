"""The case and its modules on the Account Information page (CC-34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entity_tui.domain.control_central.account_page import AccountPage, CaseCard, ModuleRow
from entity_tui.domain.counted import counted
from entity_tui.domain.money import show_cents
from screens.control_central.hit_columns import money
from screens.control_central.rows import (
    SHORT_STATUTE,
    days_ago,
    fitted,
    inline,
    statute,
    why_empty,
)
from screens.shared.bars import day
from screens.shared.draw import Line, Piece, apart, cell, clip

_STATUS = 6
"""Cells of `TDA 26`, and of the heading."""
_WHOLE = 50
"""Cells from which a module's statute date has room beside its balance."""


def case_lines(page: AccountPage, width: int) -> list[Line]:
    """The field case, or why there is none to show."""
    case = page.case
    if case is None:
        hidden = "A field case outside your profile."
        why = why_empty(hidden if page.case_hidden else "No field case on this account.", width)
        return [*why, *_listed(page, width)]
    return [
        _holder(case, width),
        *fitted(_codes(case, width), width),
        *fitted(_statutes(page), width),
        *_modules_summary(page, width),
        *fitted(_dates(page, case), width),
        ((clip(f" as of {day(case.as_of)}", width), "label"),),
    ]


def _listed(page: AccountPage, width: int) -> list[Line]:
    """Where the delinquent inventory lists say an account without a case is worked."""
    lines: list[Line] = []
    for row in page.listed:
        where = f"In collection at: {row.place}" if row.elsewhere else f"In the {row.place}"
        number = f" {row.assignment[:4]}-{row.assignment[4:]}" if row.assignment else ""
        about = _counted(row.modules, row.balance)
        parts = [inline([(row.listing, about)]), inline([("as of", day(row.as_of))])]
        lines += [((clip(f" {where}{number}", width), ""),), *fitted(parts, width)]
    return lines


def _counted(modules: int, balance: int | None) -> str:
    """`2 modules, 20,582.82 due`."""
    due = f", {show_cents(balance)} due" if balance else ""
    return f"{counted(modules, 'module')}{due}"


def _holder(case: CaseCard, width: int) -> Line:
    number = f"{case.assignment[:4]}-{case.assignment[4:]}"
    place = {"queue": "queue", "hold": "hold file", "elsewhere": "outside the field"}
    name = case.officer or place.get(case.holder, "nobody on this number")
    grade: Line = (("Grade ", "label"), (f"{case.grade} ", "")) if case.grade else ()
    return apart(((f" {number} ", "title"), (name, "")), grade, width)


def _codes(case: CaseCard, width: int) -> list[Line]:
    code = " ".join(part for part in (case.case_code, case.case_code_meaning) if part)
    subcode = " ".join(part for part in (case.subcode, case.subcode_meaning) if part)
    priority = f"{case.priority}{case.predictive}"
    return [
        inline([("Code", clip(code, width - 8))]),
        inline([("Subcode", clip(subcode, width - 11))]),
        inline([("Priority", priority)]),
        inline([("Status", case.status if case.status != "open" else "")]),
        inline([("Known to", "ICS only" if case.ics_only else "")]),
    ]


def _statutes(page: AccountPage) -> list[Line]:
    return [
        statute("CSED", _earliest(page, "csed"), page.today),
        statute("ASED", _earliest(page, "ased"), page.today),
    ]


def _dates(page: AccountPage, case: CaseCard) -> list[Line]:
    def since(label: str, value: str, ago: str) -> Line:
        return inline([(label, f"{value} {ago}".strip() if value else "")])

    today = page.today
    return [
        since("Assigned", day(case.assigned_on), days_ago(case.assigned_on, today)),
        since("Last touch", day(case.last_touch), days_ago(case.last_touch, today)),
        since("Received", day(case.received_on), ""),
        since("Contacted", day(case.first_contact), ""),
        since("Closed", day(case.closed_on), ""),
    ]


def _earliest(page: AccountPage, kind: str) -> date | None:
    dates: list[date | None] = [getattr(r, kind) for r in page.modules if r.closed_on is None]
    return min((found for found in dates if found), default=None)


def _modules_summary(page: AccountPage, width: int) -> list[Line]:
    still = [row for row in page.modules if row.closed_on is None]
    parts = []
    for kind, meaning in (("TDA", "balance due"), ("TDI", "unfiled")):
        rows = [row for row in still if row.kind == kind]
        if rows:
            total = sum(row.balance or 0 for row in rows)
            about = _counted(len(rows), total) if total else f"{len(rows)} {meaning}"
            parts.append(inline([(kind, about)]))
    return fitted(parts, width)


def module_lines(page: AccountPage, width: int) -> list[Line]:
    """The modules as a table; the days left stand beside each statute date."""
    if not page.modules:
        return why_empty(_why_no_modules(page), width)
    return [_module_heading(width), *(_module(page, row, width) for row in page.modules)]


def _why_no_modules(page: AccountPage) -> str:
    listed = sum(row.modules for row in page.listed)
    if not listed:
        return "No modules on this account."
    return f"No module received yet; the inventory list counts {listed}."


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns of the module table have room: the statutes before the rest."""

    ased: bool
    assessed: bool
    ased_left: bool
    form: int
    """The width of the return's name; 0 for none."""
    status: int
    """The width of the status: TDA or TDI and its code, with the meaning where it has room."""

    @classmethod
    def of(cls, width: int) -> _Columns:
        spare = width - 48
        ased, assessed, ased_left = spare >= 10, spare >= 23, spare >= 31
        spare = max(0, spare - 10 * ased - 13 * assessed - 8 * ased_left)
        form = min(spare - 1, 26) if spare > 12 else 0
        return cls(ased, assessed, ased_left, form, _STATUS + spare - (form + 1 if form else 0))


def _short_heading(width: int) -> Line:
    room = max(8, width - 24)
    return ((clip(f" MFT Period Status{'Balance':>{room}} CSED", width), "label"),)


def _short_module(page: AccountPage, row: ModuleRow, width: int) -> Line:
    """Half a page wide: the balance, the year of the statute and `!` where it is near."""
    start = f" {cell(row.mft, 3)} {cell(row.period, 6)} {cell(_status(row), _STATUS)}"
    room = max(4, width - 25)
    if row.closed_on is not None:
        return ((start, ""), (clip(f" closed {day(row.closed_on)}", max(1, width - 18)), "label"))
    near = row.csed is not None and (row.csed - page.today).days < SHORT_STATUTE
    year = f" {row.csed:%Y}{'!' if near else ' '}" if row.csed else ""
    return ((f"{start} {money(row.balance, room):>{room}}", ""), (year, "warn" if near else ""))


def _module_heading(width: int) -> Line:
    if width < _WHOLE:
        return _short_heading(width)
    columns = _Columns.of(width)
    ased = " ASED (days left)" if columns.ased_left else " ASED    " if columns.ased else ""
    text = (
        f" MFT{' ' + cell('Return', columns.form) if columns.form else ''} Period"
        f" {cell('Status', columns.status)}{'     Assessed' if columns.assessed else ''}"
        f"      Balance CSED (days left){ased}"
    )
    return ((clip(text, width), "label"),)


def _module(page: AccountPage, row: ModuleRow, width: int) -> Line:
    if width < _WHOLE:
        return _short_module(page, row, width)
    columns = _Columns.of(width)
    meaning = f" {row.status_meaning}" if columns.status >= _STATUS + 8 else ""
    form = f" {cell(row.form, columns.form)}" if columns.form else ""
    assessed = f" {money(row.assessed, 12):>12}" if columns.assessed else ""
    start = (
        f" {cell(row.mft, 3)}{form} {cell(row.period, 6)}"
        f" {cell(_status(row) + meaning, columns.status)}{assessed} {money(row.balance, 12):>12}"
    )
    if row.closed_on is not None:
        return ((start, ""), (f" closed {day(row.closed_on)}", "label"))
    ased = _until(row.ased, page.today, 7 if columns.ased_left else 0)
    return ((start, ""), _until(row.csed, page.today, 7), *([ased] if columns.ased else []))


def _status(row: ModuleRow) -> str:
    """`TDA 26`: what the module is, and its status code."""
    return f"{row.kind} {row.status}".strip()


def _until(until: date | None, today: date, days: int) -> Piece:
    """A statute date, its days left (negative once past) and `!` where they are few."""
    near = until is not None and (until - today).days < SHORT_STATUTE
    left = f"{(until - today).days:,}" if until and days else ""
    mark = "!" if near else ""
    text = f" {day(until):<8}" + (f" {left + mark:>{days}}" if days else mark)
    return text, "warn" if near else ""
