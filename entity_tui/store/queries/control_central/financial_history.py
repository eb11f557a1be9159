"""An account's financial transactions, for pages whose scope is checked (CC-22)."""

from __future__ import annotations

from entity_tui.domain.control_central.financial_history import Transaction
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, as_day
from entity_tui.store.queries.scope import account_scope


def transactions(raw: Raw, viewer: Viewer, account_id: int) -> list[Transaction]:
    """Every transaction that counts: canceled, incomplete and erroneous ones change no balance."""
    rows = raw.rows(
        "SELECT f.ft_id, f.number, f.kind, f.ft_type, f.mft, f.period, f.effective, f.current, "
        "f.payoff, f.due FROM fin_transaction f JOIN account a ON a.account_id = f.account_id "
        f"WHERE f.account_id = ? AND f.status = 'frozen' AND {account_scope(viewer.scope)}",
        (account_id,),
    )
    return [
        Transaction(
            number, name, kind, sort, mft, period, as_day(effective), current, payoff, as_day(due)
        )
        for number, name, kind, sort, mft, period, effective, current, payoff, due in rows
    ]
