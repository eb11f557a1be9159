"""Daily activity entries of a case by an employee (EX-E3)."""

from datetime import date

from sqlmodel import Field, SQLModel

from entity_tui.store.columns import KEYED, key_text, ref


class Activity(SQLModel, table=True):
    """One history entry; several a day are numbered."""

    __table_args__ = KEYED
    case_id: int = ref("field_case.case_id", primary_key=True)
    day: date = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    assignment: str = key_text()
    """Who wrote it, by the number worked under that day."""
    kind: str = ""
    entry: str
    as_of: date
    created_run: int = 0
