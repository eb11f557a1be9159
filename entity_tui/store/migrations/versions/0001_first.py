"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "access_group",
        sa.Column("access_group", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("access_group"),
        sa.UniqueConstraint("code"),
    )
    op.create_table(
        "app_user",
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("export", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id"),
    )
    op.create_table(
        "audit_entry",
        sa.Column("writer", _KEY, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", _KEY, nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("writer", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"], unique=False)
    op.create_index(op.f("ix_audit_entry_subject"), "audit_entry", ["subject"], unique=False)
    op.create_index(op.f("ix_audit_entry_user_id"), "audit_entry", ["user_id"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("writer", _KEY, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("writer"),
    )
    op.create_table(
        "change_log",
        sa.Column("act", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_key", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("act", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "employee",
        sa.Column("employee_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("tour", sa.Integer(), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=False),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("employee_id"),
        sa.UniqueConstraint("user_id"),
    )
    op.create_table(
        "import_run",
        sa.Column("run_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("feed", _KEY, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("digest", _KEY, nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("layout_digest", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=False),
        sa.Column("physical", sa.BigInteger(), nullable=False),
        sa.Column("control", sa.Integer(), nullable=False),
        sa.Column("read", sa.BigInteger(), nullable=False),
        sa.Column("loaded", sa.BigInteger(), nullable=False),
        sa.Column("unchanged", sa.BigInteger(), nullable=False),
        sa.Column("superseded", sa.BigInteger(), nullable=False),
        sa.Column("waiting", sa.BigInteger(), nullable=False),
        sa.Column("rejected", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("run_id"),
    )
    op.create_index(op.f("ix_import_run_digest"), "import_run", ["digest"], unique=False)
    op.create_index(op.f("ix_import_run_feed"), "import_run", ["feed"], unique=False)
    op.create_table(
        "location",
        sa.Column("location_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("location_type", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("address2", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("postal", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.Column("area", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("address_key", _KEY, nullable=False),
        sa.Column("city_key", _KEY, nullable=False),
        sa.Column("postal_key", _KEY, nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["location.location_id"],
        ),
        sa.PrimaryKeyConstraint("location_id"),
    )
    op.create_index(op.f("ix_location_parent_id"), "location", ["parent_id"], unique=False)
    op.create_table(
        "org_unit",
        sa.Column("code", _KEY, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", "start"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person",
        sa.Column("person_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("person_type", sa.String(), nullable=False),
        sa.Column("area", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        "preference",
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "name"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_dead",
        sa.Column("pos", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("flags", sa.SmallInteger(), nullable=False),
        sa.Column("name_seq", sa.Integer(), nullable=False),
        sa.Column("address", _KEY, nullable=False),
        sa.Column("city", _KEY, nullable=False),
        sa.Column("postal", _KEY, nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pos"),
    )
    op.create_table(
        "search_delta",
        sa.Column("id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("flags", sa.SmallInteger(), nullable=False),
        sa.Column("name_seq", sa.Integer(), nullable=False),
        sa.Column("address", _KEY, nullable=False),
        sa.Column("city", _KEY, nullable=False),
        sa.Column("postal", _KEY, nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_search_delta_owner", "search_delta", ["person_id", "location_id"], unique=False
    )
    op.create_table(
        "search_fence",
        sa.Column("segment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("pos", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("segment", "name", "pos"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_gram",
        sa.Column("k", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("k"),
    )
    op.create_table(
        "search_owner",
        sa.Column("owner", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("pos", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("owner", "pos"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_post",
        sa.Column("k", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("ids", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("k"),
    )
    op.create_table(
        "search_row",
        sa.Column("pos", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("flags", sa.SmallInteger(), nullable=False),
        sa.Column("name_seq", sa.Integer(), nullable=False),
        sa.Column("address", _KEY, nullable=False),
        sa.Column("city", _KEY, nullable=False),
        sa.Column("postal", _KEY, nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pos"),
    )
    op.create_table(
        "search_segment",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "store_info",
        sa.Column("only", sa.Integer(), nullable=False),
        sa.Column("id_key", sa.String(), nullable=False),
        sa.Column("next_number", sa.BigInteger(), nullable=False),
        sa.Column("next_run", sa.BigInteger(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("only"),
    )
    op.create_table(
        "user_grant",
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("prefix", _KEY, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("user_id", "role", "prefix", "start"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "account",
        sa.Column("account_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("account_type", sa.String(), nullable=False),
        sa.Column("division", sa.String(), nullable=False),
        sa.Column("bill_cycle", sa.String(), nullable=False),
        sa.Column("setup_date", sa.Date(), nullable=False),
        sa.Column("access_group", sa.Integer(), nullable=False),
        sa.Column("area", sa.Integer(), nullable=False),
        sa.Column("mailing_location_id", sa.BigInteger(), nullable=True),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["access_group"],
            ["access_group.access_group"],
        ),
        sa.ForeignKeyConstraint(
            ["mailing_location_id"],
            ["location.location_id"],
        ),
        sa.PrimaryKeyConstraint("account_id"),
    )
    op.create_index(op.f("ix_account_area"), "account", ["area"], unique=False)
    op.create_index(
        op.f("ix_account_mailing_location_id"), "account", ["mailing_location_id"], unique=False
    )
    op.create_table(
        "contact",
        sa.Column("contact_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("contact_type", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("user_name", sa.String(), nullable=False),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.person_id"],
        ),
        sa.PrimaryKeyConstraint("contact_id"),
    )
    op.create_index(op.f("ix_contact_person_id"), "contact", ["person_id"], unique=False)
    op.create_table(
        "employee_assignment",
        sa.Column("employee_id", sa.BigInteger(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("assignment", _KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["employee_id"],
            ["employee.employee_id"],
        ),
        sa.PrimaryKeyConstraint("employee_id", "start"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_employee_assignment_assignment"),
        "employee_assignment",
        ["assignment"],
        unique=False,
    )
    op.create_table(
        "import_reject",
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["import_run.run_id"],
        ),
        sa.PrimaryKeyConstraint("run_id", "line"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "location_alternate",
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("postal", sa.String(), nullable=False),
        sa.Column("address_key", _KEY, nullable=False),
        sa.Column("city_key", _KEY, nullable=False),
        sa.Column("postal_key", _KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.location_id"],
        ),
        sa.PrimaryKeyConstraint("location_id", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "location_geo",
        sa.Column("location_id", sa.BigInteger(), nullable=False),
        sa.Column("geo_type", sa.String(), nullable=False),
        sa.Column("value", _KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.location_id"],
        ),
        sa.PrimaryKeyConstraint("location_id", "geo_type"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_location_geo_value"), "location_geo", ["value"], unique=False)
    op.create_table(
        "person_identifier",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id_type", sa.String(), nullable=False),
        sa.Column("value", _KEY, nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("flag", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.person_id"],
        ),
        sa.PrimaryKeyConstraint("person_id", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_person_identifier_value"), "person_identifier", ["value"], unique=False
    )
    op.create_table(
        "person_name",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name_type", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("search_key", _KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.person_id"],
        ),
        sa.PrimaryKeyConstraint("person_id", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person_phone",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("phone_type", sa.String(), nullable=False),
        sa.Column("digits", _KEY, nullable=False),
        sa.Column("extension", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.person_id"],
        ),
        sa.PrimaryKeyConstraint("person_id", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_person_phone_digits"), "person_phone", ["digits"], unique=False)
    op.create_table(
        "user_access_group",
        sa.Column("user_id", _KEY, nullable=False),
        sa.Column("access_group", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["access_group"],
            ["access_group.access_group"],
        ),
        sa.PrimaryKeyConstraint("user_id", "access_group"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "waiting_line",
        sa.Column("run_id", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("tin", _KEY, nullable=False),
        sa.Column("tin_type", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["import_run.run_id"],
        ),
        sa.PrimaryKeyConstraint("run_id", "line"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_waiting_line_tin"), "waiting_line", ["tin"], unique=False)
    op.create_table(
        "account_person",
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("financially_responsible", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.person_id"],
        ),
        sa.PrimaryKeyConstraint("account_id", "person_id"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_account_person_person_id"), "account_person", ["person_id"], unique=False
    )
    op.create_table(
        "field_case",
        sa.Column("case_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("program", sa.String(), nullable=False),
        sa.Column("case_code", sa.String(), nullable=False),
        sa.Column("subcode", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("assignment", _KEY, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("predictive", sa.String(), nullable=False),
        sa.Column("scored_on", sa.Date(), nullable=True),
        sa.Column("assigned_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("last_touch", sa.Date(), nullable=True),
        sa.Column("first_contact", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("area", sa.Integer(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_index(
        "ix_field_case_account",
        "field_case",
        ["account_id", "program", "status", "assignment"],
        unique=False,
    )
    op.create_index(op.f("ix_field_case_area"), "field_case", ["area"], unique=False)
    op.create_index(op.f("ix_field_case_assignment"), "field_case", ["assignment"], unique=False)
    op.create_table(
        "fin_transaction",
        sa.Column("ft_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("number", _KEY, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ft_type", sa.String(), nullable=False),
        sa.Column("mft", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("effective", sa.Date(), nullable=True),
        sa.Column("current", sa.BigInteger(), nullable=False),
        sa.Column("payoff", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("area", sa.Integer(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("ft_id"),
    )
    op.create_index(
        "ix_fin_transaction_account",
        "fin_transaction",
        ["account_id", "status", "current"],
        unique=False,
    )
    op.create_index(
        "ix_fin_transaction_number", "fin_transaction", ["account_id", "number"], unique=False
    )
    op.create_table(
        "obligation",
        sa.Column("obligation_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("mft", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("assessed", sa.BigInteger(), nullable=True),
        sa.Column("balance", sa.BigInteger(), nullable=True),
        sa.Column("csed", sa.Date(), nullable=True),
        sa.Column("ased", sa.Date(), nullable=True),
        sa.Column("rsed", sa.Date(), nullable=True),
        sa.Column("closing_code", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("location_id", sa.BigInteger(), nullable=True),
        sa.Column("old_id", _KEY, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("area", sa.Integer(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.location_id"],
        ),
        sa.PrimaryKeyConstraint("obligation_id"),
    )
    op.create_index(op.f("ix_obligation_area"), "obligation", ["area"], unique=False)
    op.create_index(op.f("ix_obligation_location_id"), "obligation", ["location_id"], unique=False)
    op.create_index(
        "ix_obligation_module",
        "obligation",
        ["account_id", "mft", "period", "balance"],
        unique=False,
    )
    op.create_index(op.f("ix_obligation_old_id"), "obligation", ["old_id"], unique=False)
    op.create_table(
        "taxpayer",
        sa.Column("tin", _KEY, nullable=False),
        sa.Column("tin_type", sa.String(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.person_id"],
        ),
        sa.PrimaryKeyConstraint("tin", "tin_type"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "activity",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("assignment", _KEY, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("created_run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["field_case.case_id"],
        ),
        sa.PrimaryKeyConstraint("case_id", "day", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_assignment",
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("assignment", _KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["field_case.case_id"],
        ),
        sa.PrimaryKeyConstraint("case_id", "start"),
        sqlite_with_rowid=False,
    )
