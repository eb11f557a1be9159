"""Trees of what hangs together: account, location, bills and payments, persons (CC-31, CC-32)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from entity_tui.domain.control_central.record_ref import RecordRef


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A node: what it is, what stands beside it, what it opens, what is under it.

    `marked` nodes need attention (unmatched); they are told in words as well as in colour.
    """

    label: str
    fact: str = ""
    ref: RecordRef | None = None
    children: tuple[TreeNode, ...] = ()
    marked: str = ""
    """Why it is marked: `unmatched`; "" where it is not."""


@dataclass(frozen=True, slots=True)
class TreeLine:
    """A node as a line of the open tree. `path` tells it apart from all others."""

    node: TreeNode
    depth: int
    path: tuple[int, ...]
    opened: bool


@dataclass(frozen=True, slots=True)
class TreePage:
    """A tree with its title; `account_id` and `person_id` are its context."""

    kind: str
    """`account tree`, `location tree`, `bill tree`, `person tree`."""
    name: str
    root: TreeNode
    account_id: int = 0
    person_id: int = 0
    location_id: int = 0
    notes: tuple[str, ...] = field(default=())


def lines_of(root: TreeNode, closed: Collection[tuple[int, ...]]) -> Iterator[TreeLine]:
    """The tree from the top down; what is under a closed node is left out."""
    waiting: list[tuple[TreeNode, int, tuple[int, ...]]] = [(root, 0, ())]
    while waiting:
        node, depth, path = waiting.pop()
        opened = bool(node.children) and path not in closed
        yield TreeLine(node, depth, path, opened)
        if opened:
            below = [(child, depth + 1, (*path, i)) for i, child in enumerate(node.children)]
            waiting.extend(reversed(below))
