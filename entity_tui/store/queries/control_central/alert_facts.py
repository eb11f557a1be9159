"""What the alerts of an account are asked about (CC-23)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from entity_tui.domain.control_central.account_facts import AutoPay
from entity_tui.domain.control_central.account_page import LinkedPerson, ModuleRow
from entity_tui.domain.control_central.alerts import AccountFacts, Named, Season
from entity_tui.domain.control_central.compliance import (
    PLANS_ALERTED,
    Plan,
    Rating,
    RatingChange,
    in_effect,
)
from entity_tui.domain.control_central.contacts import ContactRow
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, day
from entity_tui.store.queries.control_central.compliance import (
    active_referrals,
)
from entity_tui.store.queries.control_central.contacts import open_contacts
from entity_tui.store.reference import meanings, rows


def alert_facts(
    raw: Raw, viewer: Viewer, account_id: int, person_id: int, place: int, today: date, *,
    persons: Sequence[LinkedPerson], modules: Sequence[ModuleRow], accounts: int,
    places: Sequence[tuple[int, str]],
    talks: Sequence[ContactRow], plans: Sequence[Plan], rating: Rating, auto_pay: AutoPay | None,
    comment: str, changes: Sequence[RatingChange],
) -> AccountFacts:  # fmt: skip
    """The facts of an account the viewer may see."""
    owing = [m for m in modules if m.csed and (m.balance or 0) > 0 and not m.closed_on]
    nearest = min((m.csed for m in owing if m.csed), default=None)
    messages, reactivated = _obligations(raw, account_id)
    return AccountFacts(
        today=today, accounts=accounts,
        locations=tuple(RecordRef("location", number) for number, _ in places),
        persons=_persons(persons),
        responsible=_persons(person for person in persons if person.responsible),
        guarantors=_persons(person for person in persons if person.role == "guarantor"),
        account_id=account_id, person_id=person_id, comment=comment, rating=rating,
        account_alerts=_account_alerts(raw, account_id, today),
        referrals=tuple(RecordRef("referral", account_id, number)
                        for number in active_referrals(raw, viewer, account_id)),
        obligation_alerts=messages, reactivated=reactivated,
        plans=tuple(Named(plan.text, RecordRef("pay plan", account_id, plan.number))
                    for plan in plans if plan.status in PLANS_ALERTED),
        auto_pay=Named(auto_pay.method, auto_pay.ref) if auto_pay else None,
        seasons=_seasons(raw, person_id), nearest_csed=nearest,
        csed_modules=tuple(RecordRef("module", account_id, str(m.obligation_id))
                           for m in owing if m.csed == nearest),
        rating_changes=tuple(RecordRef("compliance rating", account_id, change.number)
                             for change in changes if in_effect(change, today)),
        **_talk_facts(raw, viewer, talks), **_place_facts(raw, place),
    )  # fmt: skip


def _persons(persons: Iterable[LinkedPerson]) -> tuple[RecordRef, ...]:
    return tuple(RecordRef("person", person.person_id) for person in persons)


def _talk_facts(raw: Raw, viewer: Viewer, talks: Sequence[ContactRow]) -> dict[str, Any]:
    if not talks:
        return {}
    last = talks[0]
    return {
        "last_contact": last.at.date(),
        "last_contact_by": last.user_name,
        "contact": RecordRef("contact", last.person_id, str(last.contact_id)),
        "open_contacts": tuple(
            RecordRef("contact", last.person_id, str(number))
            for number in open_contacts(raw, viewer, last.person_id)
        ),
    }


def _place_facts(raw: Raw, place: int) -> dict[str, Any]:
    row = raw.one(
        "SELECT coalesce(l.parent_id, 0), (SELECT count(*) FROM location c "
        "WHERE c.parent_id = l.location_id) FROM location l WHERE l.location_id = ?",
        (place,),
    )
    if row is None:
        return {}
    return {"location_id": place, "parent_location": row[0], "child_locations": int(row[1])}


def _account_alerts(raw: Raw, account_id: int, today: date) -> tuple[Named, ...]:
    known = meanings("alert_types")
    found = raw.rows(
        "SELECT alert_type, start, until FROM account_alert WHERE account_id = ? "
        "ORDER BY start, alert_type",
        (account_id,),
    )
    return tuple(
        Named(
            known.get(kind, kind),
            RecordRef("account alert", account_id, f"{kind}/{day(start).isoformat()}"),
        )
        for kind, start, until in found
        if day(start) <= today and (until is None or day(until) >= today)
    )


def _obligations(raw: Raw, account_id: int) -> tuple[tuple[Named, ...], tuple[RecordRef, ...]]:
    """Obligations whose type bears a message, and those that were reactivated."""
    messages = {row["code"]: row["alert"] for row in rows("obligation_types")}
    found = raw.rows(
        "SELECT obligation_id, obligation_type, state FROM obligation WHERE account_id = ? "
        "AND obligation_type <> '' ORDER BY obligation_id",
        (account_id,),
    )
    named, again = [], []
    for number, kind, state in found:
        ref = RecordRef("module", account_id, str(number))
        if messages.get(kind) and state not in ("closed", "canceled"):
            named.append(Named(messages[kind], ref))
        if state == "reactivated":
            again.append(ref)
    return tuple(named), tuple(again)


def _seasons(raw: Raw, person_id: int) -> tuple[Season, ...]:
    found = raw.rows(
        "SELECT seq, start, until FROM person_address WHERE person_id = ? AND status = 'active' "
        "ORDER BY seq",
        (person_id,),
    )
    return tuple(
        Season(start, until, RecordRef("seasonal address", person_id, str(seq)))
        for seq, start, until in found
    )
