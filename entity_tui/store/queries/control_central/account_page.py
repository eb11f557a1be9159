"""The landing page of an account, within the viewer's scope (CC-20 … CC-30, CC-34)."""

from __future__ import annotations

from datetime import date

from entity_tui.domain.control_central.account_page import AccountPage, LinkedPerson, ModuleRow
from entity_tui.domain.control_central.alert_plugins import registered
from entity_tui.domain.control_central.alerts import alerts_of
from entity_tui.domain.control_central.compliance import compliance_rows
from entity_tui.domain.control_central.financial_history import FIRST_ROWS, financial_history
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, as_day, day
from entity_tui.store.queries.control_central import account_facts as facts
from entity_tui.store.queries.control_central.account_lines import MAIN_NAME, account_count
from entity_tui.store.queries.control_central.activity_history import activity_history
from entity_tui.store.queries.control_central.alert_facts import alert_facts
from entity_tui.store.queries.control_central.compliance import (
    account_rating,
    plans,
    processes,
    rating_changes,
)
from entity_tui.store.queries.control_central.contacts import contact_count, contacts
from entity_tui.store.queries.control_central.financial_history import transactions
from entity_tui.store.queries.control_central.location_card import location_card
from entity_tui.store.queries.control_central.person_card import person_card
from entity_tui.store.queries.control_central.person_page import NotFound
from entity_tui.store.queries.entity.case_card import case_card
from entity_tui.store.queries.entity.listings import listings
from entity_tui.store.queries.scope import account_scope
from entity_tui.store.reference import meanings, rows

_ACCOUNT = (
    "SELECT a.account_type, a.division, a.bill_cycle, a.setup_date, a.mailing_location_id, "
    "a.comment, a.next_review, a.next_bill FROM account a WHERE a.account_id = ? AND {}"
)


def account_page(
    raw: Raw, viewer: Viewer, account_id: int, person_id: int, location_id: int, today: date
) -> AccountPage:
    """Return the page of one account, always about its main taxpayer.

    `person_id` is the person the account was found through, 0 for none; `location_id` 0 means the
    account's own location. Raise `NotFound` outside the viewer's scope.
    """
    row = raw.one(_ACCOUNT.format(account_scope(viewer.scope)), (account_id,))
    if row is None:
        raise NotFound(f"Account {account_id:010d} is not in your profile.", "Not found")
    account_type, division, bill_cycle, setup, mailing, comment, review, next_bill = row
    persons = _linked(raw, account_id)
    main = persons[0].person_id if persons else 0
    others = tuple(person for person in persons if person.person_id != main)
    places = _places(raw, account_id)
    known = [number for number, _ in places]
    place = location_id if location_id in known else (mailing or (known[0] if known else 0))
    modules = _modules(raw, account_id)
    reported = sum(module.balance or 0 for module in modules)
    history = financial_history(transactions(raw, viewer, account_id))
    case, hidden = case_card(raw, viewer, account_id)
    talks = contacts(raw, viewer, main)
    debts, agreed = processes(raw, viewer, account_id), plans(raw, viewer, account_id)
    changes = rating_changes(raw, viewer, account_id)
    rating = account_rating(raw, viewer, changes, today)
    pays = facts.auto_pay(raw, viewer, account_id, today)
    accounts = account_count(raw, viewer, main)
    entries, more = activity_history(raw, viewer, account_id, case, talks, debts, changes)
    if len(talks) == FIRST_ROWS:
        more += contact_count(raw, viewer, main) - len(talks)
    compliance, compliance_more = compliance_rows(account_id, debts, agreed)
    asked = alert_facts(
        raw, viewer, account_id, main, place, today, persons=persons, modules=modules,
        accounts=accounts, places=places, talks=talks, plans=agreed, rating=rating,
        auto_pay=pays, comment=comment, changes=changes,
    )  # fmt: skip
    return AccountPage(
        account_id=account_id, account_type=account_type, division=division,
        bill_cycle=bill_cycle, setup_date=day(setup),
        current_balance=history.current if history.count else reported,
        payoff_balance=history.payoff if history.count else reported,
        reported_balance=reported, history=history, activity=entries, activity_more=more,
        contacts=talks, alerts=alerts_of(asked, registered()),
        person=person_card(raw, main), main_person_id=main, linked=others,
        location=location_card(raw, place) if place else None, location_count=len(places),
        places=tuple(places),
        account_count=accounts, modules=modules, case=case, case_hidden=hidden, today=today,
        open_item=is_open_item(account_type), comment=comment, next_review=as_day(review),
        next_bill=as_day(next_bill), rating=rating, auto_pay=pays,
        account_characteristics=facts.characteristics(raw, viewer, "account", account_id, today),
        person_characteristics=facts.characteristics(raw, viewer, "person", main, today),
        location_characteristics=facts.characteristics(raw, viewer, "location", place, today),
        compliance=compliance, compliance_more=compliance_more,
        liens=() if hidden else facts.liens(raw, viewer, account_id),
        time_charged=facts.time_charged(raw, viewer, case.case_id) if case else facts.NO_TIME,
        bills=facts.bills(raw, viewer, account_id),
        listed=() if hidden else listings(raw, viewer, account_id),
        finance=facts.finance(raw, viewer, account_id, today),
        found_through=next((p for p in others if p.person_id == person_id), None),
    )  # fmt: skip


