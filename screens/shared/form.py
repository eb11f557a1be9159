"""A form in one line-drawn widget: text boxes and switches, typed into without any waiting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual import events
from textual.geometry import Offset

from screens.shared.draw import Line, Piece, clip, rule, wide, with_cursor
from screens.shared.line_drawn import LineDrawn
from screens.shared.textbox import TextBox


@dataclass(frozen=True, slots=True)
class Box:
    """One field: where it stands (row, column of its label) and how wide its text is."""

    name: str
    label: str
    row: int
    x: int
    width: int
    switch: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where boxes and titles stand."""

    boxes: tuple[Box, ...]
    titles: Mapping[int, str]

    @property
    def height(self) -> int:
        """The lines they take."""
        return 1 + max([*(box.row for box in self.boxes), *self.titles])


def _lined_up(boxes: Sequence[Box], titles: Mapping[int, str]) -> _Placed:
    """One box a line in the same order; a box without a label takes the one before it."""
    lines: list[Box] = []
    ruled: dict[int, str] = {}
    y, label = 0, ""
    waiting = sorted(titles.items())
    for box in boxes:
        while waiting and waiting[0][0] < box.row:
            ruled[y] = waiting.pop(0)[1]
            y += 1
        label = box.label.strip() or f"{label} value"
        lines.append(replace(box, label=f" {label}: ", row=y, x=0))
        y += 1
    return _Placed(tuple(lines), ruled)


