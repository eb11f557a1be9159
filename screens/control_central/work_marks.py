"""Done marks on the records of a work list, and the way to the next one to do (CC-15)."""

from __future__ import annotations

from dataclasses import replace

from entity_tui.domain.control_central.hits import Hit
from screens.control_central.record_page import RecordPage
from screens.control_central.working import NOT_A_LIST, Working


class WorkMarks(RecordPage):
    """Space and j of a record that is stepped through in a work list."""

    work: Working | None = None
    """The work list the record is an entry of."""
    worked: tuple[Hit, ...] = ()
    """Its entries, as this page steps through them."""

    def work_through(self, work: Working, hits: tuple[Hit, ...]) -> None:
        """This page steps through the entries of a work list."""
        self.work, self.worked = work, hits
        self._tell_work()

    def _tell_work(self) -> None:
        if self.work is not None:
            self.listed = replace(self.listed, of=self.work.place, listed=True)

    def action_done(self) -> None:
        """Space: the record is done, or not done again."""
        if self.work is None:
            self.say(NOT_A_LIST)
            return
        done = self.work.turn(self.worked[self.index])
        self._tell_work()
        self.show_context()
        self.say(f"{'Done' if done else 'Not done'}. {self.work.title}.")

    def action_next_open(self) -> None:
        """J: step to the next entry that is not done."""
        if self.work is None:
            self.say(NOT_A_LIST)
            return
        index = self.work.next_open(self.worked, self.index)
        if index is None:
            self.say("No other entry is left to do.")
        else:
            self.action_step(index - self.index)
