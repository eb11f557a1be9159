"""What a record page shows: two context lines and numbered zones, by the kind of page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from entity_tui.domain.control_central.account_page import AccountPage, LocationPage, PersonPage
from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.ids import show_account
from entity_tui.domain.money import show_cents
from entity_tui.keymap import Page
from screens.control_central.case_zones import case_lines, module_lines
from screens.control_central.hit_columns import asked_shown
from screens.control_central.location_zones import account_location_lines, location_lines
from screens.control_central.person_zones import account_lines, person_lines, taxpayer_lines
from screens.shared.draw import Line, Piece, clip, wide

Record = AccountPage | PersonPage | LocationPage
Body = Callable[[int], list[Line]]


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record made ready to be shown."""

    page: Page
    name: str
    facts: tuple[str, ...]
    """After the name in the first context line."""
    second: Line
    zones: tuple[tuple[str, Body, int], ...]
    """Title, body, and how many of its first lines do not scroll."""
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
        (" Current ", "label"),
        (show_cents(page.current_balance), "title"),
    ]
    if page.payoff_balance != page.current_balance:
        balances += [("  Payoff ", "label"), (show_cents(page.payoff_balance), "title")]
    if page.location is not None:
        balances.append((f"   {page.location.one_line()}", ""))
    return RecordView(
        page=Page.ACCOUNT,
        name=page.person.name,
        facts=(show_account(page.account_id), page.account_type),
        second=tuple(balances),
        zones=(
            ("Case", partial(case_lines, page), 0),
            ("Taxpayer", partial(taxpayer_lines, page, revealed=revealed), 0),
            ("Modules", partial(module_lines, page), 1 if page.modules else 0),
            ("Location", partial(account_location_lines, page), 0),
        ),
        subject=page.person.person_id,
    )


def _person(page: PersonPage, revealed: bool) -> RecordView:
    why = "This taxpayer has no account that your profile shows."
    return RecordView(
        page=Page.TAXPAYER,
        name=page.person.name,
        facts=("no account",) if not page.accounts else (),
        second=((" Taxpayer Information", "label"),),
        zones=(
            ("Taxpayer", partial(person_lines, page.person, revealed=revealed), 0),
            ("Accounts", partial(account_lines, page.accounts, why=why), 1 if page.accounts else 0),
        ),
        subject=page.person.person_id,
    )


def _location(page: LocationPage) -> RecordView:
    why = "No account is at this location."
    return RecordView(
        page=Page.LOCATION,
        name=page.location.one_line() or "location without an address",
        facts=(),
        second=((" Location", "label"),),
        zones=(
            ("Location", partial(location_lines, page.location), 0),
            ("Accounts", partial(account_lines, page.accounts, why=why), 1 if page.accounts else 0),
        ),
        subject=0,
    )


def context_line(
    hits: HitList, index: int, view: RecordView | None, width: int
) -> tuple[Line, Line]:
    """Who this is, and at its right end the place in the list: what was asked gives way first.

    Without a view only what the list knows is told. The name the entry was found by stands
    beside the taxpayer's own where it is another.
    """
    found = hits.hits[index].name
    name = found
    if view is not None:
        name = view.name if found in {"", view.name} else f"{view.name} ({found})"
    place = f"  {index + 1} of {len(hits.hits)}{'+' if hits.more else ''}"
    tail = "".join(f"   {fact}" for fact in (view.facts if view else ()) if fact)
    spare = width - wide(name) - wide(tail) - wide(f"{place} ·  ▸ F7 F8")
    asked = clip(asked_shown(hits.criteria), max(8, min(spare, width // 4)))
    right = f"{place} · {asked} ▸ F7 F8" if asked else f"{place} ▸ F7 F8"
    room = max(10, width - wide(right) - wide(tail))
    return ((clip(name, room), "title"), (tail, "")), ((right, ""),)
