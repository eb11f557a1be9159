"""Small files and short calls for import tests."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from entity_tui.domain.viewer import Viewer
from entity_tui.imports.feeds import find_feed
from entity_tui.imports.read import Source
from entity_tui.services.import_extract import Imported, Options, import_file
from entity_tui.store.database import Database, Raw

TODAY = date(2026, 11, 20)
SYSTEM = Viewer.system("tests")
E1_COLUMNS = (
    "tin|tin_type|person_type|name|dba_name|street|street2|city|state|postal|country|phone_home|"
    "phone_business|case_code|subcode|grade|assignment|status|priority|predictive|scored_on|"
    "received_on|assigned_on|last_touch|first_contact|closed_on"
)
E2_COLUMNS = (
    "tin|tin_type|mft|period|kind|status|assessed|balance|csed|ased|rsed|closing_code|closed_on"
)
E5_COLUMNS = "user_id|name|title|role|grade|assignment|tour|active_from|active_to"


def write(
    path: Path, columns: str, rows: list[str], as_of: date = TODAY, trailer: bool = True
) -> Path:
    """An extract as our own layouts have it; without columns there is no header line."""
    end = [f"TRAILER|{len(rows)}|{as_of}"] if trailer else []
    path.write_text("\n".join([*filter(None, [columns]), *rows, *end]) + "\n", encoding="utf-8")
    return path


def entity(tin: str = "123456789", name: str = "DELTA FREIGHT LLC", **more: str) -> str:
    """One E1 line."""
    values = {
        "tin": tin, "tin_type": "EIN", "person_type": "B", "name": name, "street": "1 MAIN ST",
        "city": "OAKLAND", "state": "CA", "postal": "94601", "case_code": "601", "grade": "12",
        "assignment": "27031207", "status": "O", "received_on": "2026-01-05",
        "assigned_on": "2026-02-01", **more,
    }  # fmt: skip
    return "|".join(values.get(column, "") for column in E1_COLUMNS.split("|"))


def module(tin: str = "123456789", mft: str = "01", period: str = "202603", **more: str) -> str:
    """One E2 line."""
    values = {
        "tin": tin, "tin_type": "EIN", "mft": mft, "period": period, "kind": "TDA",
        "status": "26", "assessed": "1000.00", "balance": "1204.50", "csed": "2036-01-01", **more,
    }  # fmt: skip
    return "|".join(values.get(column, "") for column in E2_COLUMNS.split("|"))


def employee(user: str = "lchen", **more: str) -> str:
    """One E5 line."""
    values = {
        "user_id": user, "name": "CHEN, LI", "title": "Revenue Officer", "role": "revenue officer",
        "grade": "12", "assignment": "27031207", "tour": "8.0", "active_from": "2020-01-06", **more,
    }  # fmt: skip
    return "|".join(values.get(column, "") for column in E5_COLUMNS.split("|"))


def load(database: Database, feed: str, path: Path | str, **options: Any) -> Imported:
    """Import a file as the program does."""
    chosen = Options(**{"today": TODAY, **options})
    return import_file(database, SYSTEM, find_feed(feed), Source(str(path)), chosen)


def counts(done: Imported) -> dict[str, int]:
    """The accounting of a run."""
    names = ("read", "loaded", "unchanged", "superseded", "waiting", "rejected")
    return {name: getattr(done, name) for name in names}


def query(database: Database, sql: str, *params: Any) -> list[tuple[Any, ...]]:
    """Rows of a statement, for looking behind the scenes."""
    with database.read() as connection:
        return Raw(connection).rows(sql, params)


def snapshot(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every business row, for comparing a store before and after."""
    tables = ("taxpayer", "person", "person_name", "person_identifier", "person_phone", "account",
              "account_person", "location", "obligation", "field_case", "case_assignment",
              "employee", "employee_assignment", "waiting_line", "change_log", "person_link",
              "person_address", "account_alert", "account_autopay", "tax_role", "characteristic",
              "contact", "fin_transaction", "bill", "bill_segment", "payment", "payment_staging",
              "adjustment", "pay_plan", "pay_plan_line", "overdue_process", "overdue_event",
              "referral", "compliance_rating", "lien", "subcode", "time_day", "time_entry",
              "activity")  # fmt: skip
    return {table: sorted(query(database, f"SELECT * FROM {table}"), key=repr) for table in tables}


def reads(database: Database) -> list[dict[str, Any]]:
    """The read audit, entry by entry."""
    ordered = "audit_entry ORDER BY at, seq"
    if not database.sqlite:
        rows = query(database, f"SELECT payload FROM audit.{ordered}")
    else:
        path = database.path.with_name(f"{database.path.name}.audit")
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute(f"SELECT payload FROM {ordered}").fetchall()
    return [json.loads(payload) for (payload,) in rows]
