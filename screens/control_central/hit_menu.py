"""The menu of an entry of the result list: what can be done with its records (CC-35)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entity_tui.domain.control_central.hits import Hit
from screens.control_central.drilling import Entries
from screens.control_central.menu import MenuItem, page_menu
from screens.control_central.record_view import Context

if TYPE_CHECKING:
    from screens.control_central.control_central import ControlCentral


class HitMenu:
    """Opens over the list; what it opens comes back to the list."""

    def __init__(self, page: ControlCentral) -> None:
        self.page = page

    def ask(self) -> None:
        """The menu of the marked entry."""
        from screens.shared.panels import Values

        table = self.page.table
        if table.hits is None or not table.count or not self.page.keeping.may_open(table.at):
            return
        hit = table.hits.hits[table.at]
        items = page_menu(Context(hit.person_id, hit.account_id, hit.location_id), hit.name)
        values = [(str(n), item.told) for n, item in enumerate(items, 1)]

        def taken(number: str) -> None:
            self._do(items[int(number) - 1], hit)

        self.page.app.push_screen(Values(f"Menu: {hit.name or hit.address}", values, "", taken))

    def _do(self, item: MenuItem, hit: Hit) -> None:
        page, ref = self.page, item.entry.ref
        if item.act == "contact":
            from screens.control_central.contact_panel import ContactPanel

            name = item.entry.name or hit.name
            page.app.push_screen(
                ContactPanel(page.reception, ref.owner, name, page.say, page.size.width)
            )
        elif item.act == "find" and ref.kind == "account":
            page.search_by("account", f"{ref.owner:010d}")
        elif item.act == "find":
            page.search_by("name", item.entry.name)
        else:
            from screens.control_central.record import RecordScreen

            listed = Entries((item.entry,), listed=False)
            page.app.push_screen(RecordScreen(page.reception, listed, 0, zone=item.zone))
