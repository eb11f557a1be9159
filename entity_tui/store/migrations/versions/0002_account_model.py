"""Bills, payments, plans, ratings, links, time, liens, work lists and what they hang on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add tables, and columns that are empty in older rows."""
    op.create_table(
        "characteristic",
        sa.Column("owner_kind", _KEY, nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("char_type", _KEY, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("owner_kind", "owner_id", "char_type", "start"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "installation_option",
        sa.Column("name", _KEY, nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "month_end_figure",
        sa.Column("month", _KEY, nullable=False),
        sa.Column("unit", _KEY, nullable=False),
        sa.Column("line", _KEY, nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("figure", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "unit", "line"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "saved_search",
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("search", sa.String(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "subcode",
        sa.Column("area", sa.Integer(), nullable=False),
        sa.Column("code", _KEY, nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("area", "code"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "work_list",
        sa.Column("list_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("list_id"),
    )
    op.create_index(op.f("ix_work_list_user_id"), "work_list", ["user_id"], unique=False)
    op.create_table(
        "zip_grid",
        sa.Column("zip", _KEY, nullable=False),
        sa.Column("grade", _KEY, nullable=False),
        sa.Column("alpha_from", _KEY, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("alpha_to", _KEY, nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("assignment", _KEY, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("zip", "grade", "alpha_from", "start"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_zip_grid_assignment", "zip_grid", ["assignment"], unique=False)
    op.create_table(
        "person_address",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("start", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("postal", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.person_id"],
        ),
        sa.PrimaryKeyConstraint("person_id", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person_link",
        sa.Column("parent_id", sa.BigInteger(), nullable=False),
        sa.Column("child_id", sa.BigInteger(), nullable=False),
        sa.Column("relationship", _KEY, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("financial", sa.Boolean(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["child_id"],
            ["person.person_id"],
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["person.person_id"],
        ),
        sa.PrimaryKeyConstraint("parent_id", "child_id", "relationship", "start"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_person_link_child_id"), "person_link", ["child_id"], unique=False)
    op.create_table(
        "time_day",
        sa.Column("employee_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("e7_as_of", sa.Date(), nullable=True),
        sa.Column("e8_as_of", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["employee_id"],
            ["employee.employee_id"],
        ),
        sa.PrimaryKeyConstraint("employee_id", "day"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "work_list_item",
        sa.Column("list_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("name_seq", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["work_list.list_id"],
        ),
        sa.PrimaryKeyConstraint("list_id", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account_alert",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("alert_type", _KEY, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "alert_type", "start"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account_autopay",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("external_end", sa.String(), nullable=False),
        sa.Column("max_withdrawal", sa.BigInteger(), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "start"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "adjustment",
        sa.Column("adjustment_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("number", _KEY, nullable=False),
        sa.Column("adjustment_type", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("mft", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("adjustment_id"),
    )
    op.create_index("ix_adjustment_account", "adjustment", ["account_id", "number"], unique=False)
    op.create_table(
        "bill",
        sa.Column("bill_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("number", _KEY, nullable=False),
        sa.Column("billed_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("charges", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("auto_pay_on", sa.Date(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("bill_id"),
    )
    op.create_index("ix_bill_account", "bill", ["account_id", "number"], unique=False)
    op.create_table(
        "bill_segment",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("bill", _KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("mft", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "bill", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "compliance_rating",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("number", _KEY, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lien",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("number", _KEY, nullable=False),
        sa.Column("mft", _KEY, nullable=False),
        sa.Column("period", _KEY, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "number", "mft", "period"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "overdue_event",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("process", _KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("event_type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("trigger_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "process", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "overdue_process",
        sa.Column("process_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("number", _KEY, nullable=False),
        sa.Column("process_type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("started", sa.Date(), nullable=False),
        sa.Column("ended", sa.Date(), nullable=True),
        sa.Column("mft", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("process_id"),
    )
    op.create_index(
        "ix_overdue_process_account", "overdue_process", ["account_id", "number"], unique=False
    )
    op.create_table(
        "pay_plan",
        sa.Column("plan_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("number", _KEY, nullable=False),
        sa.Column("plan_type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("plan_id"),
    )
    op.create_index("ix_pay_plan_account", "pay_plan", ["account_id", "number"], unique=False)
    op.create_table(
        "pay_plan_line",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("plan", _KEY, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "plan", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "payment",
        sa.Column("payment_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("number", _KEY, nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("tender", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("cancel_reason", sa.String(), nullable=False),
        sa.Column("distributes_on", sa.Date(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("payment_id"),
    )
    op.create_index("ix_payment_account", "payment", ["account_id", "number"], unique=False)
    op.create_table(
        "payment_staging",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("number", _KEY, nullable=False),
        sa.Column("accounting_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "queue_entry",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("listing", _KEY, nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("assignment", _KEY, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("predictive", sa.String(), nullable=False),
        sa.Column("scored_on", sa.Date(), nullable=True),
        sa.Column("modules", sa.Integer(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=True),
        sa.Column("csed", sa.Date(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "listing"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_queue_entry_assignment", "queue_entry", ["assignment"], unique=False)
    op.create_table(
        "referral",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("number", _KEY, nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("recalled_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tax_role",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("mft", _KEY, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "mft", "start"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "time_entry",
        sa.Column("employee_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("assignment", _KEY, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["field_case.case_id"],
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"],
            ["employee.employee_id"],
        ),
        sa.PrimaryKeyConstraint("employee_id", "day", "source", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_time_entry_case", "time_entry", ["case_id", "day"], unique=False)
    op.add_column("account", sa.Column("comment", sa.String(), server_default="", nullable=False))
    op.add_column(
        "account", sa.Column("collection_class", sa.String(), server_default="", nullable=False)
    )
    op.add_column("account", sa.Column("next_review", sa.Date(), nullable=True))
    op.add_column("account", sa.Column("next_bill", sa.Date(), nullable=True))
    op.add_column("contact", sa.Column("number", sa.String(), server_default="", nullable=False))
    op.add_column("contact", sa.Column("as_of", sa.Date(), nullable=True))
    op.add_column(
        "contact", sa.Column("created_run", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "field_case", sa.Column("disposition", sa.String(), server_default="", nullable=False)
    )
    op.add_column("field_case", sa.Column("closed_as_of", sa.Date(), nullable=True))
    op.add_column(
        "field_case", sa.Column("ics_only", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "fin_transaction", sa.Column("parent", sa.String(), server_default="", nullable=False)
    )
    op.add_column(
        "fin_transaction", sa.Column("category", sa.String(), server_default="", nullable=False)
    )
    op.add_column(
        "fin_transaction", sa.Column("assessment", sa.String(), server_default="", nullable=False)
    )
    op.add_column(
        "fin_transaction", sa.Column("match_event", sa.String(), server_default="", nullable=False)
    )
    op.add_column(
        "import_reject",
        sa.Column("resolved_run", sa.BigInteger(), server_default="0", nullable=False),
    )
    op.add_column(
        "import_reject", sa.Column("reason", sa.String(), server_default="", nullable=False)
    )
    op.add_column("import_run", sa.Column("undone_at", sa.BigInteger(), nullable=True))
    op.add_column(
        "import_run", sa.Column("retry_of", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column("import_run", sa.Column("header", sa.LargeBinary(), nullable=True))
    op.add_column("location", sa.Column("number", _KEY, server_default="", nullable=False))
    op.add_column("location", sa.Column("as_of", sa.Date(), nullable=True))
    op.create_index(op.f("ix_location_number"), "location", ["number"], unique=False)
    op.add_column(
        "obligation", sa.Column("obligation_type", sa.String(), server_default="", nullable=False)
    )
    op.add_column("obligation", sa.Column("state", sa.String(), server_default="", nullable=False))
    op.add_column("obligation", sa.Column("start", sa.Date(), nullable=True))
    op.add_column("obligation", sa.Column("until", sa.Date(), nullable=True))
    op.add_column("obligation", sa.Column("calculated_through", sa.Date(), nullable=True))
    op.add_column("obligation", sa.Column("closed_as_of", sa.Date(), nullable=True))
    op.add_column(
        "obligation", sa.Column("ics_only", sa.BigInteger(), server_default="0", nullable=False)
    )
