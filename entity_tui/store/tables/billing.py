"""Bills with their segments, payments, adjustments and payments not yet uploaded (AM-60).

What they did to the balance is in `fin_transaction`; these are the objects themselves. Each is
known by the number its system gave it, unique within the account.
"""

from datetime import date

from sqlmodel import Field, Index, SQLModel

from entity_tui.store.columns import KEYED, cents, id_field, key_text, ref


class Bill(SQLModel, table=True):
    """One bill; `status` is pending, complete or canceled."""

    __table_args__ = (Index("ix_bill_account", "account_id", "number"),)
    bill_id: int = id_field()
    account_id: int = ref("account.account_id")
    number: str = key_text()
    billed_on: date
    due: date | None = None
    status: str = "complete"
    charges: int = cents(default=0)
    """New charges, in cents."""
    balance: int = cents(default=0)
    """The ending balance presented, in cents."""
    auto_pay_on: date | None = None
    """When the automatic payment is to be created."""
    as_of: date
    created_run: int = 0
    version: int = 1


class BillSegment(SQLModel, table=True):
    """What a bill charges for one module; statuses as of financial transactions."""

    __tablename__ = "bill_segment"
    __table_args__ = KEYED
    account_id: int = ref("account.account_id", primary_key=True)
    bill: str = key_text(primary_key=True)
    seq: int = Field(primary_key=True)
    mft: str = ""
    period: str = ""
    start: date | None = None
    until: date | None = None
    amount: int = cents()
    status: str = "frozen"
    as_of: date
    created_run: int = 0


class Payment(SQLModel, table=True):
    """One payment; the amount is what was paid, positive."""

    __table_args__ = (Index("ix_payment_account", "account_id", "number"),)
    payment_id: int = id_field()
    account_id: int = ref("account.account_id")
    number: str = key_text()
    event: str = ""
    """The payment event it came with."""
    paid_on: date
    amount: int = cents()
    tender: str = ""
    status: str = "frozen"
    cancel_reason: str = ""
    distributes_on: date | None = None
    """When an automatic payment is to be distributed."""
    as_of: date
    created_run: int = 0
    version: int = 1


class PaymentStaging(SQLModel, table=True):
    """An external payment that waits for its accounting date."""

    __tablename__ = "payment_staging"
    __table_args__ = KEYED
    account_id: int = ref("account.account_id", primary_key=True)
    number: str = key_text(primary_key=True)
    accounting_on: date
    amount: int = cents()
    source: str = ""
    as_of: date
    created_run: int = 0


class Adjustment(SQLModel, table=True):
    """One adjustment; `category` is what its type belongs to: penalty, interest, waiver …"""

    __table_args__ = (Index("ix_adjustment_account", "account_id", "number"),)
    adjustment_id: int = id_field()
    account_id: int = ref("account.account_id")
    number: str = key_text()
    adjustment_type: str
    category: str = ""
    made_on: date
    amount: int = cents()
    mft: str = ""
    period: str = ""
    status: str = "frozen"
    reason: str = ""
    as_of: date
    created_run: int = 0
    version: int = 1