class Form(LineDrawn, can_focus=True):
    """Boxes in reading order. `titles` are ruled lines, `notes` short texts after a row.

    Linear, each box has a line of its own; a form that `folds` shows only what is filled in while
    another part of the page is in use.
    """

    folds = False

    def __init__(
        self,
        boxes: Sequence[Box],
        titles: Mapping[int, str],
        changed: Callable[[str], None],
        submitted: Callable[[str], None],
        below: Callable[[], None],
        id: str,
    ) -> None:
        """Calls `changed` and `submitted` with a box's name, `below` past the last one."""
        super().__init__(id=id)
        self.changed, self.submitted, self.below = changed, submitted, below
        self.boxes = tuple(boxes)
        self.titles = dict(titles)
        self.notes: dict[int, str] = {}
        self.texts = {box.name: TextBox() for box in boxes if not box.switch}
        self.switches = {box.name: False for box in boxes if box.switch}
        self.at = 0
        self.edits = 0
        self._placed: tuple[object, _Placed] | None = None
        self.fit()

    @property
    def placed(self) -> _Placed:
        """Where the boxes, the titles and the notes stand now."""
        linear = self.is_attached and self.look.linear
        resting = linear and self.folds and self.screen.focused is not self
        filled = tuple(box.name for box in self.boxes if self.is_filled(box)) if resting else ()
        made_for = linear, resting, filled, self.boxes, tuple(self.titles.items())
        if self._placed is None or self._placed[0] != made_for:
            boxes, titles = self.boxes, self.titles
            if resting:
                boxes = tuple(box for box in boxes if box.name in filled) or boxes[:1]
                titles = {}
            placed = _lined_up(boxes, titles) if linear else _Placed(boxes, titles)
            self._placed = made_for, placed
        return self._placed[1]

    def is_filled(self, box: Box) -> bool:
        """The box says something."""
        return self.switches[box.name] if box.switch else bool(self.value(box.name))

    @property
    def room(self) -> int:
        """The lines the page has for the form; those around the box in use are shown."""
        return 10_000

    @property
    def top(self) -> int:
        """The first line shown: where there is room for all, the first of the form."""
        height = min(self.placed.height, max(1, self.room))
        return max(0, min(self.box.row - height // 2, self.placed.height - height))

    def fit(self) -> None:
        """As many lines as there are boxes and titles to show, and room for."""
        height = min(self.placed.height, max(1, self.room))
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height

    def repaint(self) -> None:
        """The look has changed: the boxes may stand elsewhere."""
        self.fit()
        super().repaint()

    @property
    def box(self) -> Box:
        """The box the cursor is in, where it stands now."""
        own = self.boxes[self.at]
        return next((box for box in self.placed.boxes if box.name == own.name), own)

    @property
    def explained(self) -> str:
        """The label of the box, or of the one before where it has none, as the help names it."""
        labels = [box.label.strip() for box in self.boxes[: self.at + 1]]
        return next((label for label in reversed(labels) if label), "")

    def value(self, name: str) -> str:
        """What is typed in a box."""
        return self.texts[name].value

    def put(self, name: str, value: str) -> None:
        """Set the text of a box from outside; no message is sent."""
        self.texts[name].put(value)
        self.redraw()

    def go(self, name: str, fresh: bool = False) -> None:
        """Move the cursor to a box; `fresh` lets the next character replace its text."""
        self.at = next(i for i, box in enumerate(self.boxes) if box.name == name)
        if name in self.texts:
            text = self.texts[name]
            text.cursor = len(text.value)
            text.fresh = fresh and bool(text.value)
        self.redraw()

    def clear(self) -> None:
        """Empty every text box; switches stay."""
        for text in self.texts.values():
            text.put("")

    def move(self, steps: int) -> None:
        """To the next or last box; past the end the list is asked to take over."""
        if self.at + steps >= len(self.boxes):
            self.below()
            return
        self._leave()
        self.at = max(0, self.at + steps)
        self.redraw()

    def lines(self) -> list[Line]:
        """Every row: a ruled title, or labels and boxes with their texts."""
        rows: list[Line] = []
        placed = self.placed
        for y in range(self.top, placed.height):
            if y in placed.titles:
                rows.append(((rule(placed.titles[y], self.size.width), "label"),))
            else:
                rows.append(self._row(y))
        return rows

    def _row(self, y: int) -> Line:
        pieces: list[Piece] = []
        x = 0
        note = ""
        for box in self.placed.boxes:
            if box.row == y:
                note = self.notes.get(self._note_of(box), "")
                pieces += [(" " * (box.x - x), ""), (box.label, "label"), *self._box(box)]
                x = box.x + wide(box.label) + box.width + 2
        room = self.size.width - x - 2
        return (*pieces, ("  ", ""), (clip(note, room), "")) if note and room > 0 else (*pieces,)

    def _note_of(self, box: Box) -> int:
        """The row whose note stands after a box: its own; linear, that of the last box in a row."""
        own = next(found for found in self.boxes if found.name == box.name)
        last = [found for found in self.boxes if found.row == own.row][-1]
        return own.row if self.placed.boxes is self.boxes or last is own else -1

    def _box(self, box: Box) -> list[Piece]:
        here = self.has_focus and box.name == self.boxes[self.at].name
        edge = "key" if here else "label"
        if box.switch:
            mark = "x" if self.switches[box.name] else " "
            return [("[", edge), (mark, "marked" if here else ""), ("]", edge)]
        text, at = self.texts[box.name].window(box.width)
        if not here:
            return [("[", edge), (text, ""), ("]", edge)]
        if self.texts[box.name].fresh:
            typed = text.rstrip()
            return [("[", edge), (typed, "marked"), (text[len(typed) :], ""), ("]", edge)]
        return [("[", edge), *with_cursor(text, at), ("]", edge)]

    def _leave(self) -> None:
        for text in self.texts.values():
            text.fresh = False

    def vertical(self, direction: int) -> None:
        """To the nearest box of the row above or below; below all the list takes over."""
        boxes = self.placed.boxes
        rows = sorted({box.row for box in boxes})
        here = rows.index(self.box.row) + direction
        if here >= len(rows):
            self.below()
        elif here >= 0:
            x = self.box.x
            near = [i for i, box in enumerate(boxes) if box.row == rows[here]]
            self._leave()
            self.at = min(near, key=lambda i: abs(boxes[i].x - x))
            self.redraw()

    def take_key(self, event: events.Key) -> bool:
        """Typing and moving inside the form, at once; False for keys that are the screen's."""
        name = self.box.name
        if event.key in _MOVES:
            _MOVES[event.key](self)
        elif event.key == "enter":
            self.submitted(name)
        elif self.box.switch:
            return self._switch(event)
        else:
            return self._type(name, event)
        return True

    def _switch(self, event: events.Key) -> bool:
        if event.key == "space":
            self.switches[self.box.name] = not self.switches[self.box.name]
            self._changed(self.box.name)
        return event.is_printable

    def _type(self, name: str, event: events.Key) -> bool:
        asks_for_help = event.character == "?" and not self.value(name)
        if event.is_printable and event.character and not asks_for_help:
            self.texts[name].type(event.character)
        elif event.key == "ctrl+u" and not self.value(name):
            self.clear()
        elif not self.texts[name].edit(event.key):
            return False
        self._changed(name)
        return True

    def take_paste(self, event: events.Paste) -> bool:
        """Pasted text is typed text on one line."""
        return self.take_text(event.text.strip())

    def take_text(self, text: str) -> bool:
        """Type many characters at once; False where they are not all for a text box."""
        name = self.box.name
        if self.box.switch or (text.startswith("?") and not self.value(name)):
            return False
        self.texts[name].type(text)
        self._changed(name)
        return True

    def lost_focus(self) -> None:
        """Another part of the page has the keys: no box has a text to be replaced."""
        self._leave()

    def on_blur(self) -> None:
        """No box shows a cursor."""
        self.fit()

    def on_focus(self) -> None:
        """Every box is there to be typed into."""
        self.fit()

    def on_mount(self) -> None:
        """The look may be another than the house's from the first."""
        self.fit()

    def on_click(self, event: events.Click) -> None:
        """With the mouse on: a click goes to the box."""
        for i, box in enumerate(self.placed.boxes):
            end = box.x + wide(box.label) + box.width + 2
            if box.row == event.y + self.top and box.x <= event.x < end:
                self.at = i
                if box.switch:
                    self.switches[box.name] = not self.switches[box.name]
                    self._changed(box.name)
        self.redraw()

    def _changed(self, name: str) -> None:
        self.edits += 1
        self.redraw()
        self.changed(name)

    def cursor_at(self) -> Offset:
        """The cell that is typed into."""
        box = self.box
        at = 0 if box.switch else self.texts[box.name].window(box.width)[1]
        return Offset(box.x + wide(box.label) + 1 + at, box.row - self.top)


_MOVES: dict[str, Callable[[Form], None]] = {
    "up": lambda form: form.vertical(-1),
    "down": lambda form: form.vertical(1),
    "tab": lambda form: form.move(1),
    "shift+tab": lambda form: form.move(-1),
}
