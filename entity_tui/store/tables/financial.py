"""Financial transactions of an account: what changed what is owed, and when (AM-60)."""

from datetime import date

from sqlmodel import Field, Index, SQLModel

from entity_tui.store.columns import added_text, cents, id_field, key_text, ref


class FinTransaction(SQLModel, table=True):
    """One transaction. Amounts are in cents; credits are negative. Frozen ones never change."""

    __tablename__ = "fin_transaction"
    # The amounts stand in the index, so that a balance is summed without fetching rows.
    __table_args__ = (
        Index("ix_fin_transaction_account", "account_id", "status", "current"),
        Index("ix_fin_transaction_number", "account_id", "number"),
    )

    ft_id: int = id_field()
    account_id: int = ref("account.account_id")
    number: str = key_text()
    """The number the sending system gave it; unique within the account."""
    kind: str
    """bill, payment, adjustment, bill cancel, pay cancel, adjustment cancel."""
    ft_type: str = ""
    """The adjustment's type, the tender of a payment, the reason of a cancellation."""
    mft: str = ""
    period: str = ""
    effective: date | None = None
    """Blank while it has not begun to age."""
    current: int = cents()
    payoff: int = cents()
    due: date | None = None
    status: str = "frozen"
    parent: str = added_text()
    """The number of its bill, payment or adjustment."""
    category: str = added_text()
    """Debt category: tax, penalty, interest … of a debit; of a credit what it was applied to."""
    assessment: str = added_text()
    match_event: str = added_text()
    """On open-item accounts: what it is matched with."""
    as_of: date
    area: int = Field(default=0)
    created_run: int = 0
    version: int = 1
