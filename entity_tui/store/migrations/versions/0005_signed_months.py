"""What a month's report was made with; when a day was finalised first, and reported."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns that are empty in older rows."""
    op.add_column(
        "month_report",
        sa.Column("made_with", sa.String(), server_default="", nullable=False),
    )
    op.add_column("time_day", sa.Column("eod_on", sa.Date(), nullable=True))
    op.add_column("time_day", sa.Column("reported_on", sa.Date(), nullable=True))
