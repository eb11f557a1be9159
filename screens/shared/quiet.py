"""Screens that paint once: held until their content is there, silent about focus (UI-11)."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from entity_tui.key_names import key_name
from screens.shared.textbox import LIMIT

if TYPE_CHECKING:
    from screens.shared.lane import Lane
    from screens.shared.unsaved import Unsaved

Typed = events.Key | events.Paste
"""What a person types: a key, or a text that is pasted."""
SETTLED = 0.006
"""Seconds after which a new or uncovered screen has found its layout."""


class QuietScreen(Screen[None]):
    """Textual paints a new screen four times and all of it on each change of focus; this not."""

    AUTO_FOCUS = ""
    ALLOW_SELECT = False
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    _held: ExitStack | None = None
    _seen = False

    class Ready(Message):
        """The screen takes keys: it is mounted, or what they waited for has come."""

    def on_mount(self) -> None:
        """Keys that came meanwhile have waited for this."""
        self.go_on()

    def go_on(self) -> None:
        """Keys that waited have their turn."""
        self.call_later(self.post_message, self.Ready())

    @property
    def at_work(self) -> Widget | None:
        """Where the cursor of the terminal belongs: the part that has the keys."""
        return self.focused

    def cursor_place(self) -> Offset:
        """The cell where the work is, for screen readers and input methods."""
        part = self.at_work
        at = getattr(part, "cursor_at", lambda: None)()
        return Offset(0, 0) if part is None or at is None else part.region.offset + at

    def take(self, event: Typed) -> bool:
        """Let what has the focus take text; True where it did."""
        taker = self.focused or self
        if isinstance(event, events.Paste):
            return self._take_paste(taker, event)
        take = getattr(taker, "take_key", None)
        return bool(take and take(event))

    def _take_paste(self, taker: Widget, event: events.Paste) -> bool:
        """One line goes into a field; several are refused: joined they would mean another."""
        lines = [line for line in event.text.splitlines() if line.strip()]
        if len(lines) > 1:
            self.note(
                f"{len(lines)} lines were pasted and a field takes one. Nothing was inserted."
            )
            return True
        take = getattr(taker, "take_paste", None)
        taken = bool(take and take(event))
        if taken:
            self._state_limit(taker, event.text)
        return taken

    def _state_limit(self, taker: Widget, text: str) -> None:
        if len(text.strip()) > LIMIT and getattr(taker, "limited", True):
            self.note(f"A field takes {LIMIT} characters; the rest was left out.")

    @property
    def unsaved(self) -> Unsaved | None:
        """What was typed here and is not saved."""
        return None

    @property
    def draft(self) -> str:
        """The name the draft of what is typed here is stored under; "" where none is."""
        return ""

    def depart(self) -> None:
        """Give way to the first page."""
        self.dismiss()

    def note(self, text: str) -> None:
        """Say something where this screen has a line for it."""

    def unused(self, event: Typed) -> None:
        """A key was pressed that does nothing here: say so."""
        if isinstance(event, events.Paste):
            self.note("There is no field here to paste into.")
        else:
            self.note(f"{key_name(event.key)} does nothing here. {self.ways}")

    @property
    def ways(self) -> str:
        """What to press instead of a key that does nothing."""
        return "F1 lists the keys."

    def warn(self, text: str) -> bool:
        """Say why something was not done; False where this screen has no line for it."""
        return False

    def take_text(self, text: str) -> bool:
        """Let what has the focus take many characters at once; True where it is a box to type in.

        They end as they would one by one.
        """
        taker = self.focused
        take = getattr(taker, "take_text", None)
        taken = bool(take and take(text))
        if taken and taker is not None:
            self._state_limit(taker, text)
        return taken

    def waits(self, event: Typed) -> bool:
        """Is this key for something that is not there yet? `Ready` says when it is."""
        return False

    def waits_for(self, event: Typed, lane: Lane[Any]) -> bool:
        """Does this key wait for the answer to a question that is open?"""
        from screens.shared.lane import Holds

        if lane.holds is Holds.PAGE:
            return not self.leads_away(event)
        return lane.holds is not Holds.OPENING or not self.needs_no_store(event)

    def leads_away(self, event: Typed) -> bool:
        """Does the key lead to another page, or to another record on this one?"""
        return False

    def needs_no_store(self, event: Typed) -> bool:
        """Can the key be taken while the store is still being opened?"""
        return False

    def is_kept_waiting(self) -> None:
        """A key was pressed that has to wait: say so where nothing else does."""

    def waiting(self, text: str) -> None:
        """Say what is waited for; "" once nothing is."""
        self.note(text)

    def wait_canceled(self) -> None:
        """What keys waited for was canceled."""

    def put_focus(self, widget: Widget) -> None:
        """Focus a widget now: the next key is already its own."""
        before = self.focused
        self.set_focus(widget, scroll_visible=False)
        if before is not None and before is not self.focused:
            lost_focus = getattr(before, "lost_focus", None)
            if lost_focus is not None:
                lost_focus()

    def hold(self) -> None:
        """Paint nothing until `release`."""
        if self._held is None:
            self._held = ExitStack()
            self._held.enter_context(self.app.batch_update())

    def settle(self) -> None:
        """Release in a moment, when Textual has finished laying out what was mounted."""
        if self._held is not None:
            self.set_timer(SETTLED, self.release)

    def release(self) -> None:
        """Paint the whole screen now, if it was held."""
        if self._held is None:
            return
        if self._layout_required:  # else the late layout paints everything a second time
            self._layout_required = False
            self._refresh_layout()
            self.settle()
            return
        self._held.close()
        self._held = None
        self.refresh()

    def on_screen_resume(self) -> None:
        """Coming back, Textual paints at once and again when the other screen is gone."""
        if self._seen:
            self.hold()
            self.settle()
        self._seen = True

    def on_unmount(self) -> None:
        """A screen that goes holds nobody up."""
        if self._held is not None:
            self._held.close()
            self._held = None
