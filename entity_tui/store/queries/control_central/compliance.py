"""Overdue processes, pay plans, referrals and ratings, for pages whose scope is checked (CC-26)."""

from __future__ import annotations

from datetime import date

from entity_tui.domain.control_central.compliance import (
    Plan,
    Process,
    Rating,
    RatingChange,
    rating,
)
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, as_day, day
from entity_tui.store.queries.installation import number_option


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
