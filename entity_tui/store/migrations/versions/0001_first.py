"""The first schema."""

from __future__ import annotations

from alembic import op
from sqlmodel import SQLModel

from entity_tui.store import tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table."""
    assert tables
    SQLModel.metadata.create_all(op.get_bind())
