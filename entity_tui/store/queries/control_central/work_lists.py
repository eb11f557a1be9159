"""Work lists and saved searches of one user, entries read anew within the scope (CC-15)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from entity_tui.domain.control_central.hits import Hit
from entity_tui.domain.control_central.work_lists import (
    OUTSIDE,
    REMOVED,
    WorkItem,
    WorkListLine,
    not_shown,
)
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import instant, micros
from entity_tui.store.database import Raw, marks
from entity_tui.store.numbers import new_ids
from entity_tui.store.queries.control_central.contacts import sees_person
from entity_tui.store.queries.control_central.hits import hydrate
from entity_tui.store.queries.control_central.search import Found
from entity_tui.store.queries.scope import account_scope, area_scope

_BATCH = 500


class ListRow(NamedTuple):
    """A list's number and what it is called by."""

    list_id: int
    name: str
    asked: str


def work_lists(raw: Raw, viewer: Viewer) -> tuple[WorkListLine, ...]:
    """The viewer's own lists by name."""
    rows = raw.rows(
        "SELECT w.list_id, w.name, w.asked, w.kept_at, count(i.seq), count(i.done_at) "
        "FROM work_list w LEFT JOIN work_list_item i ON i.list_id = w.list_id "
        "WHERE w.user_id = ? GROUP BY w.list_id, w.name, w.asked, w.kept_at "
        "ORDER BY w.name, w.list_id",
        (viewer.user,),
    )
    return tuple(
        WorkListLine(number, name, asked, instant(at), total, done)
        for number, name, asked, at, total, done in rows
    )


def find_list(raw: Raw, viewer: Viewer, name: str) -> ListRow | None:
    """The viewer's own list of that name."""
    row = raw.one(
        "SELECT list_id, name, asked FROM work_list WHERE user_id = ? AND name = ?",
        (viewer.user, name),
    )
    return ListRow(*row) if row else None


def write_list(raw: Raw, viewer: Viewer, name: str, asked: str, hits: Iterable[Hit]) -> int:
    """Keep hits under a name, their keys only; returns the list's number."""
    (number,) = new_ids(raw, 1)
    raw.execute(
        "INSERT INTO work_list (list_id, user_id, name, asked, kept_at) VALUES (?, ?, ?, ?, ?)",
        (number, viewer.user, name, asked, micros(datetime.now(UTC))),
    )
    raw.load(
        "work_list_item",
        ("list_id", "seq", "person_id", "account_id", "location_id", "name_seq"),
        [(number, seq, *hit.key, hit.name_seq) for seq, hit in enumerate(hits, 1)],
    )
    return number


def read_items(raw: Raw, viewer: Viewer, list_id: int) -> tuple[WorkItem, ...]:
    """Return the entries of the viewer's own list.

    An entry outside the scope, or removed since, has a row that shows nothing but which of the two.
    """
    rows = raw.rows(
        "SELECT i.seq, i.person_id, i.account_id, i.location_id, i.name_seq, i.done_at "
        "FROM work_list_item i JOIN work_list w ON w.list_id = i.list_id "
        "WHERE w.list_id = ? AND w.user_id = ? ORDER BY i.seq",
        (list_id, viewer.user),
    )
    entries = [(seq, Found(*keys), done is not None) for seq, *keys, done in rows]
    accounts = _seen_accounts(raw, viewer, {found.account_id for _, found, _ in entries})
    seen = [found for _, found, _ in entries if _sees(raw, viewer, accounts, found)]
    hits = dict(zip(seen, hydrate(raw, viewer, seen), strict=True))
    return tuple(
        WorkItem(seq, hits.get(found) or _not_shown(raw, seq, found), done, found in hits)
        for seq, found, done in entries
    )


def _not_shown(raw: Raw, seq: int, found: Found) -> Hit:
    """The row of an entry the viewer does not see: it was removed, or is outside the profile."""
    if found.account_id:
        asked = "account_person WHERE account_id = ? AND person_id = ?"
        row = raw.one(f"SELECT 1 FROM {asked}", (found.account_id, found.person_id))
    elif found.person_id:
        row = raw.one("SELECT 1 FROM person WHERE person_id = ?", (found.person_id,))
    else:
        row = raw.one("SELECT 1 FROM location WHERE location_id = ?", (found.location_id,))
    return not_shown(seq, REMOVED if row is None else OUTSIDE)


