"""What typed commands are done on: the screens of the running program (UI-02)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.app import App

from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.organisation import is_group
from entity_tui.domain.typed_date import typed_date
from entity_tui.errors import EntityError
from entity_tui.keymap_text import printed
from entity_tui.reports.export.files import Request
from screens.control_central.control_central import ControlCentral
from screens.control_central.drilling import alone
from screens.control_central.record_page import RecordPage
from screens.shared.choices import CHOICES, Choice, choice
from screens.shared.lane import Lane
from screens.shared.macros import MacroError, read_request
from screens.shared.page import PageScreen
from screens.shared.quiet import QuietScreen
from screens.shared.reception import Reception
from screens.shared.recorder import Recorder
from screens.shared.unsaved import Unsaved, delete_drafts

if TYPE_CHECKING:
    from screens.control_central.record_keys import RecordKeys
    from screens.guide import Guide


class Program:
    """Finds, opens, helps and leaves; every page can ask for it."""

    def __init__(self, app: App[int], reception: Reception, chosen: Callable[[], None]) -> None:
        """`chosen` is called after a choice of the user."""
        self._app, self._reception, self._chosen = app, reception, chosen
        self.guide: Guide | None = None
        """Who leads the tour, while one is on."""

    @property
    def _central(self) -> ControlCentral:
        first = self._app.screen_stack[0]
        assert isinstance(first, ControlCentral)
        return first

    def criteria(self) -> ControlCentral:
        """Go to Control Central; the pages over it give way. NotLeft for unsaved work on one."""
        self._reception.check_leaving(self._pages_above())
        while isinstance(self._app.screen, QuietScreen) and self._app.screen is not self._central:
            self._app.screen.depart()
        self._central.go_to_criteria()
        return self._central

    def _pages_above(self) -> Iterator[QuietScreen]:
        for screen in reversed(self._app.screen_stack[1:]):
            if isinstance(screen, QuietScreen):
                yield screen

    def search(self, box: str, text: str) -> None:
        """Search by one box of Control Central; a single hit opens."""
        self.criteria().search_by(box, text)

    def open_person(self, person_id: int) -> None:
        """Open a person's page over this one."""
        self._open(RecordRef("person", person_id))

    def open_location(self, location_id: int) -> None:
        """Open a location's page over this one."""
        self._open(RecordRef("location", location_id))

    def on_record(self, act: Callable[[RecordKeys], None]) -> None:
        """Do something on the record that is shown."""
        from screens.control_central.record_keys import RecordKeys

        page = self._app.screen
        if isinstance(page, RecordKeys):
            act(page)
        else:
            self.say("Open an account, a taxpayer or a location first.")

    def _open(self, ref: RecordRef) -> None:
        from screens.control_central.record import RecordScreen

        self._app.push_screen(RecordScreen(self._reception, alone(ref), 0))

    def lists(self) -> None:
        """The user's work lists and saved searches."""
        from screens.control_central.work_lists import WorkListsScreen

        if not isinstance(self._app.screen, WorkListsScreen):
            self._app.push_screen(WorkListsScreen(self._reception))

    def import_status(self) -> None:
        """How the extracts stand."""
        from screens.entity.import_status import ImportStatusScreen

        if not isinstance(self._app.screen, ImportStatusScreen):
            self._app.push_screen(ImportStatusScreen(self._reception))

    def rejects(self, run: int = 0, feed: str = "") -> None:
        """Rejected lines of imports, of one run, or of one feed."""
        from screens.entity.rejects import RejectsScreen

        if isinstance(self._app.screen, RejectsScreen):
            self._app.screen.list_run(run, feed)
        else:
            self._app.push_screen(RejectsScreen(self._reception, run, feed))

    def eod(self, number: str, day: str) -> None:
        """The EOD corrections desk; of an employee's number his group's, begun with him."""
        from screens.entity.eod_desk import EodScreen

        page = self._app.screen
        if not number and not isinstance(page, EodScreen) and self._is_of_no_group:
            self._offer_groups(lambda group: self.eod(group, day))
        elif isinstance(page, EodScreen):
            page.list_group(number, self._day(day))
        else:
            self._app.push_screen(EodScreen(self._reception, number, self._day(day)))

    def time(self, number: str, day: str) -> None:
        """Daily time of an employee."""
        from screens.entity.daily_time import DailyTimeScreen

        page = self._app.screen
        if isinstance(page, DailyTimeScreen):
            page.list_week(number, self._day(day))
        else:
            self._app.push_screen(DailyTimeScreen(self._reception, number, self._day(day)))

    def month_end(self, group: str = "", month: str = "", groups: Sequence[str] = ()) -> None:
        """A group's month; without a group the viewer's own, or one they choose.

        `groups` are those F8 goes through.
        """
        from screens.entity.month_end import MonthScreen

        page = self._app.screen
        if isinstance(page, MonthScreen):
            page.list_month(group, month)
        elif not group and self._is_of_no_group:
            self._offer_groups(lambda chosen: self.month_end(chosen, month, groups))
        else:
            opened = MonthScreen(self._reception, group, month)
            opened.groups = tuple(groups)
            self._app.push_screen(opened)

    @property
    def _is_of_no_group(self) -> bool:
        """Does whoever looks belong to no group, so that one must be chosen?"""
        desk = self._reception.desk
        return desk is not None and not is_group(desk.viewer.assignment[:6])

    def _offer_groups(self, taken: Callable[[str], None]) -> None:
        """The groups of the profile, to choose one of."""
        from screens.shared.panels import Values

        page = self._app.screen
        if not isinstance(page, PageScreen):
            return

        def listed(groups: tuple[tuple[str, str], ...]) -> None:
            if groups:
                self._app.push_screen(Values("Groups", groups, "", taken))
            else:
                self.say("There is no group in your profile.")

        asked: Lane[tuple[tuple[str, str], ...]] = Lane(page, self._reception)
        asked.ask(lambda desk, stop: desk.months.groups(), listed, page.refuse)

    def board(self, month: str = "") -> None:
        """Every group's step of a month's end."""
        from screens.entity.month_board import BoardScreen

        page = self._app.screen
        if isinstance(page, BoardScreen):
            page.list_month(month)
        else:
            self._app.push_screen(BoardScreen(self._reception, month))

    def verify(self, report: str, number: str, day: str) -> None:
        """Weekly Time Verification, or days to settle."""
        self._verify(report, number, self._day(day))

    def hours(self, group: str, month: str) -> None:
        """Hours Verification of a reporting month."""
        self._verify("hours", group, date.fromisoformat(f"{month}-15") if month else None)

    def _verify(self, report: str, number: str, at: date | None) -> None:
        from screens.entity.verification import Report, VerificationScreen

        page, which = self._app.screen, Report(report)
        if isinstance(page, VerificationScreen):
            page.list_report(which, number, at)
        else:
            self._app.push_screen(VerificationScreen(self._reception, which, number, at))

    def _day(self, typed: str) -> date | None:
        desk = self._reception.desk
        return typed_date(typed, desk.today) if typed and desk is not None else None

    def open_list(self, name: str) -> None:
        """Open a work list, or do a saved search again."""
        self.criteria().keeping.open(name)

    def save_list(self, name: str) -> None:
        """Keep the result list as a work list."""
        self._central.keeping.save(name)

    def save_search(self, name: str) -> None:
        """Save the search made last."""
        self._central.keeping.save_search(name)

    def new(self, what: str) -> None:
        """Add a person of that name, or an account of the person in context."""
        word, _, name = what.partition(" ")
        if word == "person":
            self._central.adding.person(name)
            return
        page = self._app.screen
        if not isinstance(page, RecordPage):
            self._central.adding.account_of_marked()
        elif page.view is None or not page.view.context.person_id:
            self.say("Whose account? This page names no person yet.")
        else:
            context = page.view.context
            name, place = page.view.name, context.location_id
            self._central.adding.account(context.person_id, name, place)

    def help(self, topic: str) -> None:
        """A page of the manual, or the help of the page that is shown."""
        from screens.shared.help import Help

        page = self._app.screen
        if topic:
            self._app.push_screen(Help((topic,)))
        elif isinstance(page, PageScreen):
            page.action_help()

    def manual(self, words: str) -> None:
        """Search the manual; without words, its contents."""
        from screens.shared.help import ManualPanel

        self._app.push_screen(ManualPanel(words))

    def tour(self, what: str) -> None:
        """Begin the tour, skip its step, or leave it."""
        from screens.guide import Guide
        from screens.shared.tour import read_tour

        guide = self.guide
        if what == "skip" and guide is not None:
            guide.skip()
        elif what:
            if guide is not None:
                guide.end()
                self.say("The tour is over; `F9 tour` begins it again.".replace("`", ""))
            self.guide = None
        elif self._reception.desk is None or not self._reception.desk.demo:
            raise EntityError("The tour is for the demonstration: `entity-tui tour` opens it.")
        elif guide is None:
            self.criteria()
            self.guide = Guide(self._app, self._reception, read_tour())
            self.guide.begin()

    def macro(self, argument: str) -> None:
        """Record, play, list, print or delete a macro."""
        recorder, typist = self._reception.recorder, self._reception.typist
        word, name = read_request(argument)
        if word == "record":
            recorder.record(name)
            self.say(f"Recording {name}: what you press now belongs to it; macro stop ends it.")
        elif word == "stop":
            self.say(recorder.stop())
        elif word == "delete":
            recorder.delete(name)
            self.say(f"Macro {name} is forgotten.")
        elif word == "list":
            self._macros(recorder)
        elif word == "print":
            commands = recorder.macro(name).commands or ("# nothing the shell has a command for",)
            self._print(f"Macro {name} as commands of the shell", commands)
        elif typist.playing:
            raise MacroError("A macro plays no other macro.")
        else:
            typist.play(recorder.macro(name).strokes)

    def _macros(self, recorder: Recorder) -> None:
        lines = [f"{name:<20} {macro.told}" for name, macro in sorted(recorder.macros.items())]
        self._print("Macros", lines or ["None yet: macro record NAME begins one."])

    def choose(self, name: str, value: str) -> None:
        """Keep a choice of the user."""
        chosen = choice(name)
        self._keep(chosen, value)
        self._chosen()
        shown = name.capitalize() if name == chosen.title.lower() else chosen.title
        self.say(f"{shown}: {chosen.told(chosen.kept(value))}. This is kept for you.")

    def _keep(self, chosen: Choice, value: str) -> None:
        self._reception.preferences.keep(chosen.name, chosen.kept(value))
        if chosen.name == "show_all_locations":
            self._central.form.switch_everywhere(value == "on")
        self._central.table.redraw()

    def columns(self, what: str) -> None:
        """A column of the result list away, or there; `reset` for the house's."""
        from screens.control_central.column_choice import PREFERENCE, ColumnChoice

        table = self._central.table
        choice, titles = table.choice, [column.title.lower() for column in table.columns]
        if what:
            choice = ColumnChoice() if what == "reset" else choice.turned(what, what in titles)
            self._reception.preferences.keep(PREFERENCE, choice.kept())
            table.redraw()
        shown = ", ".join(column.title for column in table.columns) or "none: search first"
        self.say(f"Columns: {shown}." + (" This is kept for you." if what else ""))

    def preferences(self, what: str) -> None:
        """The page of preferences; `reset` puts all of them as the house has them."""
        from screens.preferences_page import PreferencesScreen

        if what:
            for chosen in CHOICES:
                self._keep(chosen, chosen.house)
            self._chosen()
            self.say("Every preference is as the house has it.")
        if isinstance(self._app.screen, PreferencesScreen):
            self._app.screen.choices.redraw()
        elif not what:
            self._app.push_screen(PreferencesScreen(self._reception))

    def export(self, request: Request) -> None:
        """What the page lists, into a file."""
        page = self._app.screen
        if isinstance(page, PageScreen):
            page.export(request)

    def say(self, text: str) -> None:
        """Tell what was done, on the page that is shown."""
        if isinstance(self._app.screen, PageScreen):
            self._app.screen.say(text)

    def refuse(self, error: EntityError) -> None:
        """Report why something was not done, on the page that is shown."""
        if isinstance(self._app.screen, PageScreen):
            self._app.screen.refuse(error)

    def lists_changed(self) -> None:
        """Read the page of work lists again, if it is shown."""
        from screens.control_central.work_lists import WorkListsScreen

        if isinstance(self._app.screen, WorkListsScreen):
            self._app.screen.action_refresh()

    def keys(self) -> None:
        """Show the whole keyboard map."""
        title, *lines = printed()
        self._print(title, lines)

    def _print(self, title: str, lines: Sequence[str]) -> None:
        from screens.shared.panels import Printed

        self._app.push_screen(Printed(title, lines))

    def leave(self) -> None:
        """Leave the program. NotLeft for unsaved work, or a macro that is being recorded."""
        recording = self._reception.recorder.recording
        macro = Unsaved(f"Macro {recording}", how="F9 macro stop saves it") if recording else None
        ended = self._reception.check_leaving(self._pages_above(), macro)
        if self._reception.desk is not None:
            delete_drafts(self._reception.desk, ended)
        self._app.exit()
