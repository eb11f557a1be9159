"""Get All: the histories of an account beyond their first rows, up to 750 (CC-21, CC-22, CC-26)."""

from __future__ import annotations

from entity_tui.domain.control_central.account_page import ActivityRow
from entity_tui.domain.control_central.compliance import ComplianceRow, compliance_rows
from entity_tui.domain.control_central.financial_history import (
    MOST_ROWS,
    FinancialHistory,
    financial_history,
)
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw
from entity_tui.store.queries.control_central.activity_history import activity_history
from entity_tui.store.queries.control_central.compliance import (
    plans,
    processes,
    rating_changes,
)
from entity_tui.store.queries.control_central.contacts import contacts
from entity_tui.store.queries.control_central.financial_history import transactions
from entity_tui.store.queries.control_central.person_page import require_account
from entity_tui.store.queries.entity.case_card import case_card


def all_history(raw: Raw, viewer: Viewer, account_id: int) -> FinancialHistory:
    """The financial history of twenty months, 750 rows at most."""
    require_account(raw, viewer, account_id)
    return financial_history(transactions(raw, viewer, account_id), MOST_ROWS)


def all_activity(raw: Raw, viewer: Viewer, account_id: int) -> tuple[tuple[ActivityRow, ...], int]:
    """The newest 750 rows of activity, and how many more there are."""
    person, _ = require_account(raw, viewer, account_id)
    case, _ = case_card(raw, viewer, account_id)
    return activity_history(
        raw, viewer, account_id, case, contacts(raw, viewer, person, MOST_ROWS),
        processes(raw, viewer, account_id), rating_changes(raw, viewer, account_id), MOST_ROWS,
    )  # fmt: skip


def all_compliance(
    raw: Raw, viewer: Viewer, account_id: int
) -> tuple[tuple[ComplianceRow, ...], int]:
    """The newest 750 active processes and plans, and how many more there are."""
    require_account(raw, viewer, account_id)
    return compliance_rows(
        account_id, processes(raw, viewer, account_id), plans(raw, viewer, account_id), MOST_ROWS
    )
