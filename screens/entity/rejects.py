"""The page of rejected lines: look through them, correct, submit again, leave (IM-03)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from entity_tui.domain.entity.rejects import RejectRow, RejectView, Retried, Verdict
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from entity_tui.reports.export.files import Table
from screens.entity.rejects_line import RejectLine
from screens.entity.rejects_table import UNKNOWN, RejectTable
from screens.shared.bindings import SCROLLING, bound
from screens.shared.lane import Holds, Lane
from screens.shared.listing_page import ListingPage
from screens.shared.quiet import Typed
from screens.shared.reception import Desk, Reception, Stop
from screens.shared.unsaved import RESTORED, Unsaved, read_draft

MOST = 2_000
"""Rows that are listed; those behind them come when these are done."""
_MOVING = frozenset(
    "f7 f8 p n ctrl+p ctrl+n up down tab shift+tab pageup pagedown home end".split()
)
Listed = tuple[tuple[RejectRow, ...], int]


class RejectsScreen(ListingPage[RejectTable]):
    """Rows on top, the marked line with its fields below."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        Page.REJECTS, without=SCROLLING | {"move(1)", "move(-1)"}
    )

    page, place = Page.REJECTS, "Rejects"
    comes_first = "Something is typed: F10 submits it, F12 gives it up."

    def __init__(self, reception: Reception, run: int = 0, feed: str = "") -> None:
        """`run` or `feed` is the only one whose lines are listed; neither for every run."""
        super().__init__(reception, RejectTable(self._marked, id="rejects"))
        self.line = RejectLine(self._check, self._enter, id="line")
        self.run, self.feed = run, feed
        self.reading: Lane[Listed] = self.lane()
        self.viewing: Lane[tuple[RejectView, Mapping[str, str]]] = self.lane()
        self.checking: Lane[Verdict] = self.lane(Holds.NOTHING)
        self.doing: Lane[tuple[str, Listed]] = Lane(self, reception)

    @property
    def explained(self) -> str:
        """What is typed now."""
        return "Why it is left" if self.line.reason is not None else ""

    def parts(self) -> ComposeResult:
        """Rows, the line."""
        yield self.table
        yield self.line

    def begin(self) -> None:
        """Those of the run or the feed."""
        self.list_run(self.run, self.feed)

    def waits_for(self, event: Typed, lane: Lane[Any]) -> bool:
        """Keys that mark another row do not wait for the line of the one marked before."""
        moving = isinstance(event, events.Key) and event.key in _MOVING and not self.typing
        return super().waits_for(event, lane) and not (lane is self.viewing and moving)

    @property
    def typing(self) -> bool:
        """A line is corrected, or a reason typed."""
        return self.line.typing is not None

    # --- reading ------------------------------------------------------------------------------

    def action_refresh(self) -> None:
        """F5: read them again."""
        if not self.typing_stays():
            run, feed = self.run, self.feed
            self.reading.ask(
                lambda desk, stop: _listed(desk, run, feed), self._show, self._not_read
            )

    def list_run(self, run: int, feed: str = "") -> None:
        """The lines of this run or this feed; of every run where there is neither."""
        if not self.typing_stays():
            self.run, self.feed = run, feed
            self.table.only(run, feed)
            self.action_refresh()

    def _show(self, listed: Listed) -> None:
        self.table.show(*listed)

    def _not_read(self, error: EntityError) -> None:
        self.table.show((), UNKNOWN)
        self.refused(error)

    def _marked(self) -> None:
        """Another row is marked: its line is read."""
        row = self.table.marked
        shown = self.line.view
        if row is None:
            self.viewing.drop()
            self.line.show(None)
        elif shown is None or shown.row != row:
            self.viewing.ask(
                lambda desk, stop: (
                    desk.rejects.view(row.run, row.line), read_draft(desk, _draft_of(row))
                ),
                lambda found: self._seen_line(*found), self._not_seen,
            )  # fmt: skip

    def _seen_line(self, view: RejectView, draft: Mapping[str, str]) -> None:
        self.line.show(view)
        if draft := self.reception.drafts.show(_draft_of(view.row), draft):
            self.action_edit()
            self.line.restore(draft.get("text", view.text))
            self._check()
            self.say(RESTORED)

    def _not_seen(self, error: EntityError) -> None:
        self.line.show(None)
        self.refused(error)

    def to_export(self, whole: bool) -> Table | None:
        """The rejected lines and what is wrong with them."""
        rows = tuple(
            (row.run, row.feed, row.line, row.field or row.code, row.message)
            for row in self.table.rows or ()
        )
        return Table("rejected lines", ("run", "feed", "line", "field", "fault"), rows)

    def action_step(self, steps: int) -> None:
        """F7, F8: the reject before or the next."""
        if self.typing_stays():
            return
        self.message.hush()
        before = self.table.at
        self.table.go(before + steps)
        if self.table.at == before:
            self.say("This is the last." if steps > 0 else "This is the first.")

    def action_field(self, steps: int) -> None:
        """Left, right: mark another field."""
        self.line.step(steps)

    # --- correcting ---------------------------------------------------------------------------

    def action_edit(self) -> None:
        """Enter: correct the line in place."""
        if self.line.view is None or self.line.view.row != self.table.marked:
            return
        self.say("Correct the line; F10 submits it, F12 gives it up.")
        self.line.begin()
        self.put_focus(self.line)
        self._check()

    def _check(self) -> None:
        """A key was typed: would the line be accepted now?"""
        view, box = self.line.view, self.line.box
        if view is not None and box is not None:
            row, text = view.row, box.value
            self.checking.ask(
                lambda desk, stop: desk.rejects.check(row.run, row.line, text),
                self._judge, self.refuse,
            )  # fmt: skip

    def _judge(self, verdict: Verdict) -> None:
        if self.line.box is not None:
            self.line.judge(verdict)

    def _enter(self) -> None:
        if self.line.reason is not None:
            self._leave(self.line.reason.value)
        else:
            self._check()

    def action_submit(self) -> None:
        """F10: through the checks and the merge of an import, as it is or as it was typed."""
        view, box = self.line.view, self.line.box
        if self.line.reason is not None:
            self._enter()
            return
        if view is None or self.doing.busy or self.message.pressed_at < self.message.answered_at:
            return  # pressed before the answer about the line before was shown
        row, run, feed = view.row, self.run, self.feed
        texts = {} if box is None else {row.line: box.value}
        self.say(f"Submitting line {row.line:,} of run {row.run} …")

        def work(desk: Desk, stop: Stop) -> tuple[str, Listed]:
            done = desk.rejects.retry(row.run, texts, {row.line})
            return _became(row, done), _listed(desk, run, feed)

        self.doing.ask(work, self._done, self.refuse, "Submitting")

    def action_put_aside(self) -> None:
        """L: leave the line as it is; why is typed."""
        if self.line.view is not None and self.line.view.row == self.table.marked:
            self.say("Say why the line stays out of the store.")
            self.line.begin_reason()
            self.put_focus(self.line)

    def _leave(self, reason: str) -> None:
        view = self.line.view
        if view is None or self.doing.busy:
            return
        row, run, feed = view.row, self.run, self.feed

        def work(desk: Desk, stop: Stop) -> tuple[str, Listed]:
            left = desk.rejects.leave(row.run, row.line, reason)
            told = f"Line {row.line:,} of run {row.run} is left: {left.reason}"
            return told, _listed(desk, run, feed)

        self.doing.ask(work, self._done, self.refuse, "Saving the reason")

    def _done(self, outcome: tuple[str, Listed]) -> None:
        told, listed = outcome
        self.reception.drafts.end(self.draft)
        self.stop_typing()
        self.line.view = None
        self.table.show(*listed)
        self.say(told)
        self.message.stay()

    @property
    def unsaved(self) -> Unsaved | None:
        """A line that is being corrected and is not as it was, or a reason that is typed."""
        box, view = self.line.typing, self.line.view
        if box is None or view is None or not box.value.strip() or box.value == view.text:
            return None
        draft = "" if self.line.reason is not None else self.draft
        return Unsaved("This line", (("text", box.value),), draft)

    @property
    def draft(self) -> str:
        """Of the line that is shown."""
        return _draft_of(self.line.view.row) if self.line.view is not None else ""

    def action_back(self) -> None:
        """F12: cancel what is typed, once that is confirmed; else back."""
        self.check_leaving()
        super().action_back()

    def stop_typing(self) -> None:
        """It is submitted, left, or given up."""
        self.checking.drop()
        self.line.stop()
        self.put_focus(self.table)


def _draft_of(row: RejectRow) -> str:
    return f"reject.{row.run}.{row.line}"


def _listed(desk: Desk, run: int, feed: str) -> Listed:
    rows = desk.rejects.rows(run, feed, limit=MOST)
    total = len(rows)
    if total == MOST:
        total = sum(kind.count for kind in desk.rejects.kinds(run, feed))
    return rows, total


def _became(row: RejectRow, done: Retried) -> str:
    where = f"Line {row.line:,} of run {row.run}"
    if done.rejected:
        return f"! {where} stays open: {done.rejects[0][1]}"
    words = (("loaded", done.loaded), ("unchanged", done.unchanged),
             ("superseded by a newer extract", done.superseded),
             ("waiting for its taxpayer or case", done.waiting))  # fmt: skip
    word = next(word for word, count in words if count)
    return f"{where} is {word} (run {done.run})."