def is_open_item(account_type: str) -> bool:
    """Are the account type's transactions matched one by one (AM-63)?"""
    return any(
        row["code"] == account_type and row["open_item"] == "yes" for row in rows("account_types")
    )


def _linked(raw: Raw, account_id: int) -> list[LinkedPerson]:
    found = raw.rows(
        f"SELECT ap.person_id, {MAIN_NAME.format('ap.person_id')}, ap.role, "
        "ap.financially_responsible FROM account_person ap WHERE ap.account_id = ? "
        "ORDER BY CASE ap.role WHEN 'main' THEN 0 ELSE 1 END, ap.person_id",
        (account_id,),
    )
    return [LinkedPerson(row[0], row[1] or "", row[2], bool(row[3])) for row in found]


def _places(raw: Raw, account_id: int) -> list[tuple[int, str]]:
    """Return id and first address line of every location of the account."""
    found = raw.rows(
        "SELECT l.location_id, l.address FROM location l WHERE l.location_id IN "
        "(SELECT mailing_location_id FROM account WHERE account_id = ? UNION "
        "SELECT location_id FROM obligation WHERE account_id = ?) ORDER BY l.location_id",
        (account_id, account_id),
    )
    return [(row[0], row[1]) for row in found]


def _modules(raw: Raw, account_id: int) -> tuple[ModuleRow, ...]:
    forms, statuses = _forms(), meanings("status_codes")
    found = raw.rows(
        "SELECT obligation_id, mft, period, kind, status, assessed, balance, csed, ased, rsed, "
        "closed_on, as_of FROM obligation WHERE account_id = ? AND obligation_type = '' "
        "ORDER BY CASE WHEN closed_on IS NULL THEN 0 ELSE 1 END, period DESC, mft",
        (account_id,),
    )
    return tuple(
        ModuleRow(
            number, mft, forms.get(mft, ""), period, kind, status, statuses.get(status, ""),
            assessed, balance, as_day(csed), as_day(ased), as_day(rsed), as_day(closed),
            day(as_of),
        )
        for number, mft, period, kind, status, assessed, balance, csed, ased, rsed, closed, as_of
        in found
    )  # fmt: skip


def _forms() -> dict[str, str]:
    """`941 Employer's Quarterly Federal Tax Return` by master file tax code."""
    return {row["code"]: f"{row['form']} {row['meaning']}" for row in rows("mft_codes")}
