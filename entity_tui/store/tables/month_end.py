"""The end of a month: what the case system counted, and what we sum up, sign and send (TM-08)."""

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from entity_tui.store.columns import KEYED, Instant, added_text, hundredths, key_text


class MonthEndFigure(SQLModel, table=True):
    """One line of the month of an employee (eight digits) or of a group, territory, area."""

    __tablename__ = "month_end_figure"
    __table_args__ = KEYED
    month: str = key_text(primary_key=True)
    """The reporting month, YYYYMM."""
    unit: str = key_text(primary_key=True)
    line: str = key_text(primary_key=True)
    measure: str = "hours"
    """`hours` or `count`."""
    figure: int = hundredths(BigInteger)
    """In hundredths."""
    as_of: date
    created_run: int = 0


class MonthReport(SQLModel, table=True):
    """A group's month as generated the n-th time; never changed, so that it stays what was signed.

    `inputs` is a digest of the daily time it was made from, `digest` of its figures (TM-09).
    """

    __tablename__ = "month_report"
    __table_args__ = KEYED
    group_code: str = key_text(primary_key=True)
    month: str = key_text(primary_key=True)
    """YYYY-MM."""
    n: int = Field(primary_key=True)
    generated_at: datetime = Field(sa_type=Instant)
    generated_by: str = key_text()
    name: str
    runs: str
    """The import runs whose time is in it, as numbers with blanks between."""
    corrections: int
    """How many corrections had been made to its days."""
    tdas: int
    tdis: int
    """Open modules of the group, by which code 809 is divided."""
    inputs: str
    digest: str
    made_with: str = added_text()
    """The code table, names and listed days it was made with, as JSON; "" in older reports."""


class MonthFigure(SQLModel, table=True):
    """One figure of a report, in hundredths of an hour.

    `part` is `case` (time on cases, by the code it counts under), `each` (time on one case, with
    the extract's code and the one it counts under), `code`, `total` (of the days), `due` (hours
    expected), `told` and `told count` (what the month-end extract says), `counted` (inventory and
    activity beside it), of an employee's eight digits or the group's six; `ctrs` of the group's
    six, after code 809 has been divided.
    """

    __tablename__ = "month_figure"
    __table_args__ = KEYED
    group_code: str = key_text(primary_key=True)
    month: str = key_text(primary_key=True)
    n: int = Field(primary_key=True)
    unit: str = key_text(primary_key=True)
    part: str = Field(primary_key=True)
    line: str = key_text(primary_key=True)
    hours: int = hundredths(BigInteger)


class MonthStep(SQLModel, table=True):
    """What was done with a group's (six digits) or an area's (two) month, in order (TM-08)."""

    __tablename__ = "month_step"
    __table_args__ = KEYED
    unit: str = key_text(primary_key=True)
    month: str = key_text(primary_key=True)
    seq: int = Field(primary_key=True)
    step: str
    """generate, approve, reopen, transmit, return, accept, follow up, review, validate, send."""
    n: int = 0
    """The report it is about."""
    at: datetime = Field(sa_type=Instant)
    on_day: date
    user_id: str = key_text()
    name: str
    digest: str = ""
    """Of the figures that were signed."""
    note: str = ""
