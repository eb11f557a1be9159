"""What a row of the list and a line of a zone are as a copy (UI-09)."""

from __future__ import annotations

from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.ids import show_account
from screens.control_central.hit_columns import columns_for
from screens.shared.clipboard import Copied, lines_text, row_text
from screens.shared.zone import Zone

_EVERY_COLUMN = 1000
"""A width at which no column is left out."""


def row_copied(hits: HitList, hit: Hit, what: str) -> Copied | None:
    """The row of an entry, identifiers masked, or its account's number."""
    if what == "id":
        return account_copied(hit.account_id)
    columns = columns_for(hits.kind, hits.criteria.all_locations, _EVERY_COLUMN)
    return Copied(row_text(column.text(hit) for column in columns), f"{len(columns)} columns")


def account_copied(account_id: int) -> Copied | None:
    """The number of an account with its check digit; None where there is no account."""
    number = show_account(account_id)
    return Copied(number, f"account {number}") if account_id else None


def record_copied(zone: Zone, ref: RecordRef, account_id: int, what: str) -> Copied | None:
    """The marked line of a zone, or all of one without a mark; or the number of the account."""
    if what == "id":
        return account_copied(ref.owner if ref.kind == "account" else account_id)
    marked, body = zone.marked, zone.told
    if marked is not None:
        return Copied(lines_text(body[marked : marked + 1]), "1 line")
    return Copied(lines_text(body), f"{len(body)} lines of {zone.title}") if body else None
