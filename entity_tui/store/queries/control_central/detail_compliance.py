"""Read pages of pay plans, overdue processes, referrals and ratings (AM-14, AM-61)."""

from __future__ import annotations

from datetime import date

from entity_tui.domain.control_central.detail import DetailPage, Pair, Row
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


def pay_plan(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """A pay plan with its scheduled payments."""
    row = raw.one(
        "SELECT plan_id, plan_type, status, start, until, method, comment FROM pay_plan "
        "WHERE account_id = ? AND number = ?",
        (owner.account_id, ref.key),
    )
    if row is None:
        return None
    number, kind, status, start, until, method, comment = row
    lines = raw.rows(
        "SELECT seq, due, amount, paid FROM pay_plan_line WHERE account_id = ? AND plan = ? "
        "ORDER BY seq",
        (owner.account_id, ref.key),
    )
    return page(
        ref, f"Pay plan {ref.key}", owner, (status, kind),
        pairs(
            ("Plan ID", f"{number:010d}"), ("Type", kind), ("Status", status),
            ("From", shown(start)), ("Until", shown(until)), ("Method", method),
            ("Comment", comment), ("Scheduled", amount(sum(line[2] for line in lines))),
            ("Paid", amount(sum(line[3] for line in lines))),
        ),
        table(
            "schedule", "Scheduled payments", "No.:5|Due:9|>Amount:14|>Paid:14|State",
            [
                Row((str(seq), shown(due), amount(cents), amount(paid),
                     _state(shown(due), due, cents, paid, today)))
                for seq, due, cents, paid in lines
            ],
            "No payments are scheduled.",
        ),
    )  # fmt: skip


def _state(text: str, due: object, cents: int, paid: int, today: date) -> str:
    if paid >= cents:
        return "paid"
    late = text and str(due)[:10] < today.isoformat()
    return "! missed" if late else "to come"


def overdue_process(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """An overdue process with its events."""
    row = raw.one(
        "SELECT p.process_id, p.process_type, p.status, p.started, p.ended, p.mft, p.period, "
        "p.amount, p.reason, (SELECT o.obligation_id FROM obligation o "
        "WHERE o.account_id = p.account_id AND o.mft = p.mft AND o.period = p.period "
        "AND p.mft <> '' LIMIT 1) FROM overdue_process p WHERE p.account_id = ? AND p.number = ?",
        (owner.account_id, ref.key),
    )
    if row is None:
        return None
    number, kind, status, started, ended, mft, period, cents, reason, module = row
    events = raw.rows(
        "SELECT seq, event_type, status, trigger_on, done_on FROM overdue_event "
        "WHERE account_id = ? AND process = ? ORDER BY seq",
        (owner.account_id, ref.key),
    )
    return page(
        ref, f"Overdue process {ref.key}", owner, (status, kind),
        pairs(
            ("Process ID", f"{number:010d}"), ("Type", kind), ("Status", status),
            ("Started", shown(started)), ("Ended", shown(ended)),
            Pair("Module", module_shown(mft, period), module_ref(owner, module)),
            ("Amount", amount(cents)), ("Ended because", reason),
        ),
        table(
            "events", "Events", "No.:5|Event|Status:10|Due:9|Done:9",
            [
                Row((str(seq), sort, state, shown(due), shown(done)))
                for seq, sort, state, due, done in events
            ],
            "The process has no events.",
        ),
    )  # fmt: skip


def referral(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """An account with a collection agency."""
    row = raw.one(
        "SELECT agency, referred_on, recalled_on, amount FROM referral "
        "WHERE account_id = ? AND number = ?",
        (owner.account_id, ref.key),
    )
    if row is None:
        return None
    agency, on, recalled, cents = row
    return page(
        ref, f"Collection referral {ref.key}", owner, ("recalled" if recalled else "active",),
        pairs(("Agency", agency), ("Referred", shown(on)), ("Recalled", shown(recalled)),
              ("Amount", amount(cents))),
    )  # fmt: skip


def compliance_rating(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """One rating transaction, and all of them beside it."""
    rows = raw.rows(
        "SELECT number, start, until, points, reason, created_on, created_by "
        "FROM compliance_rating WHERE account_id = ? ORDER BY start DESC, number",
        (owner.account_id,),
    )
    row = next((row for row in rows if row[0] == ref.key), None)
    if row is None:
        return None
    _, start, until, points, reason, on, by = row
    return page(
        ref, f"Compliance rating {ref.key}", owner, (f"{points:+d}", reason),
        pairs(
            ("Effect", f"{points:+d}"), ("From", shown(start)), ("Until", shown(until)),
            ("Reason", reason), ("Created", shown(on)), ("Created by", by),
        ),
        table(
            "history", "Rating history", "From:9|Until:9|>Points:8|Reason|Created by:12",
            [
                Row(
                    (shown(s), shown(u), f"{p:+d}", r, b),
                    RecordRef("compliance rating", owner.account_id, n),
                )
                for n, s, u, p, r, _, b in rows
            ],
            "",
        ),
    )  # fmt: skip
