"""The taxpayer zone, and the accounts and persons around a person (CC-27, CC-31)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entity_tui.domain.control_central.account_page import (
    AccountLine,
    AccountPage,
    Identifier,
    LinkedPerson,
    PersonCard,
    PersonPage,
)
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.identifiers import mask_tin, show_phone, show_tin
from entity_tui.domain.ids import show_account
from screens.control_central.drilling import Entry, Links, links_of
from screens.control_central.hit_columns import money
from screens.control_central.rows import characteristics, labelled, why_empty
from screens.shared.bars import day
from screens.shared.draw import Line, cell, clip, wide

_NAME_TYPES = {"dba": "Trades as", "alternate": "Alternate"}
_LEAST_NAME = 14
_DAY = 8
"""Cells of a day, with which a last bill and a last contact begin."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A labelled value and what it leads to; the taxpayer's own page where nothing is said."""

    label: str
    value: str
    entry: Entry | None = None


def taxpayer_lines(page: AccountPage, width: int, revealed: bool) -> list[Line]:
    """The account and its main person, in the source's order; blank rows are left out."""
    return labelled([(row.label, row.value) for row in _taxpayer(page, revealed)], width)


def taxpayer_links(page: AccountPage) -> Links:
    """What the lines of `taxpayer_lines` open."""
    own = Entry(RecordRef("person", page.person.person_id), page.person.name)
    rows = [row.entry or own for row in _taxpayer(page, revealed=False) if row.value]
    entries = list(dict.fromkeys([own, *rows]))
    lines = {i: (entries.index(entry),) for i, entry in enumerate(rows)}
    return Links(lines, tuple(entries), f"persons on {show_account(page.account_id)}")


def _taxpayer(page: AccountPage, revealed: bool) -> list[_Told]:
    pay = page.auto_pay
    accounts = f"{page.account_count} of this taxpayer" if page.account_count > 1 else ""
    return [
        _Told("Account", show_account(page.account_id)),
        _Told("Taxpayer", page.person.name),
        *(_Told(label, value) for label, value in other_names(page.person)),
        _Told("Set up", day(page.setup_date)),
        _Told("Division", page.division),
        _Told("Type", page.account_type),
        _Told("Bill cycle", page.bill_cycle),
        _Told("Rating", rating_shown(page)),
        _Told("Next review", day(page.next_review)),
        *(_Told(*pair) for pair in characteristics(page.account_characteristics)),
        _Told("Auto pay", f"{pay.source} {pay.external_end}".strip() if pay else "",
              Entry(pay.ref) if pay else None),
        *map(_linked, page.linked),
        *(_Told(*pair) for pair in characteristics(page.person_characteristics)),
        *(_Told(label, value) for label, value in phones(page.person)),
        *(_Told(label, value) for label, value in identifiers(page.person, revealed)),
        _Told("Email", page.person.email),
        _Told("Accounts", accounts),
        _Told("Comment", page.comment),
        _Told("As of", day(page.person.as_of)),
    ]  # fmt: skip


def _linked(linked: LinkedPerson) -> _Told:
    mark = "  (responsible)" if linked.responsible else ""
    entry = Entry(RecordRef("person", linked.person_id), linked.name)
    return _Told(linked.role.capitalize(), (linked.name or "(no name on file)") + mark, entry)


def rating_shown(page: AccountPage) -> str:
    """`480  ! under 500`; "" while there is none."""
    rating = page.rating
    if rating.value is None:
        return ""
    return f"{rating.value}  ! under {rating.threshold}" if rating.low else str(rating.value)


def person_lines(page: PersonPage, width: int, revealed: bool) -> list[Line]:
    """The person alone, for the Taxpayer Information page."""
    person = page.person
    pairs = [
        ("Taxpayer", person.name),
        ("Kind", person.person_type),
        *other_names(person),
        *identifiers(person, revealed),
        *characteristics(page.characteristics),
        *phones(person),
        ("Email", person.email),
        ("As of", day(person.as_of)),
    ]
    return labelled(pairs, width)


def other_names(person: PersonCard) -> list[tuple[str, str]]:
    """Every name but the first."""
    return [
        (_NAME_TYPES.get(row.name_type, row.name_type.capitalize()), row.name)
        for row in person.names
        if row.name != person.name
    ]


