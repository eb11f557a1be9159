"""End-of-month figures as the case system counted them, kept beside our own sums (TM-12, EX-E6)."""

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from entity_tui.store.columns import KEYED, key_text


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
    figure: int = Field(sa_type=BigInteger)
    """In hundredths."""
    as_of: date
    created_run: int = 0
