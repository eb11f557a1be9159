"""The case and its modules on the Account Information page (CC-34)."""

from __future__ import annotations

from entity_tui.domain.control_central.account_page import AccountPage, CaseCard, ModuleRow
from entity_tui.domain.money import show_cents
from screens.control_central.hit_columns import money
from screens.control_central.rows import (
    SHORT_STATUTE,
    days_ago,
    days_left,
    fitted,
    inline,
    statute,
    why_empty,
)
from screens.shared.bars import day
from screens.shared.draw import Line, cell, clip


def case_lines(page: AccountPage, width: int) -> list[Line]:
    """The field case, or why there is none to show."""
    case = page.case
    if case is None:
        hidden = "There is a field case outside your profile."
        return why_empty(hidden if page.case_hidden else "No field case on this account.", width)
    return [
        _holder(case, width),
        *fitted(_codes(case, width), width),
        *fitted(_dates(page, case), width),
        *_modules_summary(page, width),
        ((clip(f" as of {day(case.as_of)}", width), "label"),),
    ]


def _holder(case: CaseCard, width: int) -> Line:
    number = f"{case.assignment[:4]}-{case.assignment[4:]}"
    place = {"queue": "queue", "hold": "hold file", "elsewhere": "outside the field"}
    name = case.officer or place.get(case.holder, "nobody on this number")
    return ((f" {number} ", "title"), (clip(name, width - 12), ""))


def _codes(case: CaseCard, width: int) -> list[Line]:
    code = " ".join(part for part in (case.case_code, case.case_code_meaning) if part)
    subcode = " ".join(part for part in (case.subcode, case.subcode_meaning) if part)
    priority = case.priority + (f" {case.predictive}" if case.predictive else "")
    return [
        inline([("Code", clip(code, width - 8))]),
        inline([("Sub", clip(subcode, width - 7))]),
        inline([("Grade", case.grade)]),
        inline([("Priority", priority)]),
        inline([("Status", case.status)]),
    ]


def _dates(page: AccountPage, case: CaseCard) -> list[Line]:
    def since(label: str, value: object, ago: str) -> Line:
        return inline([(label, f"{value} {ago}".strip() if value else "")])

    today = page.today
    return [
        since("Assigned", day(case.assigned_on), days_ago(case.assigned_on, today)),
        since("Last touch", day(case.last_touch), days_ago(case.last_touch, today)),
        since("Received", day(case.received_on), ""),
        since("First contact", day(case.first_contact), ""),
        since("Closed", day(case.closed_on), ""),
        statute("CSED", _earliest(page, "csed"), today),
        statute("ASED", _earliest(page, "ased"), today),
    ]


def _earliest(page: AccountPage, kind: str):  # type: ignore[no-untyped-def]
    dates = [getattr(row, kind) for row in page.modules if row.closed_on is None]
    return min((found for found in dates if found), default=None)


def _modules_summary(page: AccountPage, width: int) -> list[Line]:
    still = [row for row in page.modules if row.closed_on is None]
    parts = []
    for kind, meaning in (("TDA", "balance due"), ("TDI", "unfiled")):
        rows = [row for row in still if row.kind == kind]
        if rows:
            total = sum(row.balance or 0 for row in rows)
            amount = f" {show_cents(total)}" if total else f" {meaning}"
            parts.append(inline([(kind, f"{len(rows)}{amount}")]))
    return fitted(parts, width)


def module_lines(page: AccountPage, width: int) -> list[Line]:
    """The modules as a table; the days left stand beside each statute date."""
    if not page.modules:
        return why_empty("No modules on this account.", width)
    return [_module_heading(width), *(_module(page, row, width) for row in page.modules)]


def _module_heading(width: int) -> Line:
    text = (
        f" {'MFT':<3} {'Form':<5} {'Period':<6} {'Kind':<4} {'Status':<{_status_width(width)}}"
        f" {'Balance':>12} {'CSED':<8} {'left':>7} {'ASED':<8} {'left':>7}"
    )
    return ((clip(text, width), "label"),)


def _status_width(width: int) -> int:
    return max(2, width - 71)


def _module(page: AccountPage, row: ModuleRow, width: int) -> Line:
    meaning = f" {row.status_meaning}" if row.status_meaning else ""
    start = (
        f" {cell(row.mft, 3)} {cell(row.form, 5)} {cell(row.period, 6)} {cell(row.kind, 4)}"
        f" {cell(row.status + meaning, _status_width(width))}"
        f" {money(row.balance, 12) or '-':>12}"
    )
    if row.closed_on is not None:
        return ((start, ""), (f" closed {day(row.closed_on)}", "label"))
    pieces = [(start, "")]
    for until in (row.csed, row.ased):
        near = until is not None and (until - page.today).days < SHORT_STATUTE
        left = days_left(until, page.today).replace("expired ", "-").replace(" ago", "")
        mark = "!" if near else ""
        pieces.append((f" {day(until):<8} {left + mark:>7}", "warn" if near else ""))
    return tuple(pieces)
