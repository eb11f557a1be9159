"""Work lists and saved searches in memory, for screens under test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from entity_tui.domain.control_central.asked import Asked
from entity_tui.domain.control_central.hits import Hit
from entity_tui.domain.control_central.work_lists import (
    OUTSIDE,
    WorkItem,
    WorkList,
    WorkListLine,
    not_shown,
)
from entity_tui.errors import EntityError

KEPT_AT = datetime(2026, 11, 20, tzinfo=UTC)


class FakeLists:
    """`hidden` holds the places of entries outside the profile, `fail` refuses every act."""

    def __init__(self) -> None:
        self.kept: dict[str, WorkList] = {}
        self.saved: dict[str, str] = {}
        self.hidden: set[int] = set()
        self.fail: EntityError | None = None

    def recent(self, ids: Sequence[int]) -> tuple[Hit, ...]:
        from support.fake_desk import HITS

        found = {hit.account_id: hit for hit in HITS}
        return tuple(found[number] for number in ids if number in found)

    def lines(self) -> tuple[WorkListLine, ...]:
        return tuple(
            WorkListLine(w.list_id, w.name, w.asked, KEPT_AT, len(w.items),
                         sum(item.done for item in w.items))
            for w in sorted(self.kept.values(), key=lambda w: w.name)
        )  # fmt: skip

    def keep(self, name: str, asked: str, hits: Sequence[Hit]) -> WorkListLine:
        if not hits:
            raise EntityError("There is no list to keep: search for something first.")
        items = tuple(WorkItem(seq, hit, False) for seq, hit in enumerate(hits, 1))
        self.kept[name] = WorkList(len(self.kept) + 1, name, asked, items)
        return next(line for line in self.lines() if line.name == name)

    def open(self, name: str) -> WorkList:
        if name not in self.kept:
            raise EntityError(f"You have no list '{name}'. The command `lists` shows them.")
        found = self.kept[name]
        items = tuple(
            replace(item, hit=not_shown(item.seq, OUTSIDE), visible=False)
            if item.seq in self.hidden else item
            for item in found.items
        )  # fmt: skip
        return replace(found, items=items)

    def mark(self, list_id: int, seq: int, done: bool) -> None:
        if self.fail is not None:
            raise self.fail
        found = next(w for w in self.kept.values() if w.list_id == list_id)
        items = tuple(replace(item, done=done) if item.seq == seq else item for item in found.items)
        self.kept[found.name] = replace(found, items=items)

    def rename(self, list_id: int, name: str) -> str:
        found = next(w for w in self.kept.values() if w.list_id == list_id)
        del self.kept[found.name]
        self.kept[name] = replace(found, name=name)
        return name

    def remove_items(self, list_id: int, seqs: Sequence[int]) -> None:
        found = next(w for w in self.kept.values() if w.list_id == list_id)
        items = tuple(item for item in found.items if item.seq not in seqs)
        self.kept[found.name] = replace(found, items=items)

    def remove(self, list_id: int) -> None:
        self.kept = {n: w for n, w in self.kept.items() if w.list_id != list_id}

    def searches(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(self.saved.items()))

    def save_search(self, name: str, asked: Asked) -> str:
        self.saved[name] = asked.kept()
        return name

    def remove_search(self, name: str) -> None:
        del self.saved[name]
