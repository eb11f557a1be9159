"""The assignment grid: which number a ZIP, grade and part of the alphabet go to (EX-ZIP)."""

from datetime import date

from sqlmodel import Field, Index, SQLModel

from entity_tui.store.columns import KEYED, key_text


class ZipGrid(SQLModel, table=True):
    """One row of the grid, `[from, to)`; what the newest file no longer has is ended."""

    __tablename__ = "zip_grid"
    __table_args__ = (Index("ix_zip_grid_assignment", "assignment"), KEYED)
    zip: str = key_text(primary_key=True)
    grade: str = key_text(primary_key=True)
    alpha_from: str = key_text(primary_key=True)
    start: date = Field(primary_key=True)
    alpha_to: str = key_text()
    until: date | None = None
    assignment: str = key_text()
    as_of: date
    """The file that last told of it, also when it told that the row is gone."""
    created_run: int = 0
