"""The dashboard: context, last contact, money and alerts, beside every record page (CC-33)."""

from __future__ import annotations

from entity_tui.domain.control_central.account_page import AccountPage, LocationPage, PersonPage
from entity_tui.domain.ids import show_account
from entity_tui.domain.money import show_cents
from screens.control_central.event_zones import alert_lines, last_contact
from screens.control_central.money_zones import financial_lines
from screens.control_central.record_view import Record
from screens.control_central.rows import labelled
from screens.shared.draw import Line, cut, rule
from screens.shared.line_drawn import LineDrawn
from screens.shared.zone import folded

WIDTH = 38
BESIDE_FROM = 140
"""Cells of a window from which the dashboard stands beside the page."""
PREFERENCE = "dashboard"


def dashboard_lines(record: Record | None, width: int) -> list[Line]:
    """Everything the record says about the context; nothing of it without a record."""
    if isinstance(record, AccountPage):
        return _account(record, width)
    if isinstance(record, PersonPage):
        return _person(record, width)
    if isinstance(record, LocationPage):
        place = record.location
        pairs = [("Location", place.one_line()), ("Kind", place.location_type)]
        return [*_title("Context", width), *_told(pairs, width)]
    return _title("No person, account or location yet", width)


def _account(page: AccountPage, width: int) -> list[Line]:
    place = page.location
    context = [
        ("Person", page.person.name),
        ("Account", f"{show_account(page.account_id)} {page.person.name}, {page.account_type}"),
        ("Location", place.one_line() if place else "none"),
        ("Kind", place.location_type if place else ""),
    ]
    return [
        *_title("Context", width), *_told(context, width),
        *_title("Last contact", width),
        *_told([("", last_contact(page.contacts, page.today))], width, label=0),
        *_title("Financial information", width), *_folded(financial_lines(page, width), width),
        *_title("Alerts", width), *_folded(alert_lines(page, width), width),
    ]  # fmt: skip


def _person(page: PersonPage, width: int) -> list[Line]:
    own = [line for line in page.accounts if line.depth == 0]
    owed = sum(line.balance for line in own)
    return [
        *_title("Context", width), *_told([("Person", page.person.name)], width),
        *_title("Last contact", width),
        *_told([("", last_contact(page.contacts, page.today))], width, label=0),
        *_title("Financial information", width),
        *_told([("Accounts", str(len(own))), ("Balance", show_cents(owed))], width),
    ]  # fmt: skip


def _title(text: str, width: int) -> list[Line]:
    return [((rule(text, width), "title"),)]


def _told(pairs: list[tuple[str, str]], width: int, label: int = 8) -> list[Line]:
    return _folded(labelled(pairs, 10_000, label), width)


def _folded(lines: list[Line], width: int) -> list[Line]:
    return [part for line in lines for part in folded(line, width)]


class Dashboard(LineDrawn):
    """Stands at the right of a wide window; says nothing of another record than the page's."""

    DEFAULT_CSS = f"Dashboard {{ width: {WIDTH}; height: 1fr; display: none; }}"

    record: Record | None = None

    def put(self, record: Record | None) -> None:
        """Show another record's context."""
        self.record = record
        self.redraw()

    def lines(self) -> list[Line]:
        """A dividing line and the lines beside it, as many as there is room for."""
        width, height = self.size
        lines = dashboard_lines(self.record, width - 1)[:height]
        lines += [()] * (height - len(lines))
        return [(("│", "label"), *cut(line, width - 1)) for line in lines]
