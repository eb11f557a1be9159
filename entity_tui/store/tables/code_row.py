"""Rows a site adds to the published code tables, or has in place of theirs (TM-13, TM-01)."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from entity_tui.store.columns import KEYED, Instant, key_text


class CodeRow(SQLModel, table=True):
    """One code of a table as the site has it from a day on, `[from, to)`."""

    __tablename__ = "code_row"
    __table_args__ = KEYED
    code_table: str = key_text(primary_key=True)
    code: str = key_text(primary_key=True)
    start: date = Field(primary_key=True)
    until: date | None = None
    fields: str
    """The columns of the published table, as JSON."""
    changed_by: str = key_text()
    changed_at: datetime = Field(sa_type=Instant)
