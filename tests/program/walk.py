"""Walks every page that can be reached by the keyboard, down and back: `walk.py STORE [PAGES]`.

Breadth first: an entry of a list, each of its zones and those on call, each kind of line in them.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter, deque
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.money import show_cents
from screens.control_central.drilling import alone
from screens.control_central.record import RecordScreen
from screens.control_central.record_view import ON_CALL
from screens.shared.panels import Values
from support.driving import Session, opened

LINES = 3
"""Lines tried of a zone: the first, one in the middle, the last."""
LETTERS = {spec.key: spec.name for specs in ON_CALL.values() for spec in specs}


@dataclass
class Walked:
    """What was seen on the way: pages looked around on by kind, zones by name, lines opened.

    And what was wrong.
    """

    pages: Counter[str] = field(default_factory=Counter)
    opened: Counter[str] = field(default_factory=Counter)
    zones: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Walk:
    """One walk in one running application."""

    def __init__(self, session: Session, most: int, each: int) -> None:
        """At most so many pages, and so many of each kind of record."""
        self.session, self.most, self.each = session, most, each
        self.seen: set[RecordRef] = set()
        self.waiting: deque[RecordRef] = deque()
        self.walked = Walked()

    async def from_list(self, asked: str, entries: int) -> Walked:
        """From the first entries of a list: breadth first over all that is found there."""
        await self.session.search(asked)
        for _ in range(entries):
            await self.session.press("enter")
            await self._look_around()
            await self.session.press("f12", "down")
        while self.waiting and sum(self.walked.pages.values()) < self.most:
            ref = self.waiting.popleft()
            if ref not in self.seen and self.walked.pages[ref.kind] < self.each:
                await self._visit(ref)
        return self.walked

    @property
    def page(self) -> RecordScreen:
        """The page that is shown."""
        screen = self.session.app.screen
        assert isinstance(screen, RecordScreen), f"{screen}\n{self.session.text}"
        return screen

    async def _visit(self, ref: RecordRef) -> None:
        """Open a record that was seen on another page, over the list."""
        app = self.session.app
        app.push_screen(RecordScreen(app.reception, alone(ref), 0))
        await self.session.settle()
        await self._look_around()
        await self.session.press("f12")

    async def _look_around(self) -> None:
        page = self.page
        ref = page.entry.ref
        self.seen.add(ref)
        self.walked.pages[ref.kind] += 1
        self._check(f"{ref.kind} {ref.key}")
        for number in range(1, min(9, len(page.zones)) + 1):
            await self.session.press(str(number))
            await self._try_lines(ref)
        for key, name in LETTERS.items():
            if any(spec.name == name for spec in ON_CALL.get(page.here, ())):
                await self.session.press(key)
                self._check(f"{ref.kind}: {name}")
                await self._try_lines(ref)
                await self.session.press("f12")
        await self._trees(ref)

    async def _trees(self, ref: RecordRef) -> None:
        for tree in self.page.trees():
            self._remember(tree)

    async def _try_lines(self, ref: RecordRef) -> None:
        zone = self.page.zone
        self.walked.zones[zone.kind] += 1
        if zone.marked is None:
            return
        await self.session.press("home")
        shown = [y for y in range(200) if y in zone.content.opening]
        first, last = zone.marked, len(zone._body_at(zone.room[0])) - 1
        middle = (first + min(last, max(shown))) // 2
        for line in sorted({first, middle, min(last, max(shown))})[:LINES]:
            await self._try_line(ref, line)

    async def _try_line(self, ref: RecordRef, line: int) -> None:
        page, zone = self.page, self.page.zone
        await self.session.press("home", *["down"] * (line - (zone.marked or 0)))
        before, marked = self.session.lines[:-2], zone.marked
        await self.session.press("enter")
        if isinstance(self.session.app.screen, Values):
            await self.session.press("enter")
        if self.session.app.screen is page:
            if "Nothing to open" not in self.session.message:
                return  # a node was closed, a zone opened
            await self.session.press("home")
            return
        opened = self.page.entry
        self._check(f"{ref.kind} {zone.kind} → {opened.ref.kind}")
        self.walked.opened[opened.ref.kind] += 1
        self._remember(opened.ref)
        for _ in range(3):
            if self.session.app.screen is not page:
                await self.session.press("f12")
                break
        where = f"{ref.kind} {zone.kind} → {opened.ref.kind}: came back elsewhere"
        if self.session.app.screen is not page or zone.marked != marked:
            self.walked.faults.append(where)
        elif self.session.lines[:-2] != before:
            changed = [(b, a) for b, a in zip(before, self.session.lines, strict=False) if a != b]
            self.walked.faults.append(f"{where}: {changed[:2]}")

    def _remember(self, ref: RecordRef) -> None:
        if ref not in self.seen and ref not in self.waiting:
            self.waiting.append(ref)

    def _check(self, where: str) -> None:
        """The page says who it is about, its balance and its keys, and nothing went wrong."""
        page, lines = self.page, self.session.lines
        problems = []
        if page.view is None or "reading…" in self.session.text:
            problems.append("not there")
        elif not lines[0].startswith(page.view.name[:20].strip()):
            problems.append(f"not named: {lines[0]!r} for {page.view.name!r}")
        if self.session.message.startswith("!") or "went wrong" in self.session.text:
            problems.append(self.session.message)
        if any(not char.isprintable() for line in lines for char in line):
            problems.append("a raw control character")
        if "F1 help" not in lines[-1] or "F12 back" not in lines[-1]:
            problems.append(f"keys: {lines[-1]!r}")
        balance = getattr(page.record, "current_balance", None)
        if balance is not None and show_cents(balance) not in lines[1]:
            problems.append(f"balance: {lines[1]!r}")
        if "####" in self.session.text:
            problems.append("an amount without room")
        self.walked.faults += [f"{where}: {problem}" for problem in problems]


async def main(store: str, most: int) -> None:
    """Walk a store at both sizes and in every look; say what was seen and what was wrong."""
    from entity_tui.app import the_desk
    from entity_tui.settings import Settings

    settings = Settings(store=store)
    for size, theme, linear in (
        ((80, 24), "dark", "off"), ((160, 45), "dark", "off"),
        ((80, 24), "mono", "off"), ((80, 24), "dark", "on"),
    ):  # fmt: skip
        async with opened(settings=settings, size=size, open_desk=the_desk) as session:
            await session.press("f9", f"theme {theme}", "enter", "f9", f"linear {linear}", "enter")
            await session.press("f2")
            walked = await Walk(session, most, 3).from_list("%a", 3)
            told = dict(walked.pages), dict(walked.opened), dict(walked.zones)
            print(size, theme, linear, *told, flush=True)
            print("\n".join(walked.faults) or "nothing wrong")
            await session.press("f2", "f9", "theme dark", "enter", "f9", "linear off", "enter")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200))
