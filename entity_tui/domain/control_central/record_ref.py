"""What a line on a page names, so that Enter opens it: a kind of record and its key."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = (
    "person", "account", "location", "module", "contact", "bill", "payment", "adjustment",
    "transaction", "case", "lien", "activity", "pay plan", "overdue process", "referral",
    "compliance rating", "account alert", "auto pay", "tax role", "seasonal address",
    "staged payment",
)  # fmt: skip
"""Every kind of record that has a page."""


@dataclass(frozen=True, slots=True)
class RecordRef:
    """`owner` is the record's own id or that of the account (or case) it is kept under.

    `key` tells it apart there: a bill's number, `mft period` of a lien, a day and its sequence.
    """

    kind: str
    owner: int
    key: str = ""
