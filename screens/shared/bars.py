"""The lines around the work: status on top, message and keys at the bottom."""

from __future__ import annotations

from datetime import date
from time import monotonic

from entity_tui.domain.viewer import Viewer
from entity_tui.keymap import Page, key_line
from screens.shared.draw import Line, apart, clip, wide
from screens.shared.line_drawn import LineDrawn


class Bar(LineDrawn):
    """One line with a left and a right part; the left gives way."""

    def __init__(self, *, id: str, left: Line = (), right: Line = ()) -> None:
        super().__init__(id=id)
        self.left, self.right = left, right

    def put(self, left: Line, right: Line = ()) -> None:
        """Show these parts."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.redraw()

    def lines(self) -> list[Line]:
        """The one line."""
        return [apart(self.left, self.right, self.size.width)]


MORE = " F1"
"""Stands after what is cut: F1 shows it in full."""


class MessageLine(Bar):
    """What happened, in one line; refusals begin with `!`."""

    pressed_at = 0.0
    """When the key that is carried out was pressed."""
    answered_at = 0.0
    """When the answer that is shown came; 0 for a message that is no answer."""

    def stay(self) -> None:
        """What is shown is an answer: keys that were pressed before it came do not clear it."""
        self.answered_at = monotonic()

    def say(self, text: str, refused: bool = False) -> None:
        """Show the message until the next one or `hush`."""
        self.answered_at = 0.0
        self.put(((f" ! {text}" if refused else f" {text}", "warn" if refused else ""),))

    def hush(self) -> None:
        """Nothing to say."""
        if self.pressed_at >= self.answered_at:
            self.put(())

    @property
    def cut(self) -> str:
        """The message shown, if it does not fit the line: F1 shows it in full."""
        return self.text if self.left and wide(self.left[0][0]) > self.size.width else ""

    def lines(self) -> list[Line]:
        """The message; where it is too long, as much as fits and the key that shows the rest."""
        if not self.cut:
            return super().lines()
        (text, style), room = self.left[0], max(0, self.size.width - wide(MORE))
        return [((clip(text, room), style), (MORE, "key"))]

    @property
    def text(self) -> str:
        """The message shown."""
        return self.left[0][0].strip() if self.left else ""


class KeyLine(LineDrawn):
    """The keys of the page that fit, from the keyboard map."""

    def __init__(self, page: Page, *, id: str = "keys") -> None:
        super().__init__(id=id)
        self.page = page
        self.offered: tuple[str, ...] = ()
        self.steps: frozenset[str] = frozenset()
        """The steps of a month whose keys are shown."""

    def put_steps(self, steps: frozenset[str]) -> None:
        """Show the keys of these steps of a month."""
        if steps != self.steps:
            self.steps = steps
            self.redraw()

    def offer(self, words: tuple[str, ...]) -> None:
        """Show these words instead of the keys; none shows the keys again."""
        if words != self.offered:
            self.offered = words
            self.redraw()

    def turn(self, page: Page) -> None:
        """Show another page's keys."""
        if page is not self.page:
            self.page = page
            self.redraw()

    def lines(self) -> list[Line]:
        """` F1 help  F3 leave …`."""
        if self.offered:
            return [((f" {'  '.join(self.offered)}", "title"),)]
        pieces: list[tuple[str, str]] = []
        for key, word in key_line(self.page, self.size.width, self.steps):
            pieces += [(f" {key}", "key"), (f" {word}", "")]
        return [tuple(pieces)]


def who(viewer: Viewer, width: int = 200) -> str:
    """`2103-12  RIVERA, MARIA  Group manager  21▸03▸12`; given names and role give way."""
    number = viewer.assignment
    shown = f"{number[:4]}-{number[4:]}" if len(number) > 4 else number
    name = viewer.name or viewer.user
    surname, comma, given = name.partition(", ")
    short = f"{surname}, {given[:1]}" if comma else name
    role, scope = viewer.role.capitalize(), scope_shown(viewer)
    for parts in ((shown, name, role, scope), (shown, short, role, scope), (shown, short, scope)):
        text = "  ".join(part for part in parts if part)
        if wide(text) <= width:
            return text
    return clip(text, width)


def scope_shown(viewer: Viewer) -> str:
    """`21▸03▸12` for the widest prefix held, `NAT` for none; `+1` where there are others."""
    prefixes = sorted({grant.prefix for grant in viewer.grants}, key=len)
    if not prefixes:
        return "no scope"
    widest = prefixes[0]
    steps = [widest[i : i + 2] for i in range(0, len(widest), 2)] or ["NAT"]
    others = sum(not prefix.startswith(widest) for prefix in prefixes)
    return "▸".join(steps) + (f" +{others}" if others else "")


def day(value: date | None) -> str:
    """`11/20/26`; "" where there is none."""
    return value.strftime("%m/%d/%y") if value else ""


def weekday(value: date) -> str:
    """`Fri 11/20/26`."""
    return value.strftime("%a %m/%d/%y")


def status(place: str, viewer: Viewer | None, today: date | None, width: int) -> tuple[Line, Line]:
    """Left and right of the status line: where I am, who I am, the day."""
    right = f"  {weekday(today)[: None if width >= 100 else -3]}" if today else ""
    room = max(0, width - wide(place) - wide(right) - 2)
    person = who(viewer, room) if viewer else "opening the store…"
    return ((place, "title"), (f"  {person}", "")), ((right, ""),)
