"""A zone that asks the desk for more than the record came with, once it is shown."""

from __future__ import annotations

from typing import Generic, TypeVar

from entity_tui.errors import EntityError
from screens.control_central.own_zone import Owner, OwnZone
from screens.control_central.record_view import Record
from screens.control_central.zone_body import NOTHING, ZoneBody
from screens.shared.draw import clip
from screens.shared.lane import Lane

Answer = TypeVar("Answer")


class AskingZone(OwnZone, Generic[Answer]):
    """What was asked about one record is void for the next; `found` is the answer."""

    def __init__(self, owner: Owner, lane: Lane[Answer]) -> None:
        super().__init__(owner)
        self.lane = lane
        self.found: Answer | None = None
        self.refused = ""
        self.asked = False

    def take(self, record: Record | None) -> None:
        """Another record: its answer is not known yet."""
        if record is not self.record:
            self.forget()
        super().take(record)

    def forget(self) -> None:
        """Nothing is known, nothing asked."""
        self.lane.drop()
        self.found, self.refused, self.asked = None, "", False

    def drop(self) -> None:
        """Nobody waits for an answer any more."""
        self.lane.drop()
        self.asked = False

    def wanted(self) -> None:
        """Ask, where that was not done for this record."""
        if not self.asked and self.found is None:
            self.asked = self.ask()

    def ask(self) -> bool:
        """Ask the desk; False where the record has nothing to be asked about."""
        raise NotImplementedError

    def again(self) -> None:
        """Another question about the same record."""
        self.forget()
        self.redraw()
        self.wanted()

    def take_answer(self, found: Answer) -> None:
        """The answer is here."""
        self.found, self.refused = found, ""
        self.redraw()

    def fail(self, error: EntityError) -> None:
        """It was refused: the zone says why."""
        self.refused = error.message
        self.redraw()

    def not_here(self) -> ZoneBody:
        """What stands in place of the answer."""
        if self.record is None:
            return NOTHING
        said = f" ! {self.refused}" if self.refused else " reading…"
        style = "warn" if self.refused else "label"
        return ZoneBody(lambda width: [((clip(said, width), style),)])
