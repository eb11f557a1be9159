"""Read pages of the field case, its entries and its liens, where the profile reaches the case."""

from __future__ import annotations

from datetime import date

from entity_tui.domain.control_central.detail import DetailPage, Pair, Row
from entity_tui.domain.control_central.detail_parts import (
    Owner,
    amount,
    days_between,
    module_shown,
    page,
    pairs,
    shown,
    table,
)
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw
from entity_tui.store.queries.control_central.account_facts import time_charged
from entity_tui.store.queries.control_central.account_lines import MAIN_NAME
from entity_tui.store.queries.entity.case_card import case_card
from entity_tui.store.queries.scope import account_scope

_MOST = 750


def case(raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date) -> DetailPage | None:
    """The field case: codes, holder, who held it before, its entries and hours."""
    if ref.key and not (ref.key.isdigit() and len(ref.key) <= 10):
        return None
    card, _ = case_card(raw, viewer, owner.account_id, int(ref.key or 0))
    if card is None:
        return None
    held = raw.rows(
        "SELECT start, until, assignment FROM case_assignment WHERE case_id = ? "
        "ORDER BY start DESC",
        (card.case_id,),
    )
    entries = raw.rows(
        "SELECT day, seq, kind, entry FROM activity WHERE case_id = ? "
        "ORDER BY day DESC, seq DESC LIMIT ?",
        (card.case_id, _MOST),
    )
    hours = time_charged(raw, viewer, card.case_id, _MOST)
    return page(
        ref, f"Case {card.case_id:010d}", owner, (card.status, card.assignment),
        pairs(
            ("Case ID", f"{card.case_id:010d}"), ("Status", card.status),
            ("Assignment", f"{card.assignment} {card.officer or card.holder}".strip()),
            ("Case code", f"{card.case_code} {card.case_code_meaning}".strip()),
            ("Subcode", f"{card.subcode} {card.subcode_meaning}".strip()), ("Grade", card.grade),
            ("Priority", f"{card.priority} {card.predictive}".strip()),
            ("Received", shown(card.received_on)),
            ("Assigned", f"{shown(card.assigned_on)} {days_between(card.assigned_on, today)}"),
            ("First contact", shown(card.first_contact)), ("Last touch", shown(card.last_touch)),
            ("Closed", shown(card.closed_on)), ("As of", shown(card.as_of)),
        ),
        table("holders", "Held by", "From:9|Until:9|Assignment",
              [Row((shown(a), shown(b), number)) for a, b, number in held], "Nobody held it."),
        table(
            "entries", "Activity", "Day:9|Kind:10|Entry",
            [
                Row((shown(at), kind, entry), RecordRef("activity", card.case_id, f"{at}/{seq}"))
                for at, seq, kind, entry in entries
            ],
            "No activity on the case.",
        ),
        table(
            "hours", "Time charged", "Day:9|Who|>Hours:8",
            [Row((shown(row.day), row.who, f"{row.hours / 100:.1f}")) for row in hours.rows],
            "No time was charged.",
        ),
    )  # fmt: skip


def activity(raw: Raw, viewer: Viewer, ref: RecordRef, today: date) -> DetailPage | None:
    """One history entry in full; the case must be in the profile."""
    at, _, seq = ref.key.partition("/")
    row = raw.one(
        f"SELECT c.account_id, ap.person_id, {MAIN_NAME.format('ap.person_id')}, c.assignment, "
        "v.assignment, v.kind, v.entry, v.as_of, (SELECT max(e.name) FROM employee_assignment x "
        "JOIN employee e ON e.employee_id = x.employee_id WHERE x.assignment = v.assignment "
        "AND x.start <= v.day AND (x.until IS NULL OR x.until > v.day)) "
        "FROM activity v JOIN field_case c ON c.case_id = v.case_id "
        "JOIN account a ON a.account_id = c.account_id "
        "JOIN account_person ap ON ap.account_id = c.account_id AND ap.role = 'main' "
        f"WHERE v.case_id = ? AND v.day = ? AND v.seq = ? AND {account_scope(viewer.scope)}",
        (ref.owner, at or "0001-01-01", int(seq) if seq.isdigit() else 0),
    )
    if row is None or not viewer.scope.sees_case(row[3]):
        return None
    account, person, name, _, number, kind, entry, as_of, who = row
    return page(
        ref, f"Activity of {shown(at)}", Owner(account, person, name or ""), (kind,),
        pairs(
            ("Day", shown(at)), ("Kind", kind), ("Entry", entry),
            ("By", f"{who or ''} {number}".strip()), ("As of", shown(as_of)),
            Pair("Case", f"{ref.owner:010d}", RecordRef("case", account, str(ref.owner))),
        ),
    )  # fmt: skip


def lien(raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date) -> DetailPage | None:
    """A lien and the modules it secures."""
    number = ref.key.split("/")[0]
    _, hidden = case_card(raw, viewer, owner.account_id)
    if hidden:
        return None
    rows = raw.rows(
        "SELECT l.mft, l.period, l.status, l.filed_on, l.released_on, l.office, l.amount, "
        "l.as_of, (SELECT o.obligation_id FROM obligation o WHERE o.account_id = l.account_id "
        "AND o.mft = l.mft AND o.period = l.period LIMIT 1) FROM lien l "
        "WHERE l.account_id = ? AND l.number = ? ORDER BY l.mft, l.period",
        (owner.account_id, number),
    )
    if not rows:
        return None
    _, _, status, filed, released, office, _, as_of, _ = rows[0]
    return page(
        ref, f"Lien {number}", owner, (status, shown(filed)),
        pairs(
            ("Number", number), ("Status", status), ("Filed", shown(filed)),
            ("Released", shown(released)), ("Recording office", office),
            ("Amount", amount(sum(row[6] for row in rows))), ("As of", shown(as_of)),
        ),
        table(
            "modules", "Modules", "Module|Status:10|Filed:9|>Amount:14",
            [
                Row(
                    (module_shown(mft, period), state, shown(on), amount(cents)),
                    RecordRef("module", owner.account_id, str(module)) if module else None,
                )
                for mft, period, state, on, _, _, cents, _, module in rows
            ],
            "",
        ),
    )  # fmt: skip
