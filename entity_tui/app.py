"""The terminal application: settings, the desk once it is open, and the first screen."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
from collections.abc import Callable
from typing import Any, ClassVar

os.environ.setdefault("TEXTUAL_FPS", "120")
# A dropped line must not leave a terminal behind in which every key is an escape sequence.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

from rich.text import Text
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from entity_tui.domain.inert import inert
from entity_tui.errors import EntityError
from entity_tui.settings import Settings
from entity_tui.terminal import terminal_codeset
from screens.control_central.control_central import ControlCentral
from screens.program import Program
from screens.shared.colors import terminal_colors
from screens.shared.driver import PasteLost, PlainDriver, TextRun
from screens.shared.frames import Frames
from screens.shared.lane import unexpected
from screens.shared.look import HOUSE, look_of
from screens.shared.page import PageScreen
from screens.shared.preferences import Preferences
from screens.shared.quiet import QuietScreen, Typed
from screens.shared.reception import Desk, Reception
from screens.shared.recorder import Recorder
from screens.shared.typist import Typist
from screens.shared.unsaved import NotLeft, keep_drafts, unsaved_on
from screens.shared.waiting import Waiting

log = logging.getLogger("entity_tui")
log.addHandler(logging.NullHandler())

OpenDesk = Callable[[Settings, str | None], Desk]


def the_desk(settings: Settings, as_user: str | None) -> Desk:
    """The desk of the program itself; loads the database only now."""
    from entity_tui.services.desk import open_desk

    return open_desk(settings, as_user)


class EntityApp(App[int]):
    """Opens Control Central at once and the store behind it."""

    TITLE = "entity-tui"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    CSS = "Screen { overflow: hidden; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+c", "how_to_leave", show=False, priority=True),
        Binding("ctrl+z", "suspend", show=False, priority=True),
        Binding("ctrl+l", "repaint", show=False, priority=True),
    ]

    def __init__(
        self,
        settings: Settings,
        as_user: str | None = None,
        open_desk: OpenDesk | None = None,
        tour: bool = False,
    ) -> None:
        """`tour` begins the tour when the store is open."""
        super().__init__(driver_class=PlainDriver, ansi_color=True)
        self.codeset = terminal_codeset(os.environ)
        self.frames = Frames(self, terminal_colors(self.console, os.environ))
        self.settings = settings
        self.as_user = as_user
        self.reception = Reception(settings)
        self.reception.program = Program(self, self.reception, self._take_look)
        self.reception.preferences = Preferences(
            self, self.reception, self._choices_read, self._refused
        )
        self.reception.recorder = Recorder(lambda: self.reception.preferences)
        self.typist = self.reception.typist = Typist(self, self.reception, self._carry_out)
        self.reception.waits = Waiting(self, self.reception)
        self.reception.keys_may_go_on = self._keys_may_go_on
        self.look = HOUSE
        if tour:
            self.reception.when_open(lambda: self.reception.program.tour(""))
        self.animation_level = "none"
        self.theme = "ansi-dark"
        self._open = open_desk or the_desk
        self._opening = False
        self._desk: Desk | None = None

    def run(self, **options: Any) -> int | None:
        """Run until the user leaves; the mouse is off unless the settings say otherwise."""
        options.setdefault("mouse", self.settings.mouse)
        try:
            return super().run(**options)
        finally:
            if self._desk is not None:
                self._desk.close()

    def get_default_screen(self) -> Screen[Any]:
        """Control Central is there from the first frame."""
        return ControlCentral(self.reception)

    def on_page_screen_shown(self) -> None:
        """The first frame is out: open the desk in a thread."""
        if not self._opening:
            self._opening = True
            self.reception.preferences.ask()
            self.run_worker(self._open_desk, thread=True, exit_on_error=False)

    def _open_desk(self) -> None:
        import screens.control_central.record
        import screens.shared.panels  # noqa: F401  (both ready before they are asked for)

        try:
            desk = self._open(self.settings, self.as_user)
        except EntityError as error:
            self.call_later(self._not_opened, error)
        except Exception as error:
            self.call_later(self._not_opened, unexpected(error))
        else:
            gc.freeze()  # what is loaded by now stays: looking through it again costs a step 100 ms
            self._desk = desk
            self.call_later(self.reception.opened, desk)

    def _choices_read(self) -> None:
        self.reception.recall()
        self.reception.recorder.recall()
        self._take_look()

    def _take_look(self) -> None:
        """The look the user chose; every page takes it over."""
        choices = self.reception.preferences
        look = look_of(choices.get("theme"), choices.get("linear"))
        if look != self.look:
            self.look = look
            for screen in self.screen_stack:
                if isinstance(screen, PageScreen):
                    screen.take_look()

    def _refused(self, error: EntityError) -> None:
        """Say it on the topmost screen with a line for it; a question closes panels over it."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, PageScreen):
                screen.refuse(error)
                return
            if isinstance(screen, QuietScreen) and screen.warn(error.message):
                return
            if isinstance(error, NotLeft):
                screen.dismiss()

    async def action_quit(self) -> None:
        """Ctrl+Q: leave the program from anywhere, unless something would be lost."""
        self.reception.program.leave()

    def _not_opened(self, error: EntityError) -> None:
        from screens.shared.panels import Notice

        told = Text(inert(error.message.replace("\n", " ")))

        def leave() -> None:
            self.exit(return_code=error.exit_code, message=told)

        self.push_screen(Notice(error.title, error.message, leave))

    async def on_event(self, event: events.Event) -> None:
        """Keys and pasted text are taken strictly in order, also while a screen is on its way."""
        if isinstance(event, events.Resize):
            self.frames.resized()
        if isinstance(event, TextRun):
            await self.typist.typed_at_once(event.text)
        elif isinstance(event, PasteLost):
            if isinstance(self.screen, QuietScreen):
                self.screen.note("The end of the pasted text did not arrive. Nothing was inserted.")
        elif isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.typist.typed(event)
        else:
            await super().on_event(event)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        """What was painted goes to the terminal at its own pace; `Frames` says how."""
        if not isinstance(renderable, CompositorUpdate) or self.is_headless or self._batch_count:
            super()._display(screen, renderable)
            return
        if self._running and not self._closed:
            self.frames.show(renderable)
        self.post_display_hook()

    async def _carry_out(self, event: Typed) -> bool:
        """Do what the key is bound to; False where it is bound to nothing on this screen.

        Every binding is looked at here and none by the widgets: those would do it later, when
        the next key may have been taken.
        """
        return isinstance(event, events.Key) and await self._check_bindings(event.key, True)

    async def run_action(self, *args: Any, **kwargs: Any) -> bool:
        """What a key does; a refusal is said on the page and does not end the program."""
        try:
            return await super().run_action(*args, **kwargs)
        except EntityError as error:
            self._refused(error)
            return True

    def _keys_may_go_on(self) -> None:
        if self.is_running:
            self.post_message(QuietScreen.Ready())

    async def on_quiet_screen_ready(self) -> None:
        """A screen takes keys, or takes them again: those that waited go first."""
        await self.typist.go_on()

    def action_how_to_leave(self) -> None:
        """Ctrl+C copies nothing and ends nothing: it says how to leave."""
        if isinstance(self.screen, QuietScreen):
            self.screen.note("Ctrl+Q leaves the program, F12 goes back one level.")

    def action_repaint(self) -> None:
        """Ctrl+L: send the whole screen again."""
        self.frames.again()

    def action_suspend(self) -> None:
        """Ctrl+Z: to the shell this was started from, where there is one."""
        if not isinstance(self.screen, QuietScreen):
            return
        if os.getsid(0) == os.getpid():
            self.screen.note("There is no shell to go back to. Ctrl+Q leaves the program.")
        else:
            self.action_suspend_process()

    # -- a dropped line -----------------------------------------------------------------------

    def keep_drafts(self) -> None:
        """Store what was typed and not saved, to be offered again."""
        desk = self.reception.desk
        if desk is not None:
            screens = [screen for screen in self.screen_stack if isinstance(screen, QuietScreen)]
            try:
                keep_drafts(desk, unsaved_on(screens))
            except Exception as error:
                unexpected(error)

    def end_by(self, number: signal.Signals) -> None:
        """The line dropped, or the program is to end: keep drafts and end with the signal's code.

        After a hang-up there is no terminal to give back.
        """
        self.keep_drafts()
        if number == signal.SIGHUP:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        else:
            self.exit(return_code=128 + number)

    def _handle_exception(self, error: Exception) -> None:
        """No traceback reaches a user: where it happened is logged, a plain line is left."""
        message = unexpected(error).message
        if not self._exit_renderables:
            self._exception: Exception | None = error
            happened: asyncio.Event = self._exception_event
            happened.set()
            self._exit_renderables.append(Text(f"entity-tui had to stop. {message}"))
        self._return_code = 4
        self._close_messages_no_wait()
