"""Editing one line of text: pure, so that it is tested without a terminal."""

from __future__ import annotations

from rich.cells import cell_len

from entity_tui.domain.inert import inert

LIMIT = 500


class TextBox:
    """A line being typed, its cursor, and whether the next character replaces it all."""

    def __init__(self, value: str = "") -> None:
        self.value = value
        self.cursor = len(value)
        self.fresh = False

    def put(self, value: str) -> None:
        """Replace the whole line; the cursor goes to its end."""
        self.value, self.cursor, self.fresh = value, len(value), False

    def type(self, text: str) -> None:
        """Insert at the cursor what is printable; line ends and the rest become blanks."""
        if self.fresh:
            self.put("")
        clean = "".join(char if char.isprintable() else " " for char in text)
        clean = clean[: max(0, LIMIT - len(self.value))]
        self.value = self.value[: self.cursor] + clean + self.value[self.cursor :]
        self.cursor += len(clean)

    def edit(self, key: str) -> bool:
        """Carry out an editing key (Textual's name); False where it is not one."""
        if key not in _EDITS:
            return False
        if self.fresh and key in {"backspace", "delete"}:
            self.put("")
        self.fresh = False
        _EDITS[key](self)
        return True

    def window(self, width: int) -> tuple[str, int]:
        """The visible text, exactly `width` cells, and the cell the cursor is on."""
        marks = [inert(char) for char in self.value]
        sizes = [cell_len(mark) for mark in marks]
        start, used = self.cursor, 1
        while start > 0 and used + sizes[start - 1] <= width:
            start -= 1
            used += sizes[start]
        at = sum(sizes[start : self.cursor])
        shown, room = "", width
        for mark, size in zip(marks[start:], sizes[start:], strict=True):
            if size > room:
                break
            shown, room = shown + mark, room - size
        return shown + " " * room, at

    def _left(self) -> None:
        self.cursor = max(0, self.cursor - 1)

    def _right(self) -> None:
        self.cursor = min(len(self.value), self.cursor + 1)

    def _home(self) -> None:
        self.cursor = 0

    def _end(self) -> None:
        self.cursor = len(self.value)

    def _backspace(self) -> None:
        if self.cursor:
            self.value = self.value[: self.cursor - 1] + self.value[self.cursor :]
            self.cursor -= 1

    def _delete(self) -> None:
        self.value = self.value[: self.cursor] + self.value[self.cursor + 1 :]

    def _clear(self) -> None:
        self.put("")

    def _word(self) -> None:
        kept = self.value[: self.cursor].rstrip()
        start = kept.rfind(" ") + 1
        self.value = self.value[:start] + self.value[self.cursor :]
        self.cursor = start

    def _to_end(self) -> None:
        self.value = self.value[: self.cursor]


_EDITS = {
    "left": TextBox._left,
    "right": TextBox._right,
    "home": TextBox._home,
    "end": TextBox._end,
    "backspace": TextBox._backspace,
    "ctrl+h": TextBox._backspace,
    "delete": TextBox._delete,
    "ctrl+u": TextBox._clear,
    "ctrl+w": TextBox._word,
    "ctrl+k": TextBox._to_end,
}
