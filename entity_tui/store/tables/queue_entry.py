"""Accounts of the delinquent inventory list, also those elsewhere in collection (EX-DIAL)."""

from datetime import date

from sqlmodel import Index, SQLModel

from entity_tui.store.columns import KEYED, cents, key_text, ref


class QueueEntry(SQLModel, table=True):
    """An account on the TDA (42) or TDI (32) list, as the newest list that has it says."""

    __tablename__ = "queue_entry"
    __table_args__ = (Index("ix_queue_entry_assignment", "assignment"), KEYED)
    account_id: int = ref("account.account_id", primary_key=True)
    listing: str = key_text(primary_key=True)
    """`TDA` or `TDI`."""
    place: str
    """`queue`, `field`, or where else in collection: `ACS`, `campus`, `other`."""
    assignment: str = key_text()
    """As given; "" where the list has none."""
    status: str = ""
    grade: str = ""
    priority: str = ""
    predictive: str = ""
    scored_on: date | None = None
    modules: int = 0
    balance: int | None = cents(default=None)
    csed: date | None = None
    """The earliest collection statute date."""
    as_of: date
    created_run: int = 0
