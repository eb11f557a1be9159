"""Adding a customer contact in one line, alone or under the dashboard (CC-33, AM-70, UI-06)."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from entity_tui.domain.control_central.contacts import checked_comment
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from screens.shared.bars import Bar, KeyLine, MessageLine
from screens.shared.bindings import bound
from screens.shared.draw import rule
from screens.shared.form import Box, Form
from screens.shared.lane import Lane
from screens.shared.panels import Panel, Values
from screens.shared.reception import Reception
from screens.shared.scrolled import Body, Scrolled

ValuePairs = tuple[tuple[str, str], ...]
_TYPE = 12
_AROUND = 41
"""Cells of the line that are not the comment's."""


def contact_boxes(width: int) -> tuple[Box, ...]:
    """Type, comment and the open switch on one line."""
    comment = max(10, width - _AROUND)
    return (
        Box("type", " Type ", 0, 0, _TYPE),
        Box("comment", "Comment ", 0, _TYPE + 9, comment),
        Box("open", "Open ", 0, _TYPE + 9 + comment + 11, 1, switch=True),
    )


class ContactPanel(Panel):
    """Type by F4, comment, F10 saves; what is typed is not lost by one F12."""

    DEFAULT_CSS = """
    ContactPanel { align: center bottom; }
    ContactPanel Vertical { height: auto; }
    ContactPanel .whole { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bound(Page.CONTACT)

    def __init__(
        self, reception: Reception, person_id: int, name: str,
        added: Callable[[str], None], width: int, body: Body | None = None,
    ) -> None:  # fmt: skip
        """`added` is told what was added and when; with a `body` the dashboard stands above.

        The line is made for a window of so many cells.
        """
        super().__init__()
        self.reception, self.person_id, self.whose = reception, person_id, name
        self.added, self.dashboard = added, body
        self.types: ValuePairs = ()
        self.asking: Lane[ValuePairs] = Lane(self, reception)
        self.saving: Lane[int] = Lane(self, reception)
        self.form = Form(
            contact_boxes(width), {}, self._changed, self._next, self._first, "contact"
        )
        self.said = MessageLine(id="said")
        self._warned = self._is_left = False

    def compose(self) -> ComposeResult:
        """The dashboard if it was asked for, the line to type in, what is wrong, the keys."""
        self.hold()
        with Vertical(classes="whole" if self.dashboard else ""):
            if self.dashboard is not None:
                yield Scrolled(self.dashboard, id="text")
            yield Bar(id="title")
            yield self.form
            yield self.said
            yield KeyLine(Page.CONTACT)

    def on_mount(self) -> None:
        """The comment has the cursor once a type stands there."""
        title = f"Contact with {self.whose}" if self.person_id else "No taxpayer in this context"
        self.query_one("#title", Bar).put(((rule(title, self.app.size.width), "title"),))
        self.form.go("comment")
        self.put_focus(self.form)
        self.asking.ask(lambda desk, stop: desk.contact_types(), self._known, self._refused)
        self.settle()

    def _known(self, types: ValuePairs) -> None:
        self.types = types
        if types and not self.form.value("type"):
            self.form.put("type", types[0][0])

    def _refused(self, error: EntityError) -> None:
        self.said.say(error.message, refused=True)

    def _changed(self, name: str) -> None:
        self._warned = False
        self.said.hush()

    def _next(self, name: str) -> None:
        self.form.move(1)

    def _first(self) -> None:
        self.form.go("type")

    def action_values(self) -> None:
        """F4: the types of contact."""
        if self.types:
            start = self.form.value("type")
            self.app.push_screen(Values("Types of contact", self.types, start, self._taken))

    def _taken(self, kind: str) -> None:
        self.form.put("type", kind)
        self.form.go("comment")

    def action_save(self) -> None:
        """F10: add the contact; what it lacks is said here and nothing is lost."""
        if self.saving.busy:
            return
        kind, is_open = self.form.value("type").strip(), self.form.switches["open"]
        try:
            comment = checked_comment(kind, self.form.value("comment"), self._type_names())
        except EntityError as error:
            self._refused(error)
            return
        self.saving.ask(
            lambda desk, stop: desk.add_contact(self.person_id, kind, comment, is_open),
            lambda number: self._saved(kind),
            self._refused,
        )

    def _type_names(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.types)

    def _give_way(self) -> None:
        if not self._is_left:
            self._is_left = True
            self.dismiss()

    def _saved(self, kind: str) -> None:
        self._give_way()
        desk = self.reception.desk
        at = f" {desk.now:%m/%d/%y %H:%M}" if desk is not None else ""
        self.added(f"Contact ({kind}) added{at}.")

    def action_back(self) -> None:
        """F12: close; a comment that was typed is dropped only when it is pressed again."""
        if self.form.value("comment").strip() and not self._warned:
            self._warned = True
            self.said.say("Not saved yet: F10 saves it, F12 again drops it.", refused=True)
            return
        self._give_way()

    def action_page(self, pages: int) -> None:
        """The dashboard above scrolls."""
        for text in self.query("#text").results(Scrolled):
            text.action_page(pages)

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        super().on_unmount()
        self.asking.drop()
