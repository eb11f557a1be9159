"""Hours by employee and day, to cases and to codes (TM-02, EX-E7, EX-E8)."""

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel

from entity_tui.store.columns import (
    KEYED,
    Instant,
    added_key,
    added_number,
    hundredths,
    key_text,
    ref,
)


class TimeDay(SQLModel, table=True):
    """One employee's day: as of when each extract brought it, and whether it is finalised."""

    __tablename__ = "time_day"
    __table_args__ = KEYED
    employee_id: int = ref("employee.employee_id", primary_key=True)
    day: date = Field(primary_key=True)
    e7_as_of: date | None = None
    e8_as_of: date | None = None
    e7_open: int = added_number()
    """1 where the extract says that the day was not finalised."""
    e8_open: int = added_number()
    local: int = added_number()
    """1 where entries of source `local` stand in place of what extracts brought."""
    conflict: int = added_number()
    """1 where an extract brought something else for a day that was changed here."""
    finalised_at: datetime | None = Field(default=None, sa_type=Instant)
    finalised_by: str = added_key()
    """Who finalised it here; "" for whom extracts tell of."""
    entered_for: str = added_key()
    """Who entered it on the employee's behalf; "" for nobody."""
    version: int = added_number()
    """Moves on with every change made here."""
    eod_on: date | None = None
    """The day it was finalised here first; a correction does not change it."""
    reported_on: date | None = None
    """The day the employee reported it by telephone or fax, where somebody else entered it."""


class TimeEntry(SQLModel, table=True):
    """Hours charged; `source` e7 and e8 are replaced by a newer extract of that day.

    `local` entries are a day's whole time as it was entered or corrected here.
    """

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
    hours: int = hundredths()
    """Hundredths of an hour."""
    created_run: int = 0


class TimeCorrection(SQLModel, table=True):
    """One entry of a day as it was and as it became: who, when, why (TM-04, TM-06)."""

    __tablename__ = "time_correction"
    __table_args__ = KEYED
    employee_id: int = ref("employee.employee_id", primary_key=True)
    day: date = Field(primary_key=True)
    n: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Instant)
    user_id: str = key_text()
    name: str
    kind: str
    """enter, enter for, finalise, finalise for, correct, take extract, keep local, ask, explain."""
    case_id: int | None = ref("field_case.case_id", default=None)
    code: str = ""
    before: int | None = hundredths(default=None)
    """Hundredths of an hour; None where there was no such entry."""
    after: int | None = hundredths(default=None)
    reason: str = ""
    created_run: int = 0
    """Always 0: recorded here. What a run brought is not taken from under it."""


class TimeReExtract(SQLModel, table=True):
    """A day that is corrected on ICS and awaited again (TM-11)."""

    __tablename__ = "time_re_extract"
    __table_args__ = KEYED
    employee_id: int = ref("employee.employee_id", primary_key=True)
    day: date = Field(primary_key=True)
    n: int = Field(primary_key=True)
    marked_at: datetime = Field(sa_type=Instant)
    marked_by: str = key_text()
    reason: str
    before: str
    """The day's entries when it was marked: JSON of [case number or 0, code, hundredths]."""
    closed_on: date | None = None
    """The date of the extract that brought the day again."""
    closed_run: int = 0
    created_run: int = 0


class TimeDesignation(SQLModel, table=True):
    """Who enters and verifies a group's time in the secretary's place, `[from, to)` (TM-06)."""

    __tablename__ = "time_designation"
    __table_args__ = KEYED
    group_code: str = key_text(primary_key=True)
    user_id: str = key_text(primary_key=True)
    start: date = Field(primary_key=True)
    until: date | None = None
    designated_by: str = key_text()
