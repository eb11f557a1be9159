"""Show and change the code tables of the site; every change is audited (TM-01, TM-13, TM-14)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from entity_tui.domain.clock import Clock
from entity_tui.domain.code_edits import COLUMNS, faults
from entity_tui.domain.viewer import ADMINISTERS, Role, Viewer
from entity_tui.errors import EntityError, UsageError
from entity_tui.services.signed_months import signed_figures_stay
from entity_tui.store import audit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries import code_tables as query

_WRITES = ADMINISTERS | {Role.QUALITY_ANALYST}


def show_codes(database: Database, viewer: Viewer, table: str) -> tuple[Mapping[str, str], ...]:
    """The published rows, then the site's own; UsageError for a table there is not."""
    _known(table)
    with database.read() as connection:
        return query.code_rows(Raw(connection), viewer, table)


def set_code(
    database: Database, viewer: Viewer, table: str, code: str, start: date, until: date | None,
    fields: Mapping[str, str], clock: Clock,
) -> None:  # fmt: skip
    """The site's row of a code from a day on; UsageError names the column that is wrong."""
    _known(table)
    if not viewer.holds(*_WRITES):
        raise EntityError(
            f"{viewer.user} ({viewer.role}) may not change code tables; a system administrator "
            "or a quality analyst may."
        )
    if until is not None and until <= start:
        raise UsageError(f"--until: {until} is not after {start}")
    if found := faults(table, code, fields):
        raise UsageError("; ".join(found))
    with database.write() as connection:
        raw, at = Raw(connection), clock.now()
        with signed_figures_stay(raw, viewer, f"{table} {code} from {start}"):
            query.write_code_row(raw, viewer, table, code, start, until, fields, at)
        audit.act(
            connection, viewer, "set code", f"{table} {code}", begins=start.isoformat(),
            ends=until.isoformat() if until else "", fields=dict(fields),
        )  # fmt: skip


def _known(table: str) -> None:
    if table not in COLUMNS:
        raise UsageError(f"'{table}' is not a table a site changes: {', '.join(COLUMNS)}")
