"""What every page has: its keys from the map, a message line, help, and plain refusals."""

from __future__ import annotations

import os

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from entity_tui.domain.counted import counted
from entity_tui.errors import EntityError
from entity_tui.keymap import Page
from entity_tui.manual import name_of
from entity_tui.reports.export.files import Request, Table, target_of, write_table
from screens.registry import COMMANDS
from screens.shared.bars import Bar, KeyLine, status
from screens.shared.clipboard import Copied, takes_copies
from screens.shared.command_line import CommandLine
from screens.shared.commands import complete, parse
from screens.shared.lane import Lane
from screens.shared.letters import Letters, Verdict, search_keys
from screens.shared.line_drawn import LineDrawn
from screens.shared.quiet import QuietScreen
from screens.shared.reception import Desk, Reception, Stop
from screens.shared.tour_strip import STRIP, guide_of, strip


class PageScreen(QuietScreen):
    """A full page. Subclasses bind `bindings_of(...)` and name their `pages`."""

    class Shown(Message):
        """The page is on the terminal for the first time."""

    def __init__(self, reception: Reception) -> None:
        super().__init__()
        self.reception = reception
        self._back_to: Widget | None = None
        self._letters = Letters()
        self._wait_told = ""

    @property
    def pages(self) -> tuple[Page, ...]:
        """The parts of the keyboard map that hold here, for F1."""
        raise NotImplementedError

    @property
    def here(self) -> Page:
        """The part whose keys hold now, for the key line."""
        raise NotImplementedError

    @property
    def explained(self) -> str:
        """The field or zone the cursor is in, as the help names it."""
        return ""

    def foot(self) -> ComposeResult:
        """The last two lines of every page: messages or a command, and the keys."""
        yield from strip(self)
        yield CommandLine(self._command, self._complete, self._commanded, self._offer)
        yield KeyLine(self.pages[0])

    def put_status(self, place: str) -> None:
        """The line on top: where I am, who I am, the day."""
        desk = self.reception.desk
        viewer, today = (desk.viewer, desk.today) if desk else (None, None)
        self.query_one("#status", Bar).put(*status(place, viewer, today, self.size.width))

    @property
    def message(self) -> CommandLine:
        """The line at the bottom for what happened, and for commands."""
        return self.query_one("#message", CommandLine)

    def say(self, text: str) -> None:
        """Tell what happened."""
        self.message.say(text)

    def refuse(self, error: EntityError) -> None:
        """Tell why something was not done."""
        self.reception.refusals += 1
        self.message.say(error.message, refused=True)

    def note(self, text: str) -> None:
        """In the message line, or beside the command that is typed."""
        self.message.tell(text)

    def waiting(self, text: str) -> None:
        """In the message line, in the place of what it said when the wait began."""
        if text and self.message.typing is None:
            self.message.say(text)
        elif not text and self.message.text == self._wait_told:
            self.message.hush()
        self._wait_told = text

    def check_leaving(self) -> None:
        """Raise NotLeft where leaving this page would lose what was typed."""
        self.reception.check_leaving([self])

    def take_look(self) -> None:
        """The user wants another look."""
        for widget in self.query(LineDrawn):
            widget.repaint()

    @property
    def strip_lines(self) -> int:
        """Lines the tour takes from the page."""
        return STRIP if guide_of(self) is not None else 0

    def take(self, event: events.Key | events.Paste) -> bool:
        """Text boxes come first; a letter that is no command makes what follows inert."""
        if super().take(event):
            return True
        if isinstance(event, events.Paste):
            return False
        verdict = self._letters.judge(event, self.here)
        if verdict is Verdict.REPORT:
            self.say(f"'{event.character}' is not a command here. {self._way_on}; Enter goes on.")
        return verdict is not Verdict.PASS

    @property
    def _way_on(self) -> str:
        """What to press instead of a letter that is no command."""
        keys = search_keys(self.here)
        return f"{keys} searches" if keys else "F1 lists the keys"

    def turn_keys(self) -> None:
        """The key line follows the part that has the keys."""
        page = self.keys_now if self.message.typing is None else Page.COMMAND
        self.query_one("#keys", KeyLine).turn(page)

    @property
    def keys_now(self) -> Page:
        """The part of the map the key line shows; another one while a prefix waits for its key."""
        return self.here

    def action_help(self) -> None:
        """F1: a message that was cut, in full; else what the page is for and every key."""
        from screens.shared.help import Help
        from screens.shared.panels import show_message

        if self.message.cut:
            show_message(self.app, self.message.cut)
            self.message.hush()
            return
        pages = sorted(self.pages, key=lambda page: page is not self.here)
        self.app.push_screen(Help([name_of(page) for page in pages], self.explained))

    # -- copying ------------------------------------------------------------------------------

    def to_copy(self, what: str) -> Copied | None:
        """The row or the number that is marked; None where there is none."""
        return None

    def action_copy(self, what: str) -> None:
        """Y: to the clipboard; what is not masked is an export, which is recorded first."""
        copied = self.to_copy(what)
        if copied is None:
            self.say("There is nothing to copy here.")
        elif not takes_copies(os.environ):
            self.say("This terminal takes no copies.")
        elif copied.whole:
            asked: Lane[None] = Lane(self, self.reception)
            asked.ask(
                lambda desk, stop: desk.export(f"copy {copied.what}", copied.subject),
                lambda done: self._copy(copied),
                self.refuse,
            )
        else:
            self._copy(copied)

    def _copy(self, copied: Copied) -> None:
        self.app.copy_to_clipboard(copied.text)
        recorded = "; this was recorded" if copied.whole else ""
        self.say(f"Copied {copied.what}{recorded}. Nothing to paste? help copying says why.")

    # -- exporting ----------------------------------------------------------------------------

    def to_export(self, whole: bool) -> Table | None:
        """What is listed, as it is listed; None where there is no table.

        Identifiers are `whole` where the profile shows them.
        """
        return None

    def export(self, request: Request) -> None:
        """F9 export: every listed row into a file; recorded before it is written (UI-09)."""
        desk = self.reception.desk
        table = self.to_export(desk.viewer.sensitive) if desk is not None else None
        if table is None or not table.rows:
            self.say("There is no table here to export.")
            return

        def work(desk: Desk, stop: Stop) -> str:
            path = target_of(request)
            desk.export_rows(table.title, len(table.rows), table.whole)
            count = write_table(table, path, request.replace)
            return f"{counted(count, 'row')} exported to {path}. This was recorded."

        writing: Lane[str] = Lane(self, self.reception)
        writing.ask(work, self.say, self.refuse, "Exporting")

    # -- the command line ---------------------------------------------------------------------

    def action_command(self) -> None:
        """F9: type a command."""
        self._back_to = self.focused
        self.message.open(self.reception.history)
        super().put_focus(self.message)
        self.turn_keys()

    def put_focus(self, widget: Widget) -> None:
        """Focus a widget; while a command is typed it waits for that."""
        if self.message.typing is not None:
            self._back_to = widget
        else:
            super().put_focus(widget)

    def _command(self, line: str) -> None:
        command, argument = parse(line, COMMANDS)
        self.reception.remember(line)
        self.message.close()
        try:
            command.run(self.reception.program, argument)
        except EntityError as error:
            self.refuse(error)

    def _complete(self, line: str) -> tuple[str, tuple[str, ...]]:
        return complete(line, COMMANDS)

    def _offer(self, words: tuple[str, ...]) -> None:
        self.query_one("#keys", KeyLine).offer(words)

    def _commanded(self) -> None:
        if self.focused is self.message and self._back_to is not None:
            super().put_focus(self._back_to)
        self.turn_keys()