def _sees(raw: Raw, viewer: Viewer, accounts: set[tuple[int, int]], found: Found) -> bool:
    if found.account_id:
        return (found.account_id, found.person_id) in accounts
    if found.person_id:
        return sees_person(raw, viewer, found.person_id)
    place = f"SELECT 1 FROM location l WHERE l.location_id = ? AND {area_scope(viewer.scope, 'l')}"
    return raw.one(place, (found.location_id,)) is not None


def _seen_accounts(raw: Raw, viewer: Viewer, accounts: set[int]) -> set[tuple[int, int]]:
    """Of these accounts those in scope, with every person on them."""
    wanted = sorted(accounts - {0})
    seen: set[tuple[int, int]] = set()
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        seen.update(
            (account, person)
            for account, person in raw.rows(
                "SELECT a.account_id, p.person_id FROM account a JOIN account_person p "
                f"ON p.account_id = a.account_id WHERE a.account_id IN ({marks(len(part))}) "
                f"AND {account_scope(viewer.scope)}",
                part,
            )
        )
    return seen


def write_done(raw: Raw, viewer: Viewer, list_id: int, seq: int, done: bool) -> bool:
    """Mark an entry of the viewer's own list; False where there is none."""
    at = micros(datetime.now(UTC)) if done else None
    changed = raw.execute(
        "UPDATE work_list_item SET done_at = ? WHERE list_id = ? AND seq = ? AND EXISTS "
        "(SELECT 1 FROM work_list w WHERE w.list_id = work_list_item.list_id AND w.user_id = ?)",
        (at, list_id, seq, viewer.user),
    )
    return bool(changed.rowcount)


def rename_list(raw: Raw, viewer: Viewer, list_id: int, name: str) -> None:
    """Call the viewer's own list otherwise."""
    raw.execute(
        "UPDATE work_list SET name = ? WHERE list_id = ? AND user_id = ?",
        (name, list_id, viewer.user),
    )


def remove_items(raw: Raw, viewer: Viewer, list_id: int, seqs: Sequence[int]) -> None:
    """Take entries out of the viewer's own list."""
    raw.many(
        "DELETE FROM work_list_item WHERE list_id = ? AND seq = ? AND EXISTS "
        "(SELECT 1 FROM work_list w WHERE w.list_id = work_list_item.list_id AND w.user_id = ?)",
        [(list_id, seq, viewer.user) for seq in seqs],
    )


def remove_list(raw: Raw, viewer: Viewer, list_id: int) -> None:
    """Delete the viewer's own list with its entries."""
    raw.execute(
        "DELETE FROM work_list_item WHERE list_id IN "
        "(SELECT list_id FROM work_list WHERE list_id = ? AND user_id = ?)",
        (list_id, viewer.user),
    )
    raw.execute("DELETE FROM work_list WHERE list_id = ? AND user_id = ?", (list_id, viewer.user))


def saved_searches(raw: Raw, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """The viewer's own searches: names and what they ask, as kept."""
    rows = raw.rows(
        "SELECT name, search FROM saved_search WHERE user_id = ? ORDER BY name", (viewer.user,)
    )
    return tuple((name, search) for name, search in rows)


def write_search(raw: Raw, viewer: Viewer, name: str, search: str) -> None:
    """Keep a search under a name, in place of the one before."""
    raw.execute(
        "INSERT INTO saved_search (user_id, name, search, saved_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (user_id, name) DO UPDATE SET search = excluded.search, "
        "saved_at = excluded.saved_at",
        (viewer.user, name, search, micros(datetime.now(UTC))),
    )


def remove_search(raw: Raw, viewer: Viewer, name: str) -> None:
    """Forget a search."""
    raw.execute("DELETE FROM saved_search WHERE user_id = ? AND name = ?", (viewer.user, name))
