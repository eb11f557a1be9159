"""One rejected line: what is wrong, the line itself, its fields by name; corrected in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.geometry import Offset

from entity_tui.domain.entity.rejects import UNREAD, Part, RejectView, Verdict
from screens.shared.draw import Line, cell, rule, with_cursor
from screens.shared.line_drawn import LineDrawn
from screens.shared.textbox import TextBox

HEAD = 4
_TEXT_AT = 2
_NAME, _COLUMN, _ROOMY = 16, 16, 120
_REASON = "Why it is left: "


class LineBox(TextBox):
    """A line of a file while it is typed: as long as it has to be."""

    def type(self, text: str) -> None:
        """Insert at the cursor what is printable; the rest becomes blanks."""
        clean = "".join(char if char.isprintable() else " " for char in text)
        self.value = self.value[: self.cursor] + clean + self.value[self.cursor :]
        self.cursor += len(clean)


class RejectLine(LineDrawn, can_focus=True):
    """The marked reject; while it is typed the checks are told with every key."""

    DEFAULT_CSS = "RejectLine { height: 1fr; }"
    limited = False
    """A line of a file is as long as it has to be."""

    def __init__(self, typed: Callable[[], None], entered: Callable[[], None], *, id: str) -> None:
        super().__init__(id=id)
        self._typed, self._entered = typed, entered
        self.view: RejectView | None = None
        self.verdict: Verdict | None = None
        self.box: LineBox | None = None
        """The line, while it is corrected."""
        self.reason: TextBox | None = None
        """Why it is left, while that is typed."""
        self.at = 0
        """The marked field."""

    def show(self, view: RejectView | None) -> None:
        """Another reject; the field that is wrong is marked."""
        self.view, self.verdict = view, None
        self.box = self.reason = None
        wrong = [i for i, part in enumerate(view.parts) if self._wrong(part)] if view else []
        self.at = wrong[0] if wrong else 0
        self.redraw()

    def judge(self, verdict: Verdict) -> None:
        """What the checks say of the text as it is typed."""
        self.verdict = verdict
        self.redraw()

    @property
    def parts(self) -> Sequence[Part]:
        """The fields, of the text as it was judged last."""
        if self.box and self.verdict:
            return self.verdict.parts
        return self.view.parts if self.view else ()

    def _wrong(self, part: Part) -> bool:
        if UNREAD in part.text:
            return True
        if self.box and self.verdict:
            return bool(part.name) and part.name == self.verdict.field
        return bool(part.name and self.view and part.name == self.view.row.field)

    # --- drawing ------------------------------------------------------------------------------

    def lines(self) -> list[Line]:
        """Title, what is wrong, the line, the checks, fields."""
        view, width = self.view, self.size.width
        if view is None:
            return []
        row = view.row
        title = f"Line {row.line:,} of run {row.run}, {row.feed.upper()} {row.source}, {row.as_of}"
        head: list[Line] = [
            ((rule(title, width), "title"),),
            ((f" ! {row.told}", "warn"),),
            self._text(view, width),
            self._judged(),
        ]
        parts, room = self.parts, max(0, self.size.height - HEAD)
        here = self._here
        top = max(0, min(here - room // 2, len(parts) - room))
        return [
            *head,
            *(self._field(i, part) for i, part in enumerate(parts[top : top + room], top)),
        ]

    @property
    def _here(self) -> int:
        """The marked field, or the one the cursor is in."""
        if self.box:
            for i, part in enumerate(self.parts):
                if part.start <= self.box.cursor <= part.end:
                    return i
        return min(self.at, max(0, len(self.parts) - 1))

    def _text(self, view: RejectView, width: int) -> Line:
        if self.reason is not None:
            text, at = self.reason.window(width - len(_REASON) - 3)
            return ((f" {_REASON}", "label"), ("[", "key"), *with_cursor(text, at), ("]", "key"))
        if self.box is not None:
            text, at = self.box.window(width - 3)
            return ((" ", ""), ("[", "key"), *with_cursor(text, at), ("]", "key"))
        if not view.parts:
            return ((f" {view.text}", ""),)
        part = view.parts[self._here]
        start = max(0, min(part.start - width // 3, len(view.text) - width + 4))
        return (
            (" …" if start else " ", ""), (view.text[start : part.start], ""),
            (view.text[part.start : part.end], "marked"),
            (view.text[part.end : part.end + width], ""),
        )  # fmt: skip

    def _judged(self) -> Line:
        if self.reason is not None:
            return ((" Enter leaves the line as it is; F12 does not.", "label"),)
        if self.box is None or self.verdict is None:
            return ()
        if self.verdict.accepted:
            return ((" The checks accept it: F10 submits it.", "title"),)
        what = f"{self.verdict.field} {self.verdict.message}".strip()
        return ((f" Not accepted: {what}", "warn"),)

    def _field(self, number: int, part: Part) -> Line:
        wrong = self._wrong(part)
        mark = "▶" if number == self._here else " "
        name = f"{mark}{'!' if wrong else ' '} "
        if self.look.linear:
            return ((f"{name}{part.shown}: ", "label"), (part.text, "warn" if wrong else ""))
        column = f"{cell(part.column, _COLUMN)} " if self.size.width >= _ROOMY else ""
        return (
            (name, "key"), (f"{cell(part.shown, _NAME)} {column}", "label"),
            (part.text, "warn" if wrong else ""),
        )  # fmt: skip

    def cursor_at(self) -> Offset | None:
        """In the text that is typed."""
        if self.reason is not None:
            width = self.size.width - len(_REASON) - 3
            return Offset(len(_REASON) + 2 + self.reason.window(width)[1], _TEXT_AT)
        if self.box is not None:
            return Offset(2 + self.box.window(self.size.width - 3)[1], _TEXT_AT)
        return None

    # --- typing -------------------------------------------------------------------------------

    @property
    def typing(self) -> TextBox | None:
        """What is typed now."""
        return self.reason or self.box

    def step(self, fields: int) -> None:
        """Mark another field."""
        self.at = max(0, min(self.at + fields, len(self.parts) - 1))
        self.redraw()

    def begin(self) -> None:
        """Correct the line, at the end of the marked field; of a line without one, at its end."""
        if self.view is not None:
            self.box = LineBox(self.view.text)
            if self.view.parts:
                marked = self.view.parts[self._here_shown]
                if self.at or self._wrong(marked):
                    self.box.cursor = marked.end
            self.redraw()

    @property
    def _here_shown(self) -> int:
        return min(self.at, len(self.view.parts) - 1) if self.view else 0

    def restore(self, text: str) -> None:
        """Go on with a line that was being corrected before."""
        if self.box is not None:
            self.box.put(text)
            self.redraw()

    def begin_reason(self) -> None:
        """Type why the line is left."""
        self.box, self.reason = None, TextBox()
        self.redraw()

    def stop(self) -> None:
        """Give up what was typed."""
        self.box = self.reason = self.verdict = None
        self.redraw()

    def take_key(self, event: events.Key) -> bool:
        """While something is typed, text and Enter are its own."""
        box = self.typing
        if box is None:
            return False
        if event.key == "enter":
            self._entered()
            return True
        before = box.value
        if event.is_printable and event.character:
            box.type(event.character)
        elif not box.edit(event.key):
            return event.key in {"tab", "shift+tab", "up", "down"}
        self.redraw()
        if box.value != before:
            self._typed()
        return True

    def take_paste(self, event: events.Paste) -> bool:
        """Pasted text is typed text."""
        if self.typing is not None:
            self.typing.type(event.text.strip("\r\n"))
            self.redraw()
            self._typed()
        return self.typing is not None
