"""The landing page of an account, within the viewer's scope (CC-20, CC-27, CC-29, CC-34)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from entity_tui.domain.control_central.account_page import (
    AccountLine,
    AccountPage,
    LinkedPerson,
    LocationPage,
    ModuleRow,
    PersonPage,
)
from entity_tui.domain.control_central.alerts import AccountFacts, alerts_of
from entity_tui.domain.control_central.contacts import ContactRow
from entity_tui.domain.control_central.financial_history import financial_history
from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.store.database import Raw, as_day
from entity_tui.store.queries.control_central.activity_history import activity
from entity_tui.store.queries.control_central.contacts import contacts
from entity_tui.store.queries.control_central.financial_history import transactions
from entity_tui.store.queries.control_central.location_card import location_card
from entity_tui.store.queries.control_central.person_card import person_card
from entity_tui.store.queries.entity.case_card import case_card
from entity_tui.store.queries.scope import account_scope, area_scope
from entity_tui.store.reference import meanings
from entity_tui.store.reference import rows as reference_rows

_ACCOUNT = (
    "SELECT a.account_type, a.division, a.bill_cycle, a.setup_date, a.mailing_location_id "
    "FROM account a WHERE a.account_id = ? AND {}"
)
_MAIN_NAME = (
    "(SELECT n.name FROM person_name n WHERE n.person_id = {0} ORDER BY "
    "CASE n.name_type WHEN 'primary' THEN 0 ELSE 1 END, n.seq LIMIT 1)"
)
_BALANCE = (
    "(SELECT coalesce(sum(o.balance), 0) FROM obligation o WHERE o.account_id = a.account_id)"
)


class NotFound(EntityError):
    """There is no such record, or none this viewer may see; the message does not tell which."""


def account_page(
    raw: Raw, viewer: Viewer, account_id: int, person_id: int, location_id: int, today: date
) -> AccountPage:
    """The page of one account; `person_id` and `location_id` 0 mean its main person and place."""
    scope = viewer.scope
    row = raw.one(_ACCOUNT.format(account_scope(scope)), (account_id,))
    if row is None:
        raise NotFound(f"Account {account_id:010d} is not in your profile.", "Not found")
    account_type, division, bill_cycle, setup, mailing = row
    persons = _linked(raw, account_id)
    main = next((person.person_id for person in persons if person.role == "main"), 0)
    shown = person_id if person_id in {person.person_id for person in persons} else main
    places = _places(raw, account_id)
    place = location_id if location_id in places else (mailing or (places[0] if places else 0))
    modules = _modules(raw, account_id)
    reported = sum(module.balance or 0 for module in modules)
    history = financial_history(transactions(raw, viewer, account_id))
    case, hidden = case_card(raw, viewer, account_id)
    entries, more = activity(raw, viewer, case.case_id) if case else ((), 0)
    talks = contacts(raw, viewer, shown)
    location = location_card(raw, place) if place else None
    accounts = len(account_lines(raw, viewer, shown))
    return AccountPage(
        account_id=account_id, account_type=account_type, division=division,
        bill_cycle=bill_cycle, setup_date=_day(setup),
        current_balance=history.current if history.count else reported,
        payoff_balance=history.payoff if history.count else reported,
        reported_balance=reported, history=history, activity=entries, activity_more=more,
        contacts=talks,
        alerts=alerts_of(
            replace(
                _facts(today, persons, modules, accounts, len(places)),
                **_contact_facts(talks), **_location_facts(raw, place),
            )
        ),
        person=person_card(raw, shown), main_person_id=main,
        linked=tuple(person for person in persons if person.person_id != shown),
        location=location, location_count=len(places), account_count=accounts, modules=modules,
        case=case,
        case_hidden=hidden, today=today,
    )  # fmt: skip


def _facts(
    today: date, persons: list[LinkedPerson], modules: tuple[ModuleRow, ...], accounts: int,
    locations: int,
) -> AccountFacts:  # fmt: skip
    statutes = [m.csed for m in modules if m.csed and (m.balance or 0) > 0 and not m.closed_on]
    return AccountFacts(
        today=today, accounts=accounts, locations=locations, persons=len(persons),
        responsible=sum(person.responsible for person in persons),
        guarantors=sum(person.role == "guarantor" for person in persons),
        nearest_csed=min(statutes, default=None),
    )  # fmt: skip


def _contact_facts(talks: tuple[ContactRow, ...]) -> dict[str, Any]:
    if not talks:
        return {}
    return {
        "last_contact": talks[0].at.astimezone().date(),
        "last_contact_by": talks[0].user_name,
        "open_contacts": sum(talk.is_open for talk in talks),
    }


def _location_facts(raw: Raw, location: int) -> dict[str, Any]:
    row = raw.one(
        "SELECT l.parent_id IS NOT NULL, (SELECT count(*) FROM location c "
        "WHERE c.parent_id = l.location_id) FROM location l WHERE l.location_id = ?",
        (location,),
    )
    return {"has_parent_location": bool(row[0]), "child_locations": int(row[1])} if row else {}


def person_page(raw: Raw, viewer: Viewer, person_id: int, today: date) -> PersonPage:
    """The Taxpayer Information page: the person and the accounts the viewer may see."""
    accounts = account_lines(raw, viewer, person_id)
    visible = accounts or raw.one(
        f"SELECT 1 FROM person p WHERE p.person_id = ? AND {area_scope(viewer.scope, 'p')} "
        "AND NOT EXISTS (SELECT 1 FROM account_person x WHERE x.person_id = p.person_id)",
        (person_id,),
    )
    if not visible:
        raise NotFound(f"Person {person_id:010d} is not in your profile.", "Not found")
    return PersonPage(person_card(raw, person_id), accounts, today)


def location_page(raw: Raw, viewer: Viewer, location_id: int, today: date) -> LocationPage:
    """A location and the accounts found there that the viewer may see."""
    rows = raw.rows(
        f"SELECT a.account_id, a.account_type, {_MAIN_NAME.format('ap.person_id')}, ap.role, "
        f"{_BALANCE} FROM (SELECT account_id FROM account WHERE mailing_location_id = ? UNION "
        "SELECT account_id FROM obligation WHERE location_id = ?) q "
        "JOIN account a ON a.account_id = q.account_id JOIN account_person ap "
        "ON ap.account_id = a.account_id AND ap.role = 'main' "
        f"WHERE {account_scope(viewer.scope)} ORDER BY a.account_id",
        (location_id, location_id),
    )
    lines = _lines(rows)
    visible = lines or raw.one(
        f"SELECT 1 FROM location l WHERE l.location_id = ? AND {area_scope(viewer.scope, 'l')} "
        "AND NOT EXISTS (SELECT 1 FROM account a WHERE a.mailing_location_id = l.location_id) "
        "AND NOT EXISTS (SELECT 1 FROM obligation o WHERE o.location_id = l.location_id)",
        (location_id,),
    )
    if not visible:
        raise NotFound(f"Location {location_id:010d} is not in your profile.", "Not found")
    return LocationPage(location_card(raw, location_id), lines, today)


def account_lines(raw: Raw, viewer: Viewer, person_id: int) -> tuple[AccountLine, ...]:
    """The accounts of a person that the viewer may see, oldest id first."""
    main = (
        "(SELECT m.person_id FROM account_person m WHERE m.account_id = a.account_id "
        "AND m.role = 'main')"
    )
    rows = raw.rows(
        f"SELECT a.account_id, a.account_type, {_MAIN_NAME.format(main)}, ap.role, {_BALANCE} "
        "FROM account_person ap JOIN account a ON a.account_id = ap.account_id "
        f"WHERE ap.person_id = ? AND {account_scope(viewer.scope)} ORDER BY a.account_id",
        (person_id,),
    )
    return _lines(rows)


def _lines(rows: list[tuple[Any, ...]]) -> tuple[AccountLine, ...]:
    return tuple(
        AccountLine(account, kind, name or "", role, int(balance))
        for account, kind, name, role, balance in rows
    )


def _linked(raw: Raw, account_id: int) -> list[LinkedPerson]:
    rows = raw.rows(
        f"SELECT ap.person_id, {_MAIN_NAME.format('ap.person_id')}, ap.role, "
        "ap.financially_responsible FROM account_person ap WHERE ap.account_id = ? "
        "ORDER BY CASE ap.role WHEN 'main' THEN 0 ELSE 1 END, ap.person_id",
        (account_id,),
    )
    return [LinkedPerson(row[0], row[1] or "", row[2], bool(row[3])) for row in rows]


def _places(raw: Raw, account_id: int) -> list[int]:
    rows = raw.rows(
        "SELECT mailing_location_id FROM account WHERE account_id = ? AND mailing_location_id "
        "IS NOT NULL UNION SELECT location_id FROM obligation WHERE account_id = ? "
        "AND location_id IS NOT NULL ORDER BY 1",
        (account_id, account_id),
    )
    return [row[0] for row in rows]


def _modules(raw: Raw, account_id: int) -> tuple[ModuleRow, ...]:
    forms, statuses = _forms(), meanings("status_codes")
    rows = raw.rows(
        "SELECT obligation_id, mft, period, kind, status, assessed, balance, csed, ased, rsed, "
        "closed_on, as_of FROM obligation WHERE account_id = ? "
        "ORDER BY CASE WHEN closed_on IS NULL THEN 0 ELSE 1 END, period DESC, mft",
        (account_id,),
    )
    return tuple(
        ModuleRow(
            number, mft, forms.get(mft, ""), period, kind, status, statuses.get(status, ""),
            assessed, balance, as_day(csed), as_day(ased), as_day(rsed), as_day(closed),
            _day(as_of),
        )
        for number, mft, period, kind, status, assessed, balance, csed, ased, rsed, closed, as_of
        in rows
    )  # fmt: skip


def _forms() -> dict[str, str]:
    """`941 Employer's Quarterly Federal Tax Return` by master file tax code."""
    return {row["code"]: f"{row['form']} {row['meaning']}" for row in reference_rows("mft_codes")}


def _day(value: object) -> date:
    day = as_day(value)
    assert day is not None
    return day
