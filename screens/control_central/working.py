"""An opened work list: which entries are done, kept as they are marked (CC-15)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.dom import DOMNode

from entity_tui.domain.control_central.criteria import Criteria, Kind
from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.control_central.work_lists import WorkList, next_open, progress
from entity_tui.errors import EntityError
from screens.shared.lane import Holds, Lane
from screens.shared.reception import Desk, Reception, Stop

Key = tuple[int, int, int]
NOT_A_LIST = "Only a work list has done marks: the command `save NAME` makes this list one."


class Working:
    """Marks hold at once and are written behind; one that is refused is taken back."""

    def __init__(
        self,
        owner: DOMNode,
        reception: Reception,
        found: WorkList,
        changed: Callable[[], None],
        refused: Callable[[EntityError], None],
    ) -> None:
        """`owner` outlives the pages; `changed` is called after every mark."""
        self._owner, self._reception = owner, reception
        self._changed, self._refused = changed, refused
        self.list_id, self.name, self.asked = found.list_id, found.name, found.asked
        self.hits = HitList(Criteria(), Kind.NAME, tuple(i.hit for i in found.items), False)
        self._seqs = {item.hit.key: item.seq for item in found.items}
        self._hidden = {item.hit.key for item in found.items if not item.visible}
        self.done = {item.hit.key for item in found.items if item.done}
        self._lanes: dict[int, Lane[None]] = {}

    @property
    def title(self) -> str:
        """`Week 47: 12 of 40 done`."""
        return f"{self.name}: {progress(len(self.done), len(self._seqs))}"

    @property
    def place(self) -> str:
        """`12 of 40 done, Week 47`: what may be cut off stands last."""
        return f"{progress(len(self.done), len(self._seqs))}, {self.name}"

    def shows(self, hit: Hit) -> bool:
        """May the entry be opened?"""
        return hit.key not in self._hidden

    def is_done(self, hit: Hit) -> bool:
        """Is the entry done?"""
        return hit.key in self.done

    def next_open(self, hits: tuple[Hit, ...], at: int) -> int | None:
        """The next of these entries that is not done and may be opened."""
        return next_open([hit.key for hit in hits], self.done | self._hidden, at)

    def turn(self, hit: Hit) -> bool:
        """Mark an entry done, or not done again; returns which."""
        done = hit.key not in self.done
        self._put(hit.key, done)
        seq = self._seqs[hit.key]
        lane = self._lanes.get(seq)
        if lane is None:
            lane = self._lanes[seq] = Lane(self._owner, self._reception, Holds.NOTHING)
        lane.ask(
            partial(_mark, self.list_id, seq, done),
            lambda _: None,
            partial(self._take_back, hit.key, not done),
        )
        return done

    def seq(self, hit: Hit) -> int:
        """The entry's place in the list as it is kept."""
        return self._seqs[hit.key]

    def _put(self, key: Key, done: bool) -> None:
        if done:
            self.done.add(key)
        else:
            self.done.discard(key)
        self._changed()

    def _take_back(self, key: Key, done: bool, error: EntityError) -> None:
        self._put(key, done)
        self._refused(error)


def _mark(list_id: int, seq: int, done: bool, desk: Desk, stop: Stop) -> None:
    desk.lists.mark(list_id, seq, done)
