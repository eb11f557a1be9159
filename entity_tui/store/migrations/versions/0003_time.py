"""Finalised time, its corrections, months and their steps, a site's own codes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add tables, and columns that are empty in older rows."""
    op.create_table(
        "code_row",
        sa.Column("code_table", _KEY, nullable=False),
        sa.Column("code", _KEY, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("changed_by", _KEY, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code_table", "code", "start"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "month_figure",
        sa.Column("group_code", _KEY, nullable=False),
        sa.Column("month", _KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("unit", _KEY, nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("line", _KEY, nullable=False),
        sa.Column("hours", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("group_code", "month", "n", "unit", "part", "line"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "month_report",
        sa.Column("group_code", _KEY, nullable=False),
        sa.Column("month", _KEY, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("generated_at", sa.BigInteger(), nullable=False),
        sa.Column("generated_by", _KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("runs", sa.String(), nullable=False),
        sa.Column("corrections", sa.Integer(), nullable=False),
        sa.Column("tdas", sa.Integer(), nullable=False),
        sa.Column("tdis", sa.Integer(), nullable=False),
        sa.Column("inputs", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("group_code", "month", "n"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "month_step",
        sa.Column("unit", _KEY, nullable=False),
        sa.Column("month", _KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("unit", "month", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "time_designation",
        sa.Column("group_code", _KEY, nullable=False),
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("designated_by", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("group_code", "user_id", "start"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "time_re_extract",
        sa.Column("employee_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("marked_at", sa.BigInteger(), nullable=False),
        sa.Column("marked_by", _KEY, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_run", sa.Integer(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"],
            ["employee.employee_id"],
        ),
        sa.PrimaryKeyConstraint("employee_id", "day", "n"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "time_correction",
        sa.Column("employee_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["field_case.case_id"],
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"],
            ["employee.employee_id"],
        ),
        sa.PrimaryKeyConstraint("employee_id", "day", "n"),
        sqlite_with_rowid=False,
    )
    op.add_column(
        "time_day", sa.Column("e7_open", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "time_day", sa.Column("e8_open", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "time_day", sa.Column("local", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "time_day", sa.Column("conflict", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column("time_day", sa.Column("finalised_at", sa.BigInteger(), nullable=True))
    op.add_column("time_day", sa.Column("finalised_by", _KEY, server_default="", nullable=False))
    op.add_column("time_day", sa.Column("entered_for", _KEY, server_default="", nullable=False))
    op.add_column(
        "time_day", sa.Column("version", sa.BigInteger(), server_default="0", nullable=False)
    )
