"""Every table can leave again: its rows within the profile, on record (IM-11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from entity_tui.domain.identifiers import mask_tin
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError, UsageError
from entity_tui.services.leaving import require_export
from entity_tui.store.audit import ReadAudit
from entity_tui.store.columns import instant
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries import whole_tables as query


@dataclass(frozen=True, slots=True)
class Leaving:
    """The columns of a table and its rows, one after the other.

    Days are YYYY-MM-DD, instants ISO 8601 in UTC, money and hours `Decimal` with two places,
    bytes hexadecimal; a value that is not there is None.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


class WholeTables:
    """Hands out tables, as one viewer."""

    def __init__(self, database: Database, viewer: Viewer, reads: ReadAudit) -> None:
        self._database, self._viewer, self._reads = database, viewer, reads

    def known(self) -> tuple[tuple[str, str], ...]:
        """Names and meanings of the tables this viewer may take along."""
        return query.known_tables(self._viewer)

    @contextmanager
    def leaving(self, name: str) -> Iterator[Leaving]:
        """A table as it is at this moment; EntityError where it may not be taken along."""
        table = query.whole(self._viewer, name)
        if table is None:
            self._refused(name)
            raise UsageError(f"There is no table '{name}' for you: `export tables` lists yours.")
        require_export(self._viewer, self._reads, f"table {name}")
        if name in query.WHOLE_LINES and not self._viewer.sensitive:
            self._refused(name)
            raise EntityError(
                f"Your profile does not show whole identifiers, and {name} holds lines with them.",
                "Export",
            )
        self._reads.record(self._viewer, "export table", name)
        with (
            self._database.read() as connection,
            closing(query.rows(Raw(connection), self._viewer, table)) as rows,
        ):
            yield Leaving(table.columns, map(self._shape(table), rows))

    def _refused(self, name: str) -> None:
        self._reads.record(self._viewer, "export refused", what=f"table {name}"[:60])

    def _shape(self, table: query.Whole) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
        makers = [(at, _MAKERS[kind]) for at, kind in table.kinds.items()]
        masked = () if self._viewer.sensitive else query.IDENTIFIERS.get(table.name, ())
        value, kind = (table.columns.index(column) for column in masked) if masked else (-1, -1)

        def shape(row: tuple[Any, ...]) -> tuple[Any, ...]:
            found = list(row)
            for at, make in makers:
                if found[at] is not None:
                    found[at] = make(found[at])
            if masked:
                found[value] = mask_tin(found[value], found[kind])
            return tuple(found)

        return shape


@lru_cache(maxsize=10_000)
def _two_places(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)


_MAKERS: dict[query.Kind, Callable[[Any], Any]] = {
    query.Kind.HUNDREDTHS: _two_places,
    query.Kind.INSTANT: lambda value: instant(value).isoformat(),
    query.Kind.DAY: str,
    query.Kind.YES_NO: int,
    query.Kind.BYTES: lambda value: bytes(value).hex(),
}
