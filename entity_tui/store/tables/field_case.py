"""The TIN-level inventory record that points at the account (EN-01, EN-02)."""

from datetime import date

from sqlmodel import Field, Index, SQLModel

from entity_tui.store.columns import KEYED, added_number, added_text, id_field, key_text, ref


class FieldCase(SQLModel, table=True):
    """A case of the field programme; at most one open one per account and programme."""

    __tablename__ = "field_case"
    __table_args__ = (
        Index("ix_field_case_account", "account_id", "program", "status", "assignment"),
    )

    case_id: int = id_field()
    account_id: int = ref("account.account_id")
    program: str = "field"
    case_code: str
    subcode: str = ""
    grade: str = ""
    assignment: str = key_text(index=True)
    """Eight digits AOTOBGEE."""
    status: str
    """`open`, `queue` or `closed`."""
    priority: str = ""
    predictive: str = ""
    scored_on: date | None = None
    assigned_on: date | None = None
    received_on: date | None = None
    last_touch: date | None = None
    first_contact: date | None = None
    closed_on: date | None = None
    disposition: str = added_text()
    """How it was closed, as the extract of closed entities says."""
    closed_as_of: date | None = None
    """The extract of closed entities that told of its closing."""
    ics_only: int = added_number()
    """1 while IDRS has brought nothing of it; 2 when it has, but not yet the entity; else 0."""
    as_of: date
    area: int = Field(default=0, index=True)
    created_run: int = 0
    version: int = 1


class CaseAssignment(SQLModel, table=True):
    """Who held a case from when to when, `[from, to)`."""

    __tablename__ = "case_assignment"
    __table_args__ = KEYED
    case_id: int = ref("field_case.case_id", primary_key=True)
    start: date = Field(primary_key=True)
    until: date | None = None
    assignment: str = key_text()
