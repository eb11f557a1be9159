"""What the store holds in numbers, and whether it is sound. No taxpayer data leaves here."""

from __future__ import annotations

from entity_tui.store.database import Raw

_COUNTED = {
    "taxpayers": "taxpayer",
    "persons": "person",
    "accounts": "account",
    "modules": "obligation",
    "cases": "field_case",
    "employees": "employee",
    "import runs": "import_run",
    "waiting": "waiting_line",
}


def schema_version(raw: Raw) -> str:
    """The migration the store is at."""
    return str(raw.value("SELECT version_num FROM alembic_version"))


def counts(raw: Raw) -> dict[str, int]:
    """Rows by what they are."""
    found = {
        label: int(raw.value(f"SELECT count(*) FROM {table}")) for label, table in _COUNTED.items()
    }
    rejects = "SELECT count(*) FROM import_reject WHERE state = 'open'"
    return found | {"rejects open": int(raw.value(rejects))}


def indexed_rows(raw: Raw) -> int:
    """Rows of the search index."""
    sealed = raw.value("SELECT coalesce(sum(rows), 0) FROM search_segment")
    return int(sealed) + int(raw.value("SELECT count(*) FROM search_delta"))


def damage(raw: Raw) -> list[str]:
    """Findings of the database's own proofs, and runs whose lines do not add up."""
    findings: list[str] = []
    if not raw.postgres:
        findings += [str(row[0]) for row in raw.rows("PRAGMA integrity_check") if row[0] != "ok"]
        findings += [
            f"{table} row {row}: its {parent} is missing"
            for table, row, parent, _ in raw.rows("PRAGMA foreign_key_check")
        ]
    rows = raw.rows(
        "SELECT run_id, source FROM import_run "
        "WHERE read <> loaded + unchanged + superseded + waiting + rejected"
    )
    return findings + [f"import run {run} ({name}): its lines do not add up" for run, name in rows]
