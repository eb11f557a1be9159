"""The preferences page: every choice of the user, changed in place and kept at once (UI-15)."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Offset

from entity_tui.keymap import Page
from screens.shared.bars import Bar
from screens.shared.bindings import bound
from screens.shared.choices import CHOICES, Choice
from screens.shared.draw import Line, cell, rule
from screens.shared.line_drawn import LineDrawn
from screens.shared.page import PageScreen
from screens.shared.reception import Reception

_TITLE = 22


class ChoiceList(LineDrawn, can_focus=True):
    """One preference a line; `*` marks those that are not the house's."""

    DEFAULT_CSS = "ChoiceList { height: 1fr; }"

    def __init__(self, reception: Reception, *, id: str) -> None:
        super().__init__(id=id)
        self._reception = reception
        self.at = 0

    @property
    def choice(self) -> Choice:
        """The marked one."""
        return CHOICES[self.at]

    def lines(self) -> list[Line]:
        """A ruled title and every choice."""
        width = self.size.width
        title = "Preferences, kept for you; * is not the house's"
        return [((rule(title, width), "title"),), *map(self._line, range(len(CHOICES)))]

    def _line(self, number: int) -> Line:
        choice = CHOICES[number]
        kept = self._reception.preferences.get(choice.name)
        own = "*" if choice.value(kept) != choice.house else " "
        told = f"{own} {cell(choice.title, _TITLE)} {choice.told(kept)}"
        if self.look.linear:
            told = f"{choice.title}: {choice.told(kept)}{', not the house’s' if own == '*' else ''}"
        if number != self.at:
            return ((f"  {told}", ""), (f"  ({choice.about})", "label"))
        return (("▶ ", "key"), (told, "marked"), (f"  ({choice.about})", "label"))

    def mark(self, index: int) -> None:
        """Mark another; stops at the ends."""
        self.at = max(0, min(index, len(CHOICES) - 1))
        self.redraw()

    def cursor_at(self) -> Offset:
        """The marked line."""
        return Offset(0, 1 + self.at)


class PreferencesScreen(PageScreen):
    """Choose with Enter or F4; it holds at once."""

    BINDINGS: ClassVar[list[BindingType]] = bound(Page.PREFERENCES)

    @property
    def pages(self) -> tuple[Page, ...]:
        """Only this one."""
        return (Page.PREFERENCES,)

    @property
    def here(self) -> Page:
        """Only this one."""
        return Page.PREFERENCES

    @property
    def explained(self) -> str:
        """The marked preference."""
        return self.choices.choice.title

    @property
    def choices(self) -> ChoiceList:
        """The list."""
        return self.query_one("#choices", ChoiceList)

    def compose(self) -> ComposeResult:
        """Status, choices, message, keys."""
        self.hold()
        yield Bar(id="status")
        yield ChoiceList(self.reception, id="choices")
        yield from self.foot()

    def on_mount(self) -> None:
        """The first choice is marked."""
        super().on_mount()
        self.put_focus(self.choices)
        self.on_resize()
        self.settle()

    def on_resize(self) -> None:
        """The status line fits the width."""
        self.put_status("Preferences")

    def action_move(self, steps: int) -> None:
        """Another preference."""
        self.message.hush()
        self.choices.mark(self.choices.at + steps)

    def action_choose(self) -> None:
        """Enter, F4: the values."""
        from screens.shared.panels import Values

        choice = self.choices.choice
        kept = choice.value(self.reception.preferences.get(choice.name))
        self.app.push_screen(Values(choice.title, choice.values, kept, self._chosen))

    def action_house(self) -> None:
        """Z: this one as the house has it."""
        self._chosen(self.choices.choice.house)

    def _chosen(self, value: str) -> None:
        self.reception.program.choose(self.choices.choice.name, value)
        self.choices.redraw()

    def action_back(self) -> None:
        """F12, F3: back."""
        self.dismiss()

    def action_home(self) -> None:
        """F2: to the criteria."""
        self.reception.program.criteria()
