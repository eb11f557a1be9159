"""Overdue processes, pay plans, collection referrals and compliance ratings (AM-14, AM-61)."""

from datetime import date

from sqlmodel import Field, Index, SQLModel

from entity_tui.store.columns import KEYED, cents, id_field, key_text, ref


class OverdueProcess(SQLModel, table=True):
    """One process against overdue debt; `status` is active or inactive."""

    __tablename__ = "overdue_process"
    __table_args__ = (Index("ix_overdue_process_account", "account_id", "number"),)
    process_id: int = id_field()
    account_id: int = ref("account.account_id")
    number: str = key_text()
    process_type: str
    status: str
    started: date
    ended: date | None = None
    mft: str = ""
    period: str = ""
    amount: int = cents(default=0)
    reason: str = ""
    as_of: date
    created_run: int = 0
    version: int = 1


class OverdueEvent(SQLModel, table=True):
    """One event of a process; `status` is pending, complete or canceled."""

    __tablename__ = "overdue_event"
    __table_args__ = KEYED
    account_id: int = ref("account.account_id", primary_key=True)
    process: str = key_text(primary_key=True)
    seq: int = Field(primary_key=True)
    event_type: str
    status: str
    trigger_on: date
    done_on: date | None = None
    as_of: date
    created_run: int = 0


class PayPlan(SQLModel, table=True):
    """One plan; pending start, active, pending stop, stopped, closed or canceled."""

    __tablename__ = "pay_plan"
    __table_args__ = (Index("ix_pay_plan_account", "account_id", "number"),)
    plan_id: int = id_field()
    account_id: int = ref("account.account_id")
    number: str = key_text()
    plan_type: str
    status: str
    start: date
    until: date | None = None
    method: str = ""
    comment: str = ""
    as_of: date
    created_run: int = 0
    version: int = 1


class PayPlanLine(SQLModel, table=True):
    """One scheduled payment of a plan."""

    __tablename__ = "pay_plan_line"
    __table_args__ = KEYED
    account_id: int = ref("account.account_id", primary_key=True)
    plan: str = key_text(primary_key=True)
    seq: int = Field(primary_key=True)
    due: date
    amount: int = cents()
    paid: int = cents(default=0)
    as_of: date
    created_run: int = 0


class Referral(SQLModel, table=True):
    """An account with a collection agency until it is called back."""

    __table_args__ = KEYED
    account_id: int = ref("account.account_id", primary_key=True)
    number: str = key_text(primary_key=True)
    agency: str
    referred_on: date
    recalled_on: date | None = None
    amount: int = cents(default=0)
    as_of: date
    created_run: int = 0


class ComplianceRating(SQLModel, table=True):
    """One transaction: what it adds to the rating from `start` up to `until`."""

    __tablename__ = "compliance_rating"
    __table_args__ = KEYED
    account_id: int = ref("account.account_id", primary_key=True)
    number: str = key_text(primary_key=True)
    start: date
    until: date | None = None
    points: int
    reason: str = ""
    created_on: date
    created_by: str = ""
    as_of: date
    created_run: int = 0