def identifiers(person: PersonCard, revealed: bool) -> list[tuple[str, str]]:
    """Each identifier by its type, masked unless revealed."""
    return [(i.id_type, identifier_shown(i, revealed)) for i in person.identifiers]


def phones(person: PersonCard) -> list[tuple[str, str]]:
    """Each phone by its type."""
    return [(p.phone_type.capitalize(), show_phone(p.digits, p.extension)) for p in person.phones]


def identifier_shown(identifier: Identifier, revealed: bool) -> str:
    """Masked, or after F11 whole; what is unusual is said (SE-05)."""
    shown = show_tin if revealed else mask_tin
    text = shown(identifier.value, identifier.id_type)
    if identifier.primary:
        text += "  primary"
    return f"{text}  ! {identifier.flag}" if identifier.flag else text


def relation_lines(page: PersonPage, width: int) -> list[Line]:
    """The persons above and below; who is financially responsible is said."""
    pairs = [(word, _relation(person)) for word, person in _relations(page)]
    return labelled(pairs, width) or why_empty("No person above or below this one.", width)


def relation_links(page: PersonPage) -> Links:
    """Each of them opens."""
    refs = (RecordRef("person", person.person_id) for _, person in _relations(page))
    return links_of(((i, (ref,)) for i, ref in enumerate(refs)), f"around {page.person.name}")


def _relations(page: PersonPage) -> list[tuple[str, LinkedPerson]]:
    return [*(("Above", p) for p in page.parents), *(("Below", p) for p in page.children)]


def _relation(person: LinkedPerson) -> str:
    mark = "  (responsible)" if person.responsible else ""
    return f"{person.name or '(no name on file)'}, {person.role}{mark}"


def account_lines(accounts: Sequence[AccountLine], width: int, why: str) -> list[Line]:
    """The accounts as a table, children's below their parents', or why there are none."""
    if not accounts:
        return why_empty(why, width)
    columns = _Columns.of(accounts, width)
    head = f" {'Account':<12} {cell('Main taxpayer', columns.name)} {cell('Role', columns.role)}"
    head += f" {'Type':<{columns.kind}}" if columns.kind else ""
    head += f" {'Balance':>14}"
    head += f" {_titled('Last bill', columns.bill)}" if columns.bill else ""
    head += f" {_titled('Last contact', columns.contact)}" if columns.contact else ""
    return [((clip(head, width), "label"),), *(((_account(a, columns), ""),) for a in accounts)]


@dataclass(frozen=True, slots=True)
class _Columns:
    """The cells of each column: last bill and contact before the type, at least their days."""

    name: int
    role: int
    kind: int
    bill: int
    contact: int

    @classmethod
    def of(cls, accounts: Sequence[AccountLine], width: int) -> _Columns:
        bill = max(wide(account.last_bill) for account in accounts)
        contact = max(wide(account.last_contact) for account in accounts)
        role = min(11, max(4, *(wide(account.role) for account in accounts)))
        spare = width - 30 - role
        if spare - bill - contact < _LEAST_NAME + 2:
            bill, contact = min(bill, _DAY), min(contact, _DAY)
        spare -= sum(cells + 1 for cells in (bill, contact) if cells)
        kind = 12 if spare > _LEAST_NAME + 12 else 0
        return cls(max(8, spare - (kind + 1 if kind else 0)), role, kind, bill, contact)


def _account(line: AccountLine, columns: _Columns) -> str:
    indented = "  " * line.depth + line.main_name
    text = f" {show_account(line.account_id)} {cell(indented, columns.name)}"
    text += f" {cell(line.role, columns.role)}"
    text += f" {cell(line.account_type, columns.kind)}" if columns.kind else ""
    text += f" {money(line.balance, 14):>14}"
    text += f" {_begun(line.last_bill, columns.bill)}" if columns.bill else ""
    text += f" {_begun(line.last_contact, columns.contact)}" if columns.contact else ""
    return text


def _titled(title: str, cells: int) -> str:
    """`Last bill`, or `Bill` where that is too long."""
    return cell(title if wide(title) <= cells else title.split()[-1].capitalize(), cells)


def _begun(text: str, cells: int) -> str:
    """Whole, or the day it begins with."""
    return cell(text if wide(text) <= cells else text[:cells], cells)
