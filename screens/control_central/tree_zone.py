"""A tree as a zone: left and right close and open, Enter opens the record (CC-31, CC-32)."""

from __future__ import annotations

from entity_tui.domain.control_central.tree import TreeLine, TreePage, lines_of
from screens.control_central.drilling import Entries, Entry
from screens.control_central.own_zone import Owner, OwnZone
from screens.control_central.record_view import Record
from screens.control_central.zone_body import NOTHING, ZoneBody
from screens.shared.draw import Line, clip, wide


def tree_line(line: TreeLine, width: int, linear: bool = False) -> Line:
    """`   - Bill 0011  22,004.10  ! unmatched`: `-` is open, `+` closed."""
    node = line.node
    sign = ("-" if line.opened else "+") if node.children else " "
    level = f"{line.depth + 1} " if linear else "  " * line.depth
    mark = f"  ! {node.marked}" if node.marked else ""
    label = clip(f" {level}{sign} {node.label}", max(8, width - wide(mark)))
    room = max(0, width - wide(label) - wide(mark))
    fact = clip(f"  {node.fact}", room) if node.fact and room > 3 else ""
    return (
        (label, "warn" if node.marked else ""),
        (fact, "" if linear else "label"),
        (mark, "warn"),
    )


class TreeZone(OwnZone):
    """Everything is open at first; what the user closed stays closed in the same tree."""

    name = "tree"

    def __init__(self, owner: Owner) -> None:
        super().__init__(owner)
        self.closed: set[tuple[int, ...]] = set()
        self.line = 0

    def take(self, record: Record | None) -> None:
        """Another tree stands open."""
        before, now = self.record, record
        same = (
            isinstance(before, TreePage) and isinstance(now, TreePage) and before.name == now.name
        )
        if not same:
            self.closed = set()
        super().take(record)

    @property
    def _lines(self) -> list[TreeLine]:
        record = self.record
        return list(lines_of(record.root, self.closed)) if isinstance(record, TreePage) else []

    def body(self) -> ZoneBody:
        """One line a node."""
        lines = self._lines
        if not lines:
            return NOTHING
        return ZoneBody(
            lambda width: [tree_line(line, width, self.owner.linear) for line in lines],
            cursor=range(len(lines)),
            moved=self.moved,
            enter=self._open,
        )

    def moved(self, line: int) -> None:
        """The cursor came to another line: the lines stay as they are."""
        self.line = line

    def side(self, steps: int) -> None:
        """Right opens a node, left closes it, or goes to the one above."""
        lines = self._lines
        if not lines:
            return
        here = lines[min(self.line, len(lines) - 1)]
        if steps > 0:
            self.closed.discard(here.path)
        elif here.opened:
            self.closed.add(here.path)
        elif here.path:
            above = next(i for i, line in enumerate(lines) if line.path == here.path[:-1])
            self.owner.go_to_line(self.name, above)
            return
        self.redraw()

    def _open(self, line: int) -> bool:
        lines = self._lines
        if line >= len(lines):
            return False
        here = lines[line]
        if here.node.ref is None:
            if here.node.children:
                self.closed ^= {here.path}
                self.redraw()
            return bool(here.node.children)
        opening = [other for other in lines if other.node.ref]
        entries = tuple(Entry(o.node.ref, o.node.label) for o in opening if o.node.ref)
        at = opening.index(here)
        rows = [lines.index(other) for other in opening]
        listed = Entries(entries, "the tree", listed=len(entries) > 1)
        self.owner.open_entries(
            listed, at, lambda index: self.owner.go_to_line(self.name, rows[index])
        )
        return True
