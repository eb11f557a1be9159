"""Cases only ICS knew: the mark ends when IDRS brings a module or lists the account (IM-09)."""

from __future__ import annotations

from entity_tui.store.merge.ground import Ground

_BROUGHT = (
    "(EXISTS (SELECT 1 FROM obligation o WHERE o.account_id = t.account_id AND o.mft <> '' "
    "AND o.ics_only = 0 AND o.closed_on IS NULL) "
    "OR EXISTS (SELECT 1 FROM queue_entry q WHERE q.account_id = t.account_id))"
)


def end_ics_only(ground: Ground) -> None:
    """End the mark of cases whose account, among those in `stage_known`, IDRS has brought.

    Such a case still gives way to the entity extract, so the mark becomes 2.
    """
    ground.replace(
        "field_case", ("case_id",), {"ics_only": "2"},
        "(SELECT min(line) AS line, account_id FROM stage_known GROUP BY account_id) s "
        "JOIN field_case t ON t.account_id = s.account_id AND t.program = 'field' "
        f"AND t.ics_only = 1 AND t.status <> 'closed' WHERE {_BROUGHT}",
        versioned=True,
    )  # fmt: skip
