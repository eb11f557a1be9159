"""Obligations: an IDRS module is the obligation of a taxpayer, an MFT and a period (AM-30)."""

from datetime import date

from sqlmodel import Field, Index, SQLModel

from entity_tui.store.columns import added_number, added_text, cents, id_field, key_text, ref


class Obligation(SQLModel, table=True):
    """A module. Balances are as reported by the extract of `as_of`, in cents."""

    # The balance stands in the index, so that a list sums it without fetching the modules.
    __table_args__ = (Index("ix_obligation_module", "account_id", "mft", "period", "balance"),)

    obligation_id: int = id_field()
    account_id: int = ref("account.account_id")
    mft: str = ""
    """Master file tax code, two digits; "" for an obligation without a tax role."""
    period: str = ""
    """YYYYMM; 000000 for MFT 52."""
    kind: str
    """`TDA` balance due, `TDI` unfiled return."""
    status: str
    """IDRS status, two digits."""
    assessed: int | None = cents(default=None)
    balance: int | None = cents(default=None)
    csed: date | None = None
    ased: date | None = None
    rsed: date | None = None
    closing_code: str = ""
    closed_on: date | None = None
    location_id: int | None = ref("location.location_id", default=None, index=True)
    """Where the obligation belongs, when not at the account's mailing location."""
    old_id: str = key_text(default="", index=True)
    obligation_type: str = added_text()
    """The type of an obligation that is no module; "" for a module."""
    state: str = added_text()
    """pending start, active, pending stop, stopped, closed, reactivated, canceled; "" unknown."""
    start: date | None = None
    until: date | None = None
    calculated_through: date | None = None
    """The day penalty and interest were last calculated to."""
    closed_as_of: date | None = None
    """The extract of closed modules that told of its closing."""
    ics_only: int = added_number()
    """1 while only the case system knows of it, not IDRS."""
    as_of: date
    area: int = Field(default=0, index=True)
    created_run: int = 0
    version: int = 1
