"""Hours by employee and day, to cases and to codes (TM-02, EX-E7, EX-E8)."""

from datetime import date

from sqlmodel import Field, Index, SQLModel

from entity_tui.store.columns import KEYED, key_text, ref


class TimeDay(SQLModel, table=True):
    """One employee's day: as of when each extract brought it, and whether it is finalised."""

    __tablename__ = "time_day"
    __table_args__ = KEYED
    employee_id: int = ref("employee.employee_id", primary_key=True)
    day: date = Field(primary_key=True)
    e7_as_of: date | None = None
    e8_as_of: date | None = None


class TimeEntry(SQLModel, table=True):
    """Hours charged; `source` e7 and e8 are replaced by a newer extract of that day."""

    __tablename__ = "time_entry"
    __table_args__ = (Index("ix_time_entry_case", "case_id", "day"), KEYED)
    employee_id: int = ref("employee.employee_id", primary_key=True)
    day: date = Field(primary_key=True)
    source: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    assignment: str = key_text()
    """The number worked under that day: the group it counts for."""
    case_id: int | None = ref("field_case.case_id", default=None)
    code: str = ""
    hours: int
    """Hundredths of an hour."""
    created_run: int = 0
