"""The pages of a person, a location and any other record made ready to be shown (CC-31, UI-03)."""

from __future__ import annotations

from functools import partial

from entity_tui.domain.control_central.account_page import (
    AccountLine,
    AccountPage,
    LocationPage,
    PersonPage,
)
from entity_tui.domain.control_central.detail import DetailPage
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.control_central.tree import TreePage
from entity_tui.domain.ids import show_account
from screens.control_central.account_view import account_view
from screens.control_central.detail_zones import pair_lines, pair_links, table_lines, table_links
from screens.control_central.drilling import account_links, row_links
from screens.control_central.event_zones import contact_lines
from screens.control_central.location_zones import (
    location_lines,
    relative_lines,
    relative_links,
)
from screens.control_central.person_zones import (
    account_lines,
    person_lines,
    relation_lines,
    relation_links,
)
from screens.control_central.record_view import Context, Record, RecordView
from screens.control_central.zone_body import ZoneBody
from screens.shared.draw import Line
from screens.shared.zone_order import ZoneSpec

_MOST_WEIGHT = 12


def view_of(record: Record, revealed: bool) -> RecordView:
    """The view of a record of any kind."""
    if isinstance(record, AccountPage):
        return account_view(record, revealed)
    if isinstance(record, PersonPage):
        return _person(record, revealed)
    if isinstance(record, LocationPage):
        return _location(record)
    return _tree(record) if isinstance(record, TreePage) else _detail(record)


def _person(page: PersonPage, revealed: bool) -> RecordView:
    person = page.person
    why = "This taxpayer has no account that your profile shows."
    contacts = (RecordRef("contact", person.person_id, str(c.contact_id)) for c in page.contacts)
    return RecordView(
        name=person.name,
        facts=("no account",) if not page.accounts else (),
        second=((" Taxpayer Information", "label"),),
        zones={
            "taxpayer": ZoneBody(partial(person_lines, page, revealed=revealed)),
            "accounts": _accounts(page.accounts, why, person.name),
            "contacts": ZoneBody(
                partial(contact_lines, page.contacts, page.today), empty=_none(page.contacts),
                links=row_links(contacts, f"contacts of {person.name}", 0),
            ),
            "relations": ZoneBody(
                partial(relation_lines, page), links=relation_links(page),
                empty=_none(page.parents or page.children),
            ),
        },
        context=Context(person.person_id, subject=person.person_id),
    )  # fmt: skip


def _location(page: LocationPage) -> RecordView:
    card = page.location
    return RecordView(
        name=card.one_line() or "location without an address",
        facts=(),
        second=((" Location", "label"),),
        zones={
            "location": ZoneBody(
                partial(location_lines, card, rows=page.characteristics)
            ),
            "accounts": _accounts(
                page.accounts, "No account is at this location.", card.address or "this location"
            ),
            "relations": ZoneBody(
                partial(relative_lines, page), links=relative_links(page),
                empty=_none(page.parent or page.children),
            ),
        },
        context=Context(location_id=card.location_id),
    )  # fmt: skip


def _accounts(accounts: tuple[AccountLine, ...], why: str, whose: str) -> ZoneBody:
    lines = partial(account_lines, accounts, why=why)
    links = account_links(accounts, whose)
    return ZoneBody(lines, 1 if accounts else 0, links, empty="" if accounts else why)


def _detail(page: DetailPage) -> RecordView:
    facts = ZoneBody(
        partial(pair_lines, page.pairs), links=pair_links(page.pairs, page.name), folds=True
    )
    tables = {
        table.name: ZoneBody(
            partial(table_lines, table), 1 if table.rows else 0, table_links(table),
            empty="" if table.rows else table.empty or "none",
        )
        for table in page.tables
    }  # fmt: skip
    told = sum(1 for pair in page.pairs if pair.value.strip())
    house = (
        ZoneSpec("facts", page.ref.kind.capitalize(), _weight(told)),
        *(ZoneSpec(table.name, table.title, _weight(len(table.rows))) for table in page.tables),
    )
    account = show_account(page.account_id) if page.account_id else ""
    return RecordView(
        name=page.name,
        facts=(),
        second=((f" {page.of}", "title"), (f"  {account}  ", ""), *_dotted(page.facts)),
        zones={"facts": facts, **tables},
        context=Context(page.person_id, page.account_id),
        house=house,
    )


def _weight(lines: int) -> int:
    return max(2, min(1 + lines, _MOST_WEIGHT))


def _tree(page: TreePage) -> RecordView:
    account = show_account(page.account_id) if page.account_id else ""
    return RecordView(
        name=page.name,
        facts=(account,),
        second=_dotted((page.kind.capitalize(), *page.notes)),
        zones={},
        context=Context(page.person_id, page.account_id, page.location_id),
        house=(ZoneSpec("tree", page.kind.capitalize(), 1),),
    )


def _none(shown: object) -> str:
    return "" if shown else "none"


def _dotted(facts: tuple[str, ...]) -> Line:
    return ((f" {' · '.join(fact for fact in facts if fact)}", "label"),)
