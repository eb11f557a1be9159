"""Overdue processes, pay plans, referrals and ratings, for pages whose scope is checked (CC-26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entity_tui.domain.control_central.compliance import (
    ComplianceRow,
    Rating,
    RatingChange,
    rating,
)
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.money import show_cents
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, as_day
from entity_tui.store.queries.control_central.account_facts import FIRST_ROWS, day
from entity_tui.store.queries.installation import number_option

PLANS_ALERTED = ("pending start", "active", "pending stop")


@dataclass(frozen=True, slots=True)
class Plan:
    """A pay plan as its information string names it."""

    number: str
    plan_type: str
    status: str
    start: date

    @property
    def text(self) -> str:
        """`Installment agreement, active from 03/14/26`."""
        return f"{self.plan_type}, {self.status} from {self.start:%m/%d/%y}"


@dataclass(frozen=True, slots=True)
class Process:
    """An overdue process as its information string names it."""

    number: str
    process_type: str
    status: str
    started: date
    ended: date | None
    amount: int

    @property
    def text(self) -> str:
        """`Balance due, active since 08/03/26: 4,400.75`."""
        ended = f", ended {self.ended:%m/%d/%y}" if self.ended else ""
        return (
            f"{self.process_type}, {self.status} since {self.started:%m/%d/%y}{ended}: "
            f"{show_cents(self.amount)}"
        )


def plans(raw: Raw, viewer: Viewer, account_id: int) -> list[Plan]:
    """Every pay plan of an account, newest first."""
    rows = raw.rows(
        "SELECT number, plan_type, status, start FROM pay_plan WHERE account_id = ? "
        "ORDER BY start DESC, number",
        (account_id,),
    )
    return [Plan(number, kind, status, day(start)) for number, kind, status, start in rows]


def processes(raw: Raw, viewer: Viewer, account_id: int) -> list[Process]:
    """Every overdue process of an account, newest first."""
    rows = raw.rows(
        "SELECT number, process_type, status, started, ended, amount FROM overdue_process "
        "WHERE account_id = ? ORDER BY started DESC, number",
        (account_id,),
    )
    return [
        Process(number, kind, status, day(started), as_day(ended), amount)
        for number, kind, status, started, ended, amount in rows
    ]


def compliance_rows(
    account_id: int, debts: list[Process], agreed: list[Plan], limit: int = FIRST_ROWS
) -> tuple[tuple[ComplianceRow, ...], int]:
    """Active processes and plans, newest first, and how many more there are."""
    rows = [
        ComplianceRow(
            p.started, "Overdue process", p.text, RecordRef("overdue process", account_id, p.number)
        )
        for p in debts
        if p.status == "active"
    ]
    rows += [
        ComplianceRow(p.start, "Pay plan", p.text, RecordRef("pay plan", account_id, p.number))
        for p in agreed
        if p.status == "active"
    ]
    rows.sort(key=lambda row: (row.day, row.ref.key), reverse=True)
    return tuple(rows[:limit]), max(0, len(rows) - limit)


def rating_changes(raw: Raw, viewer: Viewer, account_id: int) -> list[RatingChange]:
    """Every compliance-rating transaction, newest first."""
    rows = raw.rows(
        "SELECT number, start, until, points, reason, created_on, created_by "
        "FROM compliance_rating WHERE account_id = ? ORDER BY start DESC, number",
        (account_id,),
    )
    return [
        RatingChange(number, day(start), as_day(until), points, reason, day(on), by)
        for number, start, until, points, reason, on, by in rows
    ]


def account_rating(raw: Raw, viewer: Viewer, changes: list[RatingChange], today: date) -> Rating:
    """The rating of the day; without a start rating of the installation it is not known."""
    start = number_option(raw, viewer, "rating_start")
    return rating(start, number_option(raw, viewer, "rating_threshold"), changes, today)


def active_referrals(raw: Raw, viewer: Viewer, account_id: int) -> list[str]:
    """The numbers of referrals that were not called back."""
    rows = raw.rows(
        "SELECT number FROM referral WHERE account_id = ? AND recalled_on IS NULL "
        "ORDER BY referred_on DESC, number",
        (account_id,),
    )
    return [row[0] for row in rows]
