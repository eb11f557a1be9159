"""Read pages of bills, payments, adjustments and transactions (AM-60)."""

from __future__ import annotations

from datetime import date
from typing import Any

from entity_tui.domain.control_central.detail import DetailPage, Pair, Row, Table
from entity_tui.domain.control_central.detail_parts import (
    Owner,
    amount,
    module_ref,
    module_shown,
    page,
    pairs,
    shown,
    table,
)
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw

_PARENTS = {
    "bill": "bill", "bill cancel": "bill", "payment": "payment", "pay cancel": "payment",
    "adjustment": "adjustment", "adjustment cancel": "adjustment",
}  # fmt: skip
"""The page of the object a transaction of a kind belongs to."""
_MODULE = (
    "(SELECT o.obligation_id FROM obligation o WHERE o.account_id = {0}.account_id "
    "AND o.mft = {0}.mft AND o.period = {0}.period AND {0}.mft <> '' LIMIT 1)"
)


def bill(raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date) -> DetailPage | None:
    """A bill with its segments and the transactions it brought."""
    row = raw.one(
        "SELECT bill_id, billed_on, due, status, charges, balance, auto_pay_on FROM bill "
        "WHERE account_id = ? AND number = ?",
        (owner.account_id, ref.key),
    )
    if row is None:
        return None
    number, on, due, status, charges, balance, auto = row
    return page(
        ref, f"Bill {ref.key}", owner, (status, shown(on)),
        pairs(
            ("Bill ID", f"{number:010d}"), ("Billed", shown(on)), ("Due", shown(due)),
            ("Status", status), ("New charges", amount(charges)),
            ("Ending balance", amount(balance)), ("Auto pay created", shown(auto)),
        ),
        _segments(raw, owner, ref.key), _transactions_of(raw, owner, "bill", ref.key),
    )  # fmt: skip


def _segments(raw: Raw, owner: Owner, number: str) -> Table:
    rows = raw.rows(
        f"SELECT s.seq, s.mft, s.period, s.amount, s.status, {_MODULE.format('s')} "
        "FROM bill_segment s WHERE s.account_id = ? AND s.bill = ? ORDER BY s.seq",
        (owner.account_id, number),
    )
    return table(
        "segments", "Bill segments", "Seq:4|Module|>Amount:16|Status:12",
        [
            Row((str(seq), module_shown(mft, period), amount(cents), status),
                module_ref(owner, module))
            for seq, mft, period, cents, status, module in rows
        ],
        "The bill has no segments.",
    )  # fmt: skip


