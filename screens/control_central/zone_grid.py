"""The zones of a record page as a grid: places in the user's order (UI-04, UI-15)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Region

from screens.control_central.zone_body import ZoneBody
from screens.shared.zone import NO_CONTENT, Zone
from screens.shared.zone_order import ALL, Row, ZoneOrder, ZoneSpec, heights_of, rows_of, seen_rows

_SHARES = {True: "2fr 1fr", False: "1fr 1fr"}
_LEFT = {True: 2 / 3, False: 1 / 2}
"""The part of the width that the left one of two zones has."""
WIDE = 120
UNDO = "z u undoes it."
_DIGITS = 9
"""Zones that have a digit."""


class ZoneGrid(Container):
    """Places for zones; which zone is in which place follows the order, what it holds `fill`."""

    DEFAULT_CSS = """
    ZoneGrid { layout: grid; height: 1fr; grid-size: 2; grid-gutter: 0; }
    ZoneGrid Zone { height: 1fr; }
    """

    def __init__(
        self, places: int, changed: Callable[[ZoneOrder, str, str], None], *, id: str
    ) -> None:
        """`changed` is told a new order, the zone to be in, and what to say."""
        super().__init__(id=id)
        self.changed = changed
        self.house: Sequence[ZoneSpec] = ()
        self.order = ZoneOrder()
        self.places = tuple(Zone(n, id=f"zone-{n}") for n in range(1, places + 1))
        self._regions: dict[Zone, Region] = {}
        for zone in self.places:
            zone.places = self._regions
        self.shown_specs: tuple[ZoneSpec, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self.empty: frozenset[str] = frozenset()
        """Zones without lines since the page came: stepping takes none away from its place."""
        self.fresh = True
        self._needs: dict[str, int] = {}
        """Lines each zone has to show, by its name."""
        self._measured = 0
        self._called: ZoneSpec | None = None
        self._laid: object = None

    def compose(self) -> ComposeResult:
        """Every place; those without a zone are not displayed."""
        yield from self.places

    def on_mount(self) -> None:
        """Borders follow the layout: Textual paints a zone that only moved as it was drawn."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid_out)

    def _laid_out(self, screen: object) -> None:
        for zone in self.zones:
            if zone.display:
                zone.redraw_if_moved()

    @property
    def zones(self) -> tuple[Zone, ...]:
        """The zones shown, in order."""
        return self.places[: len(self.shown_specs)]

    def zone(self, name: str) -> Zone | None:
        """The place a zone is in."""
        return next((zone for zone in self.zones if zone.kind == name), None)

    def put_order(
        self, house: Sequence[ZoneSpec], order: ZoneOrder, called: ZoneSpec | None = None
    ) -> None:
        """Put the zones of a page into places; each takes its scroll and cursor along.

        `called` is a zone on call that has no place of its own: it comes last.
        """
        self.house, self.order = house, order
        specs = (*order.shown(house), *([called] if called else []))
        if (specs, called) == (self.shown_specs, self._called):
            return
        self._called = called
        states = {zone.kind: (zone.top, zone.at) for zone in self.zones}
        self.shown_specs = specs
        for zone, spec in zip(self.zones, specs, strict=True):
            if zone.kind != spec.name:
                zone.kind = spec.name
                zone.top, zone.at = states.get(spec.name, (0, -1))
            zone.title = spec.title
            by_letter = spec is called or zone.number > _DIGITS
            zone.sign = (spec.key or "·") if by_letter else str(zone.number)

    def lay_out(self, width: int, height: int, kept: str, linear: bool, alone: str = "") -> None:
        """Share the page among the zones; nothing is touched where that is as before.

        Linear, they stand one below the other and only the one in use is open. `alone` has it all.
        """
        collapsed = self.order.collapsed
        if linear:
            width = -1
            collapsed |= {spec.name for spec in self.shown_specs if spec.name != kept}
        if alone:
            self.rows = (Row((alone,), 1),)
        else:
            rows = rows_of(self.shown_specs, collapsed, width, height, kept, self.empty)
            self.rows = seen_rows(rows, height, kept)
        self._measure(max(width, self.size.width))
        heights = heights_of(self.rows, self._needs, height, kept)
        laid = self.shown_specs, self.rows, heights, width >= WIDE
        if laid == self._laid:
            return
        self._laid = laid
        self.styles.grid_rows = " ".join(map(str, heights)) or "1fr"
        self.styles.grid_columns = _SHARES[width >= WIDE]
        spans = {name: 3 - len(row.zones) for row in self.rows for name in row.zones}
        for zone in self.places:
            zone.display = zone in self.zones and zone.kind in spans
            if zone.display:
                zone.styles.column_span = spans[zone.kind]

    def _measure(self, width: int) -> None:
        """Note how many lines each zone has to show; stepping leaves the layout (CC-10, UI-11)."""
        if width != self._measured:
            self._measured = width
            self._needs = {}
        shares = _LEFT[width >= WIDE]
        for zone, spec in zip(self.zones, self.shown_specs, strict=True):
            row = next((row for row in self.rows if spec.name in row.zones), None)
            if row is None or not row.weight or spec.name in self._needs:
                continue
            cells = width if len(row.zones) == 1 else round(width * shares)
            if spec.name == row.zones[-1] and len(row.zones) == 2:
                cells = width - cells - 1
            lines = ALL if spec.key else zone.needed(cells)
            self._needs[spec.name] = max(lines, spec.usual)

    def fill(self, bodies: Mapping[str, ZoneBody]) -> None:
        """Show a record's lines; a zone that is not named shows none."""
        self._regions.update({zone: zone.region for zone in self.zones if zone.display})
        for zone in self.zones:
            shown = bodies.get(zone.kind)
            zone.show(zone.title, shown.content if shown else NO_CONTENT)
        self._regions.clear()
        if bodies:
            empty = frozenset(name for name, body in bodies.items() if body.empty)
            self.empty = empty if self.fresh else self.empty & empty
            if self.fresh:
                self._needs = {}
            self.fresh = False

    # -- the user's own order -----------------------------------------------------------------

    @property
    def _here(self) -> ZoneSpec:
        at = next((zone.number for zone in self.zones if zone is self.screen.focused), 1)
        return self.shown_specs[at - 1]

    def action_collapse(self) -> None:
        """Collapse the zone in use to its title, or expand it."""
        zone = self._here
        closed = zone.name in self.order.collapsed
        said = f"{zone.title} expanded." if closed else f"{zone.title} collapsed. {UNDO}"
        self.changed(self.order.turned(zone.name), zone.name, said)

    def action_hide(self) -> None:
        """Hide the zone in use; the next one gets the focus."""
        zone, others = self._here, [spec for spec in self.shown_specs if spec != self._here]
        if not others:
            self.changed(self.order, zone.name, "The last zone cannot be hidden.")
            return
        at = min(self.shown_specs.index(zone), len(others) - 1)
        said = f"{zone.title} hidden. z H shows every zone; {UNDO}"
        self.changed(self.order.without(zone.name), others[at].name, said)

    def action_show_hidden(self) -> None:
        """Show every hidden zone again."""
        self.changed(self.order.with_all(), self._here.name, "Every zone is shown.")

    def action_move(self, steps: int) -> None:
        """Move the zone in use up (-1) or down (1)."""
        zone = self._here
        moved = self.order.moved(zone.name, steps, self.house)
        end = "first" if steps < 0 else "last"
        said = f"{zone.title} is {end}." if moved == self.order else f"{zone.title} moved. {UNDO}"
        self.changed(moved, zone.name, said)

    def action_default_order(self) -> None:
        """Reset the zones to the default."""
        self.changed(ZoneOrder(), self._here.name, f"Zones reset to the default. {UNDO}")
