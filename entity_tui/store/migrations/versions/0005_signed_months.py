"""What a month's report was made with beside its days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column that is empty in older reports."""
    op.add_column(
        "month_report",
        sa.Column("made_with", sa.String(), server_default="", nullable=False),
    )