def payment(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """A payment, its tender, and what it did to the balance."""
    row = raw.one(
        "SELECT payment_id, event, paid_on, amount, tender, status, cancel_reason, distributes_on "
        "FROM payment WHERE account_id = ? AND number = ?",
        (owner.account_id, ref.key),
    )
    if row is None:
        return None
    number, event, on, cents, tender, status, reason, distributes = row
    return page(
        ref, f"Payment {ref.key}", owner, (status, shown(on)),
        pairs(
            ("Payment ID", f"{number:010d}"), ("Payment event", event), ("Paid", shown(on)),
            ("Amount", amount(cents)), ("Tender", tender), ("Status", status),
            ("Canceled because", reason), ("Distributed on", shown(distributes)),
        ),
        _transactions_of(raw, owner, "payment", ref.key),
    )  # fmt: skip


def staged_payment(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """A payment that waits for its accounting date."""
    row = raw.one(
        "SELECT accounting_on, amount, source FROM payment_staging "
        "WHERE account_id = ? AND number = ?",
        (owner.account_id, ref.key),
    )
    if row is None:
        return None
    on, cents, source = row
    return page(
        ref, f"Payment pending upload {ref.key}", owner, (shown(on),),
        pairs(("Accounting date", shown(on)), ("Amount tendered", amount(cents)),
              ("Source", source)),
    )  # fmt: skip


def adjustment(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """An adjustment and its transaction."""
    row = raw.one(
        "SELECT x.adjustment_id, x.adjustment_type, x.category, x.made_on, x.amount, x.mft, "
        f"x.period, x.status, x.reason, {_MODULE.format('x')} FROM adjustment x "
        "WHERE x.account_id = ? AND x.number = ?",
        (owner.account_id, ref.key),
    )
    if row is None:
        return None
    number, kind, category, on, cents, mft, period, status, reason, module = row
    return page(
        ref, f"Adjustment {ref.key}", owner, (status, kind),
        pairs(
            ("Adjustment ID", f"{number:010d}"), ("Type", kind), ("Category", category),
            ("Made", shown(on)), ("Amount", amount(cents)),
            Pair("Module", module_shown(mft, period), module_ref(owner, module)),
            ("Status", status), ("Reason", reason),
        ),
        _transactions_of(raw, owner, "adjustment", ref.key),
    )  # fmt: skip


def transaction(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """A financial transaction, by its id or its number."""
    columns = (
        "x.ft_id, x.number, x.kind, x.ft_type, x.mft, x.period, x.effective, x.current, x.payoff, "
        f"x.due, x.status, x.parent, x.category, x.assessment, x.match_event, {_MODULE.format('x')}"
    )
    row = _transaction(raw, columns, owner, ref)
    if row is None:
        return None
    (number, name, kind, sort, mft, period, effective, current, payoff, due, status, parent,
     category, assessment, event, module) = row  # fmt: skip
    object_ = _PARENTS.get(kind, "")
    return page(
        ref, f"Transaction {name}", owner, (kind, shown(effective)),
        pairs(
            ("Transaction ID", f"{number:010d}"), ("Kind", kind), ("Type", sort),
            ("Effective", shown(effective) or "has not begun to age"),
            ("Current amount", amount(current)), ("Payoff amount", amount(payoff)),
            ("Due", shown(due)),
            Pair("Module", module_shown(mft, period), module_ref(owner, module)),
            ("Debt category", category), ("Assessment", assessment), ("Status", status),
            Pair(object_.capitalize(), parent, _known(raw, owner, object_, parent)),
            ("Match event", event),
        ),
    )  # fmt: skip


def _transaction(raw: Raw, columns: str, owner: Owner, ref: RecordRef) -> tuple[Any, ...] | None:
    by_number = f"SELECT {columns} FROM fin_transaction x WHERE x.account_id = ? AND x.number = ?"
    if ref.key.isascii() and ref.key.isdigit() and len(ref.key) <= 10:
        by_id = f"SELECT {columns} FROM fin_transaction x WHERE x.account_id = ? AND x.ft_id = ?"
        found = raw.one(by_id, (owner.account_id, int(ref.key)))
        if found:
            return found
    return raw.one(by_number, (owner.account_id, ref.key))


def _known(raw: Raw, owner: Owner, kind: str, number: str) -> RecordRef | None:
    """The page of a bill, payment or adjustment, where there is one under that number."""
    if kind not in ("bill", "payment", "adjustment") or not number:
        return None
    there = raw.one(
        f"SELECT 1 FROM {kind} WHERE account_id = ? AND number = ?", (owner.account_id, number)
    )
    return RecordRef(kind, owner.account_id, number) if there else None


def _transactions_of(raw: Raw, owner: Owner, object_: str, number: str) -> Table:
    """The transactions of a bill, payment or adjustment."""
    kinds = [kind for kind, opens in _PARENTS.items() if opens == object_]
    rows = raw.rows(
        "SELECT ft_id, number, kind, ft_type, mft, period, effective, current, payoff, status "
        "FROM fin_transaction WHERE account_id = ? AND parent = ? AND kind IN (?, ?) "
        "ORDER BY effective, number",
        (owner.account_id, number, *kinds),
    )
    return table(
        "transactions", "Financial transactions",
        "Effective:9|Kind|Module:10|>Current:14|>Payoff:14|Status:11",
        [
            Row(
                (shown(on), f"{kind} {sort}".strip(), module_shown(mft, period), amount(current),
                 amount(payoff), status),
                RecordRef("transaction", owner.account_id, str(ft)),
            )
            for ft, _, kind, sort, mft, period, on, current, payoff, status in rows
        ],
        "It brought no transactions.",
    )  # fmt: skip
