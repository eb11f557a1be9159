"""What the delinquent inventory lists say of an account (EN-01, EX-DIAL)."""

from __future__ import annotations

from entity_tui.domain.control_central.account_page import ListedRow
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, day


def listings(raw: Raw, viewer: Viewer, account_id: int) -> tuple[ListedRow, ...]:
    """The account's lines of the lists, balances due first; the account is one the viewer sees."""
    rows = raw.rows(
        "SELECT listing, place, assignment, modules, balance, as_of FROM queue_entry "
        "WHERE account_id = ? ORDER BY listing",
        (account_id,),
    )
    return tuple(
        ListedRow(listing, place, assignment, modules, balance, day(as_of))
        for listing, place, assignment, modules, balance, as_of in rows
    )
