"""Files for CTRS and ALS: by their layouts, whole or not at all, each act recorded (EX-OUT1)."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from entity_tui.domain.clock import Clock
from entity_tui.domain.entity.month_end import UNCLASSIFIED
from entity_tui.domain.organisation import read_unit
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError, UsageError
from entity_tui.imports.outgoing import out_layout
from entity_tui.imports.values import Value
from entity_tui.imports.write import Writer
from entity_tui.services.entity.month_ctrs import ctrs_hours
from entity_tui.services.entity.month_ground import MonthGround
from entity_tui.services.leaving import require_export
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw, as_day
from entity_tui.store.queries import outgoing as query
from entity_tui.store.queries.code_tables import calendar

UNAPPROVED = "UNAPPROVED"
_CASE = "CASE"
_TIME, _ACTIVITY = ("code", "hours"), ("received", "closed", "entries")
_INVENTORY = ("grade", "status", "cases", "tdas", "tdis")


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and how many records it has."""

    path: Path
    records: int


class Outgoing:
    """Writes what other systems pick up, as one viewer."""

    def __init__(
        self, database: Database, viewer: Viewer, reads: ReadAudit, clock: Clock,
        layouts: Path | None = None,
    ) -> None:  # fmt: skip
        self._database, self._viewer, self._reads = database, viewer, reads
        self._clock, self._layouts = clock, layouts

    @property
    def _today(self) -> date:
        return self._clock.today

    def ctrs(
        self, month: str, group: str, folder: Path, unapproved: bool = False
    ) -> tuple[Written, ...]:
        """The time, inventory and activity files of a reporting month, YYYY-MM.

        The time is that of the signed reports; EntityError names groups that are not approved.
        With `unapproved` theirs is that of this moment, and every file says so in its first line.
        `group` may be a territory or an area too. No file has the day of export in it: the same
        data give the same bytes. `ctrs-YYYY-MM.sha256` comes last: only where it is are all of
        them there, and `sha256sum -c` proves it.
        """
        with self._database.read() as connection:
            start, end = reporting_month(Raw(connection), self._viewer, month)
        require_export(self._viewer, self._reads, f"ctrs {month}")
        if group:
            group = self._reached(group)
        self._reads.record(self._viewer, "export ctrs", group, month=month)
        code, closes = month.replace("-", ""), end
        whose = f"-{group}" if group else ""
        with self._database.read() as connection, contextlib.ExitStack() as streams:
            raw, viewer = Raw(connection), self._viewer
            time = ctrs_hours(MonthGround(raw, viewer, self._today, month), group)
            if time.unsigned and not unapproved:
                raise _not_approved(month, time.unsigned)
            told = (UNAPPROVED, code) if time.unsigned else (code,)
            found = {
                "time": (_TIME, closes, time.rows),
                "inventory": (_INVENTORY, closes, query.inventory(raw, viewer, group)),
                "activity": (
                    _ACTIVITY, closes, query.activity_of_month(raw, viewer, group, start, end),
                ),
            }  # fmt: skip
            return _all_or_none(folder / f"ctrs-{month}{whose}.sha256", [
                self._writing(
                    f"ctrs-{kind}", folder / f"ctrs-{kind}-{month}{whose}.dat", as_of,
                    _of_units(code, names, _ended_with(streams, rows)), told,
                )
                for kind, (names, as_of, rows) in found.items()
            ])  # fmt: skip

    def als(self, folder: Path) -> tuple[Written, ...]:
        """The facts of the delinquent inventory lists; whole numbers of taxpayers leave."""
        require_export(self._viewer, self._reads, "als")
        if not self._viewer.sensitive:
            self._reads.record(self._viewer, "export refused", what="als")
            raise EntityError("Your profile does not show whole identifiers.", "Export")
        self._reads.record(self._viewer, "export als")
        with self._database.read() as connection:
            raw = Raw(connection)
            as_of = as_day(query.newest_list(raw, self._viewer)) or self._today
            with contextlib.closing(query.listed_accounts(raw, self._viewer)) as found:
                rows = (dict(zip(_LISTED, map(_plain, row), strict=True)) for row in found)
                path = folder / f"als-dial-{as_of:%Y%m%d}.dat"
                return _all_or_none(None, [self._writing("als", path, as_of, rows, ())])

    def _writing(
        self, name: str, path: Path, as_of: date, rows: Iterable[dict[str, Value]],
        told: tuple[str, ...],
    ) -> tuple[Path, Writer, Iterator[bytes]]:  # fmt: skip
        writer = Writer(out_layout(name, self._layouts), as_of, told)
        return path, writer, writer.lines(rows)

    def _reached(self, text: str) -> str:
        """The digits of a unit of the profile; an error for anything else."""
        group = _unit(text)
        if not any(group.startswith(p) or p.startswith(group) for p in self._viewer.scope.prefixes):
            self._reads.record(self._viewer, "export refused", group, what="ctrs")
            raise EntityError(f"{group} is outside your profile.", "Export")
        return group


