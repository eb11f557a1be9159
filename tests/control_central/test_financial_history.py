"""Account Financial History and the base alerts: pure rules (CC-22, CC-23)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.alerts import AccountFacts, Named, Season, alerts_of
from entity_tui.domain.control_central.compliance import Rating
from entity_tui.domain.control_central.financial_history import (
    FIRST_ROWS,
    Transaction,
    financial_history,
)
from entity_tui.domain.control_central.record_ref import RecordRef

TODAY = date(2026, 11, 20)


def _transaction(n: int, day: date | None, current: int, kind: str = "bill") -> Transaction:
    return Transaction(n, f"{n:04d}", kind, "", "01", "202603", day, current, current // 2, None)


_days = st.one_of(st.none(), st.dates(date(2020, 1, 1), TODAY))
_lists = st.lists(st.tuples(_days, st.integers(-(10**9), 10**9)), max_size=60)


@given(_lists)
def test_cc_22_the_newest_balance_is_the_sum_of_everything(
    rows: list[tuple[date | None, int]],
) -> None:
    made = [_transaction(n, day, cents) for n, (day, cents) in enumerate(rows)]
    history = financial_history(made)
    assert history.current == sum(t.current for t in made)
    assert history.payoff == sum(t.payoff for t in made)
    assert len(history.rows) + history.more + history.older == len(made) == history.count
    assert len(history.rows) <= FIRST_ROWS
    for newer, older in zip(history.rows, history.rows[1:], strict=False):
        assert newer.balance - newer.transaction.current == older.balance
        ages = [row.transaction.effective or date.max for row in (newer, older)]
        assert ages[0] >= ages[1]


def test_cc_22_twenty_months_back_from_the_latest_transaction_are_shown() -> None:
    days = [date(2026, 10, 31), date(2025, 2, 28), date(2025, 2, 27), date(2020, 1, 1)]
    history = financial_history([_transaction(n, day, 100) for n, day in enumerate(days)])
    assert [row.transaction.effective for row in history.rows] == days[:2]
    assert (history.more, history.older, history.rows[0].balance) == (0, 2, 400)


def test_cc_22_an_event_that_has_not_begun_to_age_stands_newest_with_no_date() -> None:
    history = financial_history([_transaction(1, None, 5), _transaction(2, TODAY, 7)])
    assert [row.transaction.effective for row in history.rows] == [None, TODAY]
    assert history.rows[0].balance == 12


def _refs(count: int) -> tuple[RecordRef, ...]:
    return tuple(RecordRef("person", number) for number in range(count))


def test_cc_22_all_means_at_most_750_rows() -> None:
    many = [_transaction(n, TODAY - timedelta(days=n % 300), 1) for n in range(800)]
    history = financial_history(many, limit=10_000)
    assert (len(history.rows), history.more) == (750, 50)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, []),
        ({"accounts": 3}, ["Person has 3 accounts"]),
        ({"locations": _refs(2)}, ["Account has 2 locations"]),
        ({"persons": _refs(2), "responsible": _refs(2)}, ["2 persons are financially responsible",
                                            "2 persons on account"]),
        ({"persons": _refs(2), "guarantors": _refs(1)}, ["Account has a third-party guarantor",
                                           "2 persons on account"]),
        ({"nearest_csed": date(2027, 1, 19)}, ["CSED 01/19/27: 60 days left"]),
        ({"nearest_csed": date(2026, 11, 19)}, ["CSED 11/19/26 has passed"]),
        ({"nearest_csed": date(2030, 1, 1)}, []),
    ],
)  # fmt: skip
def test_cc_23_each_base_alert_is_asked_in_the_sources_order(
    facts: dict[str, object], said: list[str]
) -> None:
    one = {"accounts": 1, "persons": _refs(1), "responsible": _refs(1), "locations": _refs(1)}
    asked = AccountFacts(today=TODAY, **(one | facts))  # type: ignore[arg-type]
    assert [alert.text for alert in alerts_of(asked)] == said


COUNT = st.integers(2, 9)


@given(COUNT, COUNT, COUNT, COUNT, COUNT)
def test_every_alert_opens_what_it_counts(
    places: int, persons: int, responsible: int, contacts: int, changes: int
) -> None:
    """CC-23: an alert drills down; one that counts opens exactly the records it counts."""
    ref = _refs(1)[0]
    facts = AccountFacts(
        today=TODAY, accounts=2, locations=_refs(places), persons=_refs(persons),
        responsible=_refs(responsible), guarantors=_refs(1), account_id=1, person_id=2,
        last_contact=TODAY, contact=ref, open_contacts=_refs(contacts),
        account_alerts=(Named("POA", ref),), referrals=_refs(1), rating=Rating(400, 500),
        rating_changes=_refs(changes), obligation_alerts=(Named("FTD", ref),),
        plans=(Named("Plan", ref),), reactivated=_refs(2), auto_pay=Named("Debit", ref),
        seasons=(Season("0101", "1231", ref),), location_id=5, child_locations=1,
        parent_location=6, nearest_csed=TODAY, csed_modules=_refs(1),
    )  # fmt: skip
    found = alerts_of(facts)
    assert len(found) >= 18
    assert all(alert.refs for alert in found)
    counted = {alert.order: len(alert.refs) for alert in found}
    assert (counted["12"], counted["14c"], counted["14a"]) == (places, persons, responsible)
    assert (counted["2"], counted["6b"]) == (contacts, changes)


def test_cc_28_the_last_bill_is_known_however_long_ago_it_was() -> None:
    bills = [_transaction(n, date(2019, n, 1), 100) for n in (1, 2, 3)]
    paid = [_transaction(n, TODAY - timedelta(days=n), -1, "payment") for n in range(4, 40)]
    history = financial_history([*bills, *paid])
    assert not any(row.transaction.kind == "bill" for row in history.rows)
    newest, before = history.latest("bill"), history.latest("bill", 1)
    assert newest and before and history.latest("bill", 2) is None
    assert (newest.transaction.ft_id, before.transaction.ft_id) == (3, 2)
