"""Transactions, bills, payments, adjustments by the numbers their system gave them (EX-FIN)."""

from __future__ import annotations

from entity_tui.store.merge.keyed import owned

_NUMBER = {"number": "text"}

TRANSACTIONS = owned(
    "transaction", "transaction number", "fin_transaction", _NUMBER,
    {"kind": "text", "ft_type": "text", "mft": "text", "period": "text", "effective": "date",
     "current": "int", "payoff": "int", "due": "date", "status": "text", "parent": "text",
     "category": "text", "assessment": "text", "match_event": "text"},
    id_column="ft_id", more={"area": "k.area"},
)  # fmt: skip
BILLS = owned(
    "bill", "bill number", "bill", _NUMBER,
    {"billed_on": "date", "due": "date", "status": "text", "charges": "int", "balance": "int",
     "auto_pay_on": "date"},
    id_column="bill_id",
)  # fmt: skip
SEGMENTS = owned(
    "bill segment", "bill segment", "bill_segment", {"bill": "text", "seq": "int"},
    {"mft": "text", "period": "text", "start": "date", "until": "date", "amount": "int",
     "status": "text"},
)  # fmt: skip
PAYMENTS = owned(
    "payment", "payment number", "payment", _NUMBER,
    {"event": "text", "paid_on": "date", "amount": "int", "tender": "text", "status": "text",
     "cancel_reason": "text", "distributes_on": "date"},
    id_column="payment_id",
)  # fmt: skip
STAGED_PAYMENTS = owned(
    "staged payment", "payment number", "payment_staging", _NUMBER,
    {"accounting_on": "date", "amount": "int", "source": "text"},
)  # fmt: skip
ADJUSTMENTS = owned(
    "adjustment", "adjustment number", "adjustment", _NUMBER,
    {"adjustment_type": "text", "category": "text", "made_on": "date", "amount": "int",
     "mft": "text", "period": "text", "status": "text", "reason": "text"},
    id_column="adjustment_id",
)  # fmt: skip
FINANCIAL = (TRANSACTIONS, BILLS, SEGMENTS, PAYMENTS, STAGED_PAYMENTS, ADJUSTMENTS)
