"""Keep, open, work through and export lists; save searches: each act with its audit (CC-15)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection

from entity_tui.domain.control_central.asked import IDENTIFYING, Asked
from entity_tui.domain.control_central.hits import Hit
from entity_tui.domain.control_central.work_lists import (
    WorkList,
    WorkListLine,
    checked_list_name,
    keepable,
)
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.store import audit
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.control_central import work_lists as query
from entity_tui.store.queries.control_central.hits import hydrate
from entity_tui.store.queries.control_central.search import accounts_by


class Lists:
    """The lists and searches of one signed-on user."""

    def __init__(self, database: Database, viewer: Viewer, reads: ReadAudit) -> None:
        self._database, self._viewer, self._reads = database, viewer, reads

    def lines(self) -> tuple[WorkListLine, ...]:
        """Every list of the user, by name."""
        with self._database.read() as connection:
            return query.work_lists(Raw(connection), self._viewer)

    def keep(self, name: str, asked: str, hits: Sequence[Hit]) -> WorkListLine:
        """Keep a result list under a new name; EntityError where it is taken or there are none."""
        clean = checked_list_name(name)
        kept = keepable(hits)
        told = asked if sum(map(str.isdigit, asked)) < IDENTIFYING else ""
        if not kept:
            raise EntityError("There is no list to keep: search for something first.", "Work list")
        with self._acting("keep list") as (connection, facts):
            raw = Raw(connection)
            self._free(raw, clean)
            number = query.write_list(raw, self._viewer, clean, told, kept)
            facts |= {"list": number, "name": clean, "entries": len(kept)}
        return next(line for line in self.lines() if line.list_id == number)

    def open(self, name: str) -> WorkList:
        """A list with its entries as they are now; what is outside the profile is not told."""
        with self._database.read() as connection:
            raw = Raw(connection)
            found = self._find(raw, name)
            items = query.read_items(raw, self._viewer, found.list_id)
        seen = sum(item.visible for item in items)
        self._reads.record(
            self._viewer, "open list", f"{found.list_id:010d}", name=found.name,
            entries=len(items), visible=seen,
        )  # fmt: skip
        return WorkList(found.list_id, found.name, found.asked, items)

    def export(self, name: str, whole: bool) -> WorkList:
        """A list that is about to leave; refused and recorded where the profile may not."""
        if not self._viewer.export or (whole and not self._viewer.sensitive):
            self._reads.record(self._viewer, "export refused", what=f"list {name}")
            raise EntityError(
                "Your profile may not export taxpayer data."
                if not self._viewer.export
                else "Your profile does not show whole identifiers.",
                "Export",
            )
        found = self.open(name)
        self._reads.record(
            self._viewer, "export list", f"{found.list_id:010d}", name=found.name,
            entries=sum(item.visible for item in found.items), identifiers="whole" if whole
            else "masked",
        )  # fmt: skip
        return found

    def mark(self, list_id: int, seq: int, done: bool) -> None:
        """Mark an entry done, or not done again."""
        with self._acting("mark done" if done else "mark not done") as (connection, facts):
            if not query.write_done(Raw(connection), self._viewer, list_id, seq, done):
                raise EntityError("This entry is not in the list any more.", "Work list")
            facts |= {"list": list_id, "entry": seq}

    def rename(self, list_id: int, name: str) -> str:
        """Call a list otherwise; returns the name as kept."""
        clean = checked_list_name(name)
        with self._acting("rename list") as (connection, facts):
            raw = Raw(connection)
            self._free(raw, clean, but=list_id)
            query.rename_list(raw, self._viewer, list_id, clean)
            facts |= {"list": list_id, "name": clean}
        return clean

    def remove_items(self, list_id: int, seqs: Sequence[int]) -> None:
        """Take entries out of a list; the taxpayers stay what they are."""
        with self._acting("shorten list") as (connection, facts):
            query.remove_items(Raw(connection), self._viewer, list_id, seqs)
            facts |= {"list": list_id, "entries": list(seqs)}

    def remove(self, list_id: int) -> None:
        """Delete a list."""
        with self._acting("delete list") as (connection, facts):
            query.remove_list(Raw(connection), self._viewer, list_id)
            facts["list"] = list_id

    def recent(self, ids: Sequence[int]) -> tuple[Hit, ...]:
        """Accounts opened before, in the order given; those outside the profile are left out."""
        self._reads.record(
            self._viewer, "list recent accounts", accounts=" ".join(f"{n:010d}" for n in ids)
        )
        with self._database.read() as connection:
            raw = Raw(connection)
            return hydrate(raw, self._viewer, accounts_by(raw, self._viewer.scope, list(ids)))

    def searches(self) -> tuple[tuple[str, str], ...]:
        """Saved searches: names and what they ask, as kept."""
        with self._database.read() as connection:
            return query.saved_searches(Raw(connection), self._viewer)

    def save_search(self, name: str, asked: Asked) -> str:
        """Save what was asked; refused where it looks like an identifier."""
        clean = checked_list_name(name)
        if not asked.keepable:
            raise EntityError(
                "A search for seven or more digits is not kept; keep its list instead: save NAME."
            )
        with self._acting("save search") as (connection, facts):
            query.write_search(Raw(connection), self._viewer, clean, asked.kept())
            facts["name"] = clean
        return clean

    def remove_search(self, name: str) -> None:
        """Forget a saved search."""
        with self._acting("delete search") as (connection, facts):
            query.remove_search(Raw(connection), self._viewer, name)
            facts["name"] = name

    @contextmanager
    def _acting(self, action: str) -> Iterator[tuple[Connection, dict[str, object]]]:
        """One transaction with its audit entry."""
        facts: dict[str, object] = {}
        with self._database.write() as connection:
            yield connection, facts
            audit.act(connection, self._viewer, action, "", **facts)

    def _find(self, raw: Raw, name: str) -> query.ListRow:
        found = query.find_list(raw, self._viewer, " ".join(name.split()))
        if found is None:
            raise EntityError(f"You have no list '{name}'. The command `lists` shows them.")
        return found

    def _free(self, raw: Raw, name: str, but: int = 0) -> None:
        found = query.find_list(raw, self._viewer, name)
        if found is not None and found.list_id != but:
            raise EntityError(f"You have a list '{name}' already: choose another name.")
