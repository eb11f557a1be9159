"""The taxpayer zone and the accounts of a person or a location (CC-27, CC-31)."""

from __future__ import annotations

from collections.abc import Iterable

from entity_tui.domain.control_central.account_page import (
    AccountLine,
    AccountPage,
    Identifier,
    PersonCard,
)
from entity_tui.domain.identifiers import mask_tin, show_phone, show_tin
from entity_tui.domain.ids import show_account
from screens.control_central.drilling import Links, person_links
from screens.control_central.hit_columns import money
from screens.control_central.rows import labelled, why_empty
from screens.shared.bars import day
from screens.shared.draw import Line, cell, clip

_NAME_TYPES = {"dba": "Trades as", "alternate": "Alternate"}


def taxpayer_lines(page: AccountPage, width: int, revealed: bool) -> list[Line]:
    """Everything of the main person and of the account; rows without a value are left out."""
    pairs = [
        *person_pairs(page.person, revealed),
        *_linked(page),
        ("Accounts", f"{page.account_count} of this taxpayer" if page.account_count > 1 else ""),
        ("Type", page.account_type),
        ("Division", page.division),
        ("Bill cycle", page.bill_cycle),
        ("Set up", day(page.setup_date)),
        ("As of", day(page.person.as_of)),
    ]
    return labelled(pairs, width)


def taxpayer_links(page: AccountPage) -> Links:
    """What the lines of `taxpayer_lines` open."""
    before = sum(1 for _, value in person_pairs(page.person, revealed=False) if value)
    return person_links(page, before)


def person_lines(person: PersonCard, width: int, revealed: bool) -> list[Line]:
    """The person alone, for the Taxpayer Information page."""
    pairs = [
        ("Kind", person.person_type),
        *person_pairs(person, revealed),
        ("As of", day(person.as_of)),
    ]
    return labelled(pairs, width)


def person_pairs(person: PersonCard, revealed: bool) -> list[tuple[str, str]]:
    """Identifiers first, then other names, phones and email."""
    return [
        *((f"{i.id_type}", identifier_shown(i, revealed)) for i in person.identifiers),
        *(
            (_NAME_TYPES.get(row.name_type, row.name_type.capitalize()), row.name)
            for row in person.names
            if row.name != person.name
        ),
        *(
            (phone.phone_type.capitalize(), show_phone(phone.digits, phone.extension))
            for phone in person.phones
        ),
        ("Email", person.email),
    ]


def identifier_shown(identifier: Identifier, revealed: bool) -> str:
    """Masked, or after F11 whole; what is unusual is said (SE-05)."""
    shown = show_tin if revealed else mask_tin
    text = shown(identifier.value, identifier.id_type)
    if identifier.primary:
        text += "  primary"
    return f"{text}  ! {identifier.flag}" if identifier.flag else text


def _linked(page: AccountPage) -> Iterable[tuple[str, str]]:
    for linked in page.linked:
        mark = "  (responsible)" if linked.responsible else ""
        yield linked.role.capitalize(), (linked.name or "(no name on file)") + mark


def account_lines(accounts: tuple[AccountLine, ...], width: int, why: str) -> list[Line]:
    """The accounts as a table, or why there are none."""
    if not accounts:
        return why_empty(why, width)
    name = max(8, width - 56)
    heading = (
        f" {'Account':<12} {'Main taxpayer':<{name}} {'Role':<11} {'Type':<12} {'Balance':>14}"
    )
    rows: list[Line] = [((clip(heading, width), "label"),)]
    for line in accounts:
        text = (
            f" {show_account(line.account_id)} {cell(line.main_name, name)} {cell(line.role, 11)}"
            f" {cell(line.account_type, 12)} {money(line.balance, 14):>14}"
        )
        rows.append(((text, ""),))
    return rows
