"""Adding a customer contact in one line, alone or under the dashboard (CC-33, AM-70, UI-06)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from entity_tui.domain.control_central.contacts import checked_comment
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from screens.shared.bars import Bar, KeyLine
from screens.shared.bindings import bound
from screens.shared.draw import rule
from screens.shared.form import Box, Form
from screens.shared.lane import Lane
from screens.shared.panels import MessagePanel, Values
from screens.shared.reception import Reception
from screens.shared.scrolled import Body, Scrolled, nothing
from screens.shared.tour_strip import strip
from screens.shared.unsaved import RESTORED, Unsaved, read_draft

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


class ContactPanel(MessagePanel):
    """Type by F4, comment, F10 saves; what is typed is not lost by one F12."""

    DEFAULT_CSS = """
    ContactPanel { align: center bottom; }
    ContactPanel Vertical { height: auto; }
    ContactPanel .whole { height: 1fr; }
    """
    page = Page.CONTACT
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
        self.asking: Lane[tuple[ValuePairs, Mapping[str, str]]] = Lane(self, reception)
        self.saving: Lane[int] = Lane(self, reception)
        self.form = Form(
            contact_boxes(width), {}, self._changed, self._next, self._first, "contact"
        )
        self._is_left = False

    def compose(self) -> ComposeResult:
        """The dashboard if it was asked for, the line to type in, what is wrong, the keys."""
        self.hold()
        # Read aloud, nothing of the page below is between the lines of the panel.
        alone = self.dashboard is not None or self.form.look.linear
        with Vertical(classes="whole" if alone else ""):
            if alone:
                yield Scrolled(self.dashboard or nothing, id="text")
            yield from strip(self)
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
        draft = self.draft
        self.asking.ask(
            lambda desk, stop: (desk.contact_types(), read_draft(desk, draft)),
            lambda found: self._known(*found),
            self._refused,
        )
        self.settle()

    def _known(self, types: ValuePairs, draft: Mapping[str, str]) -> None:
        self.types = types
        if draft := self.reception.drafts.show(self.draft, draft):
            for name in ("type", "comment"):
                self.form.put(name, draft.get(name, ""))
            self.said.say(RESTORED)
        if types and not self.form.value("type"):
            self.form.put("type", types[0][0])

    def _refused(self, error: EntityError) -> None:
        self.said.say(error.message, refused=True)

    def _changed(self, name: str) -> None:
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
            "Saving the contact",
        )

    def _type_names(self) -> tuple[str, ...]:
        return tuple(code for code, _ in self.types)

    def _give_way(self) -> None:
        if not self._is_left:
            self._is_left = True
            self.dismiss()

    def _saved(self, kind: str) -> None:
        self.reception.drafts.end(self.draft)
        self._give_way()
        desk = self.reception.desk
        at = f" {desk.now:%m/%d/%y %H:%M}" if desk is not None else ""
        self.added(f"Contact ({kind}) added{at}.")

    def action_back(self) -> None:
        """F12: close; a comment that was typed is discarded only when it is pressed again."""
        self.reception.check_leaving([self])
        self._give_way()

    @property
    def unsaved(self) -> Unsaved | None:
        """A comment that was typed."""
        comment = self.form.value("comment")
        if not comment.strip() or self._is_left:
            return None
        texts = (("type", self.form.value("type")), ("comment", comment))
        return Unsaved("This contact", texts, self.draft)

    @property
    def draft(self) -> str:
        """One for each taxpayer."""
        return f"contact.{self.person_id:010d}"

    def depart(self) -> None:
        """Give way to the first page."""
        self._give_way()

    def action_page(self, pages: int) -> None:
        """The dashboard above scrolls."""
        for text in self.query("#text").results(Scrolled):
            text.action_page(pages)

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        super().on_unmount()
        self.asking.drop()
