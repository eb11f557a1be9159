"""Characteristics, auto pay, liens, time, bills and unfinished things of an account (CC-24)."""

from __future__ import annotations

from datetime import date
from typing import Any

from entity_tui.domain.control_central.account_facts import (
    AutoPay,
    BillBar,
    CharacteristicRow,
    FinanceRow,
    LienRow,
    TimeCharged,
    TimeRow,
)
from entity_tui.domain.control_central.financial_history import (
    FIRST_ROWS,
    MONTHS_SHOWN,
    months_before,
)
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.money import show_cents
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, as_day, day
from entity_tui.store.reference import meanings

NO_TIME = TimeCharged()


def characteristics(
    raw: Raw, viewer: Viewer, owner_kind: str, owner_id: int, today: date
) -> tuple[CharacteristicRow, ...]:
    """The values in effect of each type, by type."""
    rows = raw.rows(
        "SELECT char_type, value FROM characteristic WHERE owner_kind = ? AND owner_id = ? "
        "AND start <= ? ORDER BY char_type, start",
        (owner_kind, owner_id, today.isoformat()),
    )
    known = meanings("characteristic_types")
    return tuple(
        CharacteristicRow(kind, known.get(kind, kind), value) for kind, value in dict(rows).items()
    )


def auto_pay(raw: Raw, viewer: Viewer, account_id: int, today: date) -> AutoPay | None:
    """The automatic payment in effect on the day."""
    rows = raw.rows(
        "SELECT source, method, external_end, start, until FROM account_autopay "
        "WHERE account_id = ? ORDER BY start DESC",
        (account_id,),
    )
    for source, method, end, start, until in rows:
        if day(start) <= today and (until is None or day(until) >= today):
            ref = RecordRef("auto pay", account_id, day(start).isoformat())
            return AutoPay(source, method, end, day(start), as_day(until), ref)
    return None


def liens(raw: Raw, viewer: Viewer, account_id: int) -> tuple[LienRow, ...]:
    """The liens of an account whose case the viewer may see, newest first."""
    rows = raw.rows(
        "SELECT number, mft, period, status, filed_on, released_on, office, amount FROM lien "
        "WHERE account_id = ? ORDER BY filed_on DESC, number, mft, period",
        (account_id,),
    )
    return tuple(
        LienRow(
            number, mft, period, status, day(filed), as_day(released), office, amount,
            RecordRef("lien", account_id, f"{number}/{mft}/{period}"),
        )
        for number, mft, period, status, filed, released, office, amount in rows
    )  # fmt: skip


def time_charged(raw: Raw, viewer: Viewer, case_id: int, limit: int = FIRST_ROWS) -> TimeCharged:
    """Hours charged to a case the viewer may see, newest first."""
    rows = raw.rows(
        "SELECT t.day, coalesce(e.name, t.assignment), t.hours, t.code FROM time_entry t "
        "LEFT JOIN employee e ON e.employee_id = t.employee_id WHERE t.case_id = ? "
        "ORDER BY t.day DESC, t.employee_id, t.seq LIMIT ?",
        (case_id, limit),
    )
    count, total = raw.one(
        "SELECT count(*), coalesce(sum(hours), 0) FROM time_entry WHERE case_id = ?", (case_id,)
    ) or (0, 0)
    shown = tuple(TimeRow(day(at), who, hours, code) for at, who, hours, code in rows)
    return TimeCharged(shown, int(count) - len(shown), int(total))


def bills(raw: Raw, viewer: Viewer, account_id: int) -> tuple[BillBar, ...]:
    """The bills within twenty months of the latest, oldest first (CC-24)."""
    rows = raw.rows(
        "SELECT number, billed_on, due, status, charges, balance FROM bill WHERE account_id = ? "
        "AND status <> 'canceled' ORDER BY billed_on, number",
        (account_id,),
    )
    if not rows:
        return ()
    first = months_before(day(rows[-1][1]), MONTHS_SHOWN)
    return tuple(
        BillBar(
            number, day(on), as_day(due), status, charges, balance,
            RecordRef("bill", account_id, number),
        )
        for number, on, due, status, charges, balance in rows
        if day(on) >= first
    )  # fmt: skip


# What is not finished: label, and the one SELECT that gives kind, number, amount, day.
_UNFINISHED = (
    "SELECT 'bill', 'pending', number, charges, billed_on FROM bill "
    "WHERE account_id = ? AND status = 'pending' UNION ALL "
    "SELECT 'segment', status, bill, amount, NULL FROM bill_segment "
    "WHERE account_id = ? AND status = 'freezable' UNION ALL "
    "SELECT 'adjustment', status, number, amount, made_on FROM adjustment "
    "WHERE account_id = ? AND status IN ('incomplete', 'freezable') UNION ALL "
    "SELECT 'payment', status, number, amount, paid_on FROM payment "
    "WHERE account_id = ? AND status IN ('incomplete', 'error', 'freezable') UNION ALL "
    "SELECT 'upload', 'pending', number, amount, accounting_on FROM payment_staging "
    "WHERE account_id = ? UNION ALL "
    "SELECT 'auto bill', 'created', number, 0, auto_pay_on FROM bill "
    "WHERE account_id = ? AND auto_pay_on IS NOT NULL UNION ALL "
    "SELECT 'auto payment', 'distributed', number, amount, distributes_on FROM payment "
    "WHERE account_id = ? AND distributes_on IS NOT NULL"
)
_LABELS = (
    ("bill", "pending", "Pending bill", "bill"),
    ("segment", "freezable", "Freezable bill segments", "bill"),
    ("adjustment", "incomplete", "Incomplete adjustments", "adjustment"),
    ("adjustment", "freezable", "Freezable adjustments", "adjustment"),
    ("upload", "pending", "Payments pending upload", "staged payment"),
    ("payment", "incomplete", "Incomplete payments", "payment"),
    ("payment", "error", "Payments with errors", "payment"),
    ("payment", "freezable", "Freezable payments", "payment"),
)
_DATED = (
    ("auto bill", "Auto pay will be created", "bill"),
    ("auto payment", "Auto pay will be distributed", "payment"),
)


def finance(raw: Raw, viewer: Viewer, account_id: int, today: date) -> tuple[FinanceRow, ...]:
    """Rows of Financial Information that point to something unfinished (CC-28)."""
    rows = raw.rows(_UNFINISHED, (account_id,) * 7)
    return (*_counted(rows, account_id), *_to_come(rows, account_id, today))


def _counted(rows: list[tuple[Any, ...]], account_id: int) -> list[FinanceRow]:
    found = []
    for kind, status, label, opens in _LABELS:
        mine = [row for row in rows if row[0] == kind and row[1] == status]
        if not mine:
            continue
        total = show_cents(sum(int(row[3]) for row in mine))
        text = f"{day(mine[0][4]):%m/%d/%y}" if kind == "bill" else f"{len(mine)}: {total}"
        found.append(FinanceRow(label, text, RecordRef(opens, account_id, mine[0][2])))
    return found


def _to_come(rows: list[tuple[Any, ...]], account_id: int, today: date) -> list[FinanceRow]:
    found = []
    for kind, label, opens in _DATED:
        dated = sorted((day(r[4]), r[2]) for r in rows if r[0] == kind and day(r[4]) >= today)
        if dated:
            at, number = dated[0]
            found.append(FinanceRow(label, f"{at:%m/%d/%y}", RecordRef(opens, account_id, number)))
    return found
