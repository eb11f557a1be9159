"""Overdue processes, pay plans, collection referrals and compliance ratings of accounts."""

from __future__ import annotations

from entity_tui.store.merge.keyed import owned

_NUMBER = {"number": "text"}

PLANS = owned(
    "pay plan", "pay plan number", "pay_plan", _NUMBER,
    {"plan_type": "text", "status": "text", "start": "date", "until": "date", "method": "text",
     "comment": "text"},
    id_column="plan_id",
)  # fmt: skip
PLAN_LINES = owned(
    "pay plan line", "pay plan line", "pay_plan_line", {"plan": "text", "seq": "int"},
    {"due": "date", "amount": "int", "paid": "int"},
)  # fmt: skip
PROCESSES = owned(
    "overdue process", "overdue process number", "overdue_process", _NUMBER,
    {"process_type": "text", "status": "text", "started": "date", "ended": "date", "mft": "text",
     "period": "text", "amount": "int", "reason": "text"},
    id_column="process_id",
)  # fmt: skip
EVENTS = owned(
    "overdue event", "overdue event", "overdue_event", {"process": "text", "seq": "int"},
    {"event_type": "text", "status": "text", "trigger_on": "date", "done_on": "date"},
)  # fmt: skip
REFERRALS = owned(
    "referral", "referral number", "referral", _NUMBER,
    {"agency": "text", "referred_on": "date", "recalled_on": "date", "amount": "int"},
)  # fmt: skip
RATINGS = owned(
    "compliance rating", "rating number", "compliance_rating", _NUMBER,
    {"start": "date", "until": "date", "points": "int", "reason": "text", "created_on": "date",
     "created_by": "text"},
)  # fmt: skip
COMPLIANCE = (PLANS, PLAN_LINES, PROCESSES, EVENTS, REFERRALS, RATINGS)
