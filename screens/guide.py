"""Leads through the tour: looks at the screens after every key, and goes on when it can (UI-10)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.app import App, ScreenError
from textual.screen import Screen
from textual.timer import Timer

from entity_tui.domain.control_central.account_page import AccountPage
from entity_tui.domain.identifiers import show_phone, show_tin
from entity_tui.manual import name_of
from screens.control_central.contact_panel import ContactPanel
from screens.control_central.control_central import ControlCentral
from screens.control_central.record import RecordScreen
from screens.shared.help import Help
from screens.shared.page import PageScreen
from screens.shared.panels import TextPanel
from screens.shared.reception import Reception
from screens.shared.tour import Sight, Step, Tour, noticed
from screens.shared.tour_strip import TourStrip

_EVERY = 0.15
"""Seconds between looks: an answer may come without a key."""
_PASSING = frozenset({"commands", "values", "filter", "manual", "help"})
"""Pages on which nobody has gone astray."""


class Guide:
    """Where the tour is; the strip of every page asks it what to say."""

    def __init__(self, app: App[int], reception: Reception, tour: Tour) -> None:
        self._app, self._reception, self.tour = app, reception, tour
        self.at, self.praise, self.keys = 0, "", 0
        self._facts: dict[str, str] = {}
        self.seen = self.sight()
        self._before = self.seen
        self._timer: Timer | None = None

    @property
    def step(self) -> Step:
        """The step to be done."""
        return self.tour.steps[self.at]

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(self.tour.steps)

    @property
    def text(self) -> str:
        """What to do now: the step, or the way back to its page."""
        astray = self.seen.page not in {self.step.where, *_PASSING}
        if astray and self.step.where in self.tour.ways:
            return self.tour.ways[self.step.where]
        return self.step.filled(self._values)

    @property
    def _values(self) -> dict[str, str]:
        """What the text of a step may name: numbers of zones, and facts of the account seen."""
        screen = self._app.screen
        zones = screen.zones if isinstance(screen, RecordScreen) else ()
        return {zone.kind: str(zone.number) for zone in zones} | self._facts

    def _learn(self, screen: PageScreen) -> None:
        """Note the TIN and phone of the account that is shown, for the steps that search them."""
        record = getattr(screen, "record", None)
        if not isinstance(record, AccountPage):
            return
        tin = next((i for i in record.person.identifiers if i.primary), None)
        if tin is not None:
            self._facts["tin"] = show_tin(tin.value, tin.id_type)
        for phone in record.person.phones[:1]:
            self._facts["phone"] = show_phone(phone.digits)

    def begin(self) -> None:
        """Show the strip on every page there is, and look from time to time."""
        self._timer = self._app.set_interval(_EVERY, self.look)
        for screen in self._app.screen_stack:
            if foot := _foot(screen):
                foot.parent.mount(TourStrip(), before=foot)
        self._app.call_after_refresh(self._laid_out)

    def end(self) -> None:
        """Take the strips away."""
        if self._timer is not None:
            self._timer.stop()
        for screen in self._app.screen_stack:
            screen.query(TourStrip).remove()
        self._app.call_after_refresh(self._laid_out)

    def _laid_out(self) -> None:
        for screen in self._app.screen_stack:
            if isinstance(screen, PageScreen):
                screen.take_look()

    def pressed(self) -> None:
        """A key was carried out."""
        self.keys += 1
        self.look()

    def look(self) -> None:
        """Go on where the step is done."""
        self.seen = self.sight()
        while self.at < self.count and self._is_done:
            if self.at + 1 == self.count:
                self._over()
                return
            self._go(self.at + 1, " ── Well done.")
        self._draw()

    @property
    def _is_done(self) -> bool:
        return noticed(self.step.done)(self._before, self.seen)

    def skip(self) -> None:
        """The next step without doing this one; after the last the tour is over."""
        self.seen = self.sight()
        if self.at + 1 == self.count:
            self._over()
        else:
            self._go(self.at + 1, "")
            self._draw()

    def _go(self, number: int, praise: str) -> None:
        while self._unknown(number):
            number += 1
        self.at, self.praise = number, praise
        self._before = self.seen

    def _unknown(self, number: int) -> bool:
        """Does a step name a fact that the account seen does not have? It is skipped then."""
        wanted = {"tin", "phone"}.intersection(self.tour.steps[number].names)
        return not wanted <= self._facts.keys()

    def _over(self) -> None:
        self._reception.program.tour("off")

    def _draw(self) -> None:
        for strip in self._app.screen.query(TourStrip):
            strip.redraw()

    def sight(self) -> Sight:
        """What there is to see now."""
        try:
            screen = self._app.screen
        except ScreenError:
            return Sight("")
        if isinstance(screen, PageScreen) and screen.is_mounted:
            return self._page(screen)
        return self._counted(Sight(_panel_name(screen)))

    def _page(self, screen: PageScreen) -> Sight:
        self._learn(screen)
        page = "commands" if screen.message.typing is not None else name_of(screen.here)
        if isinstance(screen, ControlCentral):
            return self._counted(Sight(page, screen.table.at, screen.table.count))
        if isinstance(screen, RecordScreen):
            zone, entry = screen.zone.kind, screen.index
            return self._counted(Sight(page, entry=entry, zone=zone, revealed=screen.revealed))
        return self._counted(Sight(page))

    def _counted(self, sight: Sight) -> Sight:
        central = self._app.screen_stack[0]
        asked = central.searching.asked if isinstance(central, ControlCentral) else None
        line = asked.line if asked else ""
        return replace(sight, keys=self.keys, commands=self._reception.commands, asked=line)


def _panel_name(screen: Screen[Any]) -> str:
    if isinstance(screen, ContactPanel):
        return "contact"
    if isinstance(screen, Help):
        return "help"
    return "manual" if isinstance(screen, TextPanel) else "values"


def _foot(screen: Screen[Any]) -> Any:
    """The widget the strip stands before."""
    found = screen.query("#message") or screen.query("#keys")
    return found.first() if found else None
