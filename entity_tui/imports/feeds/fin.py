"""EX-FIN: transactions, bills, payments, adjustments, pay plans, overdue processes (AM-60)."""

from __future__ import annotations

from entity_tui.imports.feeds.feed import Columns, Feed
from entity_tui.imports.feeds.kept import kept
from entity_tui.imports.values import Wrong
from entity_tui.store.merge import compliance as c
from entity_tui.store.merge import financial as f

_MODULE = {"mft": "mft", "period": "period"}
_FROZEN = {"status": "frozen"}


def _payoff(columns: Columns, count: int) -> dict[str, Wrong]:
    """A transaction changes the payoff balance as it does the current one, unless it says so."""
    columns["payoff"] = [
        current if given is None else given
        for current, given in zip(columns["current"], columns["payoff"], strict=True)
    ]
    return {}


def _created(columns: Columns, count: int) -> dict[str, Wrong]:
    columns["created_on"] = [
        start if given is None else given
        for start, given in zip(columns["start"], columns["created_on"], strict=True)
    ]
    return {}


FEED = Feed(
    "fin",
    "Financial transactions",
    "any",
    (
        kept(
            f.TRANSACTIONS, "Financial transactions",
            {"number": "text", "kind": "transaction_kind", "ft_type": "text", **_MODULE,
             "effective": "date", "current": "amount", "payoff": "amount", "due": "date",
             "status": "ft_status", "parent": "text", "category": "text", "assessment": "text",
             "match_event": "text"},
            ("number", "kind", "current"), defaults=_FROZEN, derive=_payoff,
        ),
        kept(
            f.BILLS, "Bills",
            {"number": "text", "billed_on": "date", "due": "date", "status": "bill_status",
             "charges": "amount", "balance": "amount", "auto_pay_on": "date"},
            ("number", "billed_on"), defaults={"status": "complete", "charges": 0, "balance": 0},
        ),
        kept(
            f.SEGMENTS, "Bill segments",
            {"bill": "text", "seq": "integer", **_MODULE, "start": "date", "until": "date",
             "amount": "amount", "status": "ft_status"},
            ("bill", "seq", "amount"), defaults=_FROZEN,
        ),
        kept(
            f.PAYMENTS, "Payments",
            {"number": "text", "event": "text", "paid_on": "date", "amount": "amount",
             "tender": "text", "status": "ft_status", "cancel_reason": "text",
             "distributes_on": "date"},
            ("number", "paid_on", "amount"), defaults=_FROZEN,
        ),
        kept(
            f.STAGED_PAYMENTS, "Payments that wait for their accounting date",
            {"number": "text", "accounting_on": "date", "amount": "amount", "source": "text"},
            ("number", "accounting_on", "amount"),
        ),
        kept(
            f.ADJUSTMENTS, "Adjustments",
            {"number": "text", "adjustment_type": "text", "category": "text", "made_on": "date",
             "amount": "amount", **_MODULE, "status": "ft_status", "reason": "text"},
            ("number", "adjustment_type", "made_on", "amount"), defaults=_FROZEN,
        ),
        kept(
            c.PLANS, "Pay plans",
            {"number": "text", "plan_type": "text", "status": "plan_status", "start": "date",
             "until": "date", "method": "text", "comment": "text"},
            ("number", "plan_type", "status", "start"),
        ),
        kept(
            c.PLAN_LINES, "Scheduled payments of pay plans",
            {"plan": "text", "seq": "integer", "due": "date", "amount": "amount",
             "paid": "amount"},
            ("plan", "seq", "due", "amount"), defaults={"paid": 0},
        ),
        kept(
            c.PROCESSES, "Overdue processes",
            {"number": "text", "process_type": "text", "status": "process_status",
             "started": "date", "ended": "date", **_MODULE, "amount": "amount", "reason": "text"},
            ("number", "process_type", "status", "started"), defaults={"amount": 0},
        ),
        kept(
            c.EVENTS, "Overdue events",
            {"process": "text", "seq": "integer", "event_type": "text", "status": "event_status",
             "trigger_on": "date", "done_on": "date"},
            ("process", "seq", "event_type", "status", "trigger_on"),
        ),
        kept(
            c.REFERRALS, "Collection referrals",
            {"number": "text", "agency": "text", "referred_on": "date", "recalled_on": "date",
             "amount": "amount"},
            ("number", "agency", "referred_on"), defaults={"amount": 0},
        ),
        kept(
            c.RATINGS, "Compliance rating transactions",
            {"number": "text", "start": "date", "until": "date", "points": "signed",
             "reason": "text", "created_on": "date", "created_by": "text"},
            ("number", "start", "points"), derive=_created,
        ),
    ),
)  # fmt: skip