def _unit(text: str) -> str:
    try:
        found = read_unit(text)
    except ValueError:
        found = ""
    if len(found) not in (2, 4, 6):
        raise UsageError(
            f"--group takes an area, two digits, a territory, four, or a group, six; not '{text}'"
        )
    return found


_LISTED = (
    "tin", "tin_type", "name", "listing", "place", "assignment", "status", "grade", "priority",
    "predictive", "scored_on", "modules", "balance", "csed",
)  # fmt: skip


def reporting_month(raw: Raw, viewer: Viewer, month: str) -> tuple[date, date]:
    """First and last day of a reporting month of the site's calendar; UsageError for no month."""
    try:
        found = calendar(raw, viewer).month(month if "-" in month else "")
    except ValueError as error:
        raise UsageError(f"'{month}' is not a reporting month of the calendar (YYYY-MM)") from error
    return found.start, found.end


def _not_approved(month: str, groups: Sequence[str]) -> EntityError:
    named = ", ".join(groups[:5]) + (f" and {len(groups) - 5} more" if len(groups) > 5 else "")
    return EntityError(
        f"{month} is not approved by {named}; --unapproved writes it all the same, marked.",
        "Not approved",
    )


def _ended_with(
    streams: contextlib.ExitStack, rows: Iterable[tuple[Any, ...]]
) -> Iterable[tuple[Any, ...]]:
    """Rows whose query, if they come from one, ends with the files."""
    if isinstance(rows, Generator):
        streams.enter_context(contextlib.closing(rows))
    return rows


def _of_units(
    month: str, names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> Iterator[dict[str, Value]]:
    for assignment, *values in rows:
        found = dict(zip(names, map(_plain, values), strict=True))
        if "code" in found:
            found["code"] = _CASE if found["code"] == UNCLASSIFIED else found["code"]
        yield {"month": month, "unit": assignment[:6], "assignment": assignment, **found}


def _plain(value: Any) -> Value:
    """A stored value as the writer takes it."""
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str):
        return value or None
    return int(value)


def _all_or_none(
    seal: Path | None, files: list[tuple[Path, Writer, Iterator[bytes]]]
) -> tuple[Written, ...]:
    """Write each under a name of its own beside its place, then put all of them there.

    The seal of a set lists its files with their sums; it goes first and comes last, so that
    where it stands the set is whole.
    """
    made: list[tuple[Path, Path]] = []
    try:
        files[0][0].parent.mkdir(parents=True, exist_ok=True)
        for path, _, lines in files:
            made.append((_written(path, lines), path))
        if seal:
            sums = [f"{_sum(partial)}  {path.name}\n".encode() for partial, path in made]
            seal.unlink(missing_ok=True)
            made.append((_written(seal, iter(sums)), seal))
        for partial, path in made:
            partial.replace(path)
    except OSError as error:
        where = files[0][0].parent
        raise EntityError(f"{where}: {error.strerror}", "Export") from error
    finally:
        for partial, _ in made:
            partial.unlink(missing_ok=True)
    return tuple(Written(path, writer.count) for path, writer, _ in files)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _written(path: Path, lines: Iterator[bytes]) -> Path:
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        number = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "wb") as out:
            out.writelines(lines)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    return partial
