"""What a record page shows: two context lines and numbered zones, by the kind of page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from entity_tui.domain.control_central.account_page import (
    AccountLine,
    AccountPage,
    LocationPage,
    PersonCard,
    PersonPage,
)
from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.identifiers import mask_tin, show_tin
from entity_tui.domain.ids import show_account
from entity_tui.domain.money import show_cents
from entity_tui.keymap import Page
from screens.control_central.case_zones import case_lines, module_lines
from screens.control_central.drilling import NO_LINKS, Links, account_links, location_links
from screens.control_central.event_zones import (
    activity_lines,
    alert_lines,
    financial_lines,
    history_lines,
)
from screens.control_central.hit_columns import asked_shown
from screens.control_central.location_zones import account_location_lines, location_lines
from screens.control_central.person_zones import (
    account_lines,
    person_lines,
    taxpayer_lines,
    taxpayer_links,
)
from screens.shared.draw import Line, Piece, clip, wide
from screens.shared.zone_order import ZoneSpec

Record = AccountPage | PersonPage | LocationPage
Body = Callable[[int], list[Line]]

HOUSE: dict[Page, tuple[ZoneSpec, ...]] = {
    Page.ACCOUNT: (
        ZoneSpec("alerts", "Alerts", 7, pairs_from=0),
        ZoneSpec("case", "Case", 7, pairs_from=0),
        ZoneSpec("history", "Financial history", 5),
        ZoneSpec("modules", "Modules", 3, pairs_from=120),
        ZoneSpec("activity", "Activity", 3, pairs_from=120),
        ZoneSpec("taxpayer", "Taxpayer", 2, pairs_from=0),
        ZoneSpec("finance", "Bills and payments", 2, pairs_from=0),
        ZoneSpec("location", "Location", 2),
    ),
    Page.TAXPAYER: (ZoneSpec("taxpayer", "Taxpayer", 1), ZoneSpec("accounts", "Accounts", 1)),
    Page.LOCATION: (ZoneSpec("location", "Location", 1), ZoneSpec("accounts", "Accounts", 1)),
}
"""The zones of each kind of page, in the house order."""
PLACES = max(map(len, HOUSE.values()))


@dataclass(frozen=True, slots=True)
class ZoneBody:
    """What a zone shows of a record: lines, how many on top stay, and what lines open."""

    body: Body
    frozen: int = 0
    links: Links = NO_LINKS


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record made ready to be shown."""

    page: Page
    name: str
    facts: tuple[str, ...]
    """After the name in the first context line."""
    second: Line
    zones: dict[str, ZoneBody]
    """By the zone's name in `HOUSE`."""
    subject: int
    """The person whose identifiers F11 reveals; 0 where there is none."""


def page_of(hit: Hit) -> Page:
    """Which page a hit opens (CC-06)."""
    if hit.account_id:
        return Page.ACCOUNT
    return Page.TAXPAYER if hit.person_id else Page.LOCATION


def view_of(record: Record, revealed: bool) -> RecordView:
    """The view of a record of any kind."""
    if isinstance(record, AccountPage):
        return _account(record, revealed)
    if isinstance(record, PersonPage):
        return _person(record, revealed)
    return _location(record)


def _account(page: AccountPage, revealed: bool) -> RecordView:
    balances: list[Piece] = [
        (_identification(page.person, revealed), ""),
        (" Current ", "label"),
        (show_cents(page.current_balance), "title"),
    ]
    if page.payoff_balance != page.current_balance:
        balances += [("  Payoff ", "label"), (show_cents(page.payoff_balance), "title")]
    if page.location is not None:
        balances.append((f"  {page.location.one_line()}", ""))
    return RecordView(
        page=Page.ACCOUNT,
        name=page.person.name,
        facts=(show_account(page.account_id), page.account_type),
        second=tuple(balances),
        zones={
            "alerts": ZoneBody(partial(alert_lines, page)),
            "case": ZoneBody(partial(case_lines, page)),
            "history": ZoneBody(partial(history_lines, page), 1 if page.history.count else 0),
            "activity": ZoneBody(partial(activity_lines, page)),
            "finance": ZoneBody(partial(financial_lines, page)),
            "taxpayer": ZoneBody(
                partial(taxpayer_lines, page, revealed=revealed), links=taxpayer_links(page)
            ),
            "modules": ZoneBody(partial(module_lines, page), 1 if page.modules else 0),
            "location": ZoneBody(
                partial(account_location_lines, page), links=location_links(page.location)
            ),
        },
        subject=page.person.person_id,
    )


def _identification(person: PersonCard, revealed: bool) -> str:
    """The primary identifier, which a low window must show as well; masked unless revealed."""
    show = show_tin if revealed else mask_tin
    return next((f" {show(i.value, i.id_type)} " for i in person.identifiers if i.primary), "")


def _person(page: PersonPage, revealed: bool) -> RecordView:
    why = "This taxpayer has no account that your profile shows."
    return RecordView(
        page=Page.TAXPAYER,
        name=page.person.name,
        facts=("no account",) if not page.accounts else (),
        second=((" Taxpayer Information", "label"),),
        zones={
            "taxpayer": ZoneBody(partial(person_lines, page.person, revealed=revealed)),
            "accounts": _accounts(page.accounts, why, page.person.name),
        },
        subject=page.person.person_id,
    )


def _location(page: LocationPage) -> RecordView:
    why = "No account is at this location."
    return RecordView(
        page=Page.LOCATION,
        name=page.location.one_line() or "location without an address",
        facts=(),
        second=((" Location", "label"),),
        zones={
            "location": ZoneBody(partial(location_lines, page.location)),
            "accounts": _accounts(page.accounts, why, page.location.address or "this location"),
        },
        subject=0,
    )


def _accounts(accounts: tuple[AccountLine, ...], why: str, whose: str) -> ZoneBody:
    lines = partial(account_lines, accounts, why=why)
    return ZoneBody(lines, 1 if accounts else 0, account_links(accounts, whose))


def context_line(
    hits: HitList, index: int, view: RecordView | None, width: int, of: str = ""
) -> tuple[Line, Line]:
    """Who this is, and at its right end the place in the list: what was asked gives way first.

    `of` says whose list it is where nothing was asked; a list of one that nobody asked for has no
    place to tell. Without a view only what the list knows is told. The name the entry was found
    by stands beside the taxpayer's own where it is another.
    """
    found = hits.hits[index].name
    name = found
    if view is not None:
        name = view.name if found in {"", view.name} else f"{view.name} ({found})"
    if len(hits.hits) == 1 and not hits.more and not asked_shown(hits.criteria):
        tail = "".join(f"   {fact}" for fact in (view.facts if view else ()) if fact)
        return ((clip(name, max(10, width - wide(tail))), "title"), (tail, "")), ()
    place = f"  {index + 1} of {len(hits.hits)}{'+' if hits.more else ''}"
    tail = "".join(f"   {fact}" for fact in (view.facts if view else ()) if fact)
    spare = width - wide(name) - wide(tail) - wide(f"{place} ·  ▸ F7 F8")
    asked = clip(of or asked_shown(hits.criteria), max(8, min(spare, width // 4)))
    right = f"{place} · {asked} ▸ F7 F8" if asked else f"{place} ▸ F7 F8"
    room = max(10, width - wide(right) - wide(tail))
    return ((clip(name, room), "title"), (tail, "")), ((right, ""),)
