"""The delinquent inventory list: accounts in queue, field or elsewhere, with their score."""

from __future__ import annotations

from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.ics_only import end_ics_only
from entity_tui.store.merge.keyed import Keyed, merge_keyed, owned
from entity_tui.store.merge.taxpayer import add_unknown

# Is the score of the stored case `t` that of a list, and newer than the one of the line `s`?
KEEPS_SCORE = (
    "EXISTS (SELECT 1 FROM queue_entry q WHERE q.account_id = t.account_id "
    "AND q.scored_on = t.scored_on AND q.priority = t.priority AND q.predictive = t.predictive "
    "AND (s.scored_on IS NULL OR q.scored_on > s.scored_on))"
)


def score_cases(ground: Ground) -> None:
    """Open cases of the accounts in `stage_known` take the newest list's score where newer."""
    ground.table(
        "stage_score",
        "SELECT line, account_id, priority, predictive, scored_on FROM (SELECT k.line, "
        "q.account_id, q.priority, q.predictive, q.scored_on, row_number() OVER (PARTITION BY "
        "q.account_id ORDER BY q.scored_on DESC, q.listing, k.line) AS place FROM stage_known k "
        "JOIN queue_entry q ON q.account_id = k.account_id WHERE q.scored_on IS NOT NULL) best "
        "WHERE place = 1",
    )
    ground.replace(
        "field_case", ("case_id",),
        {name: f"s.{name}" for name in ("priority", "predictive", "scored_on")},
        "stage_score s JOIN field_case t ON t.account_id = s.account_id AND t.program = 'field' "
        "AND t.status <> 'closed' WHERE (t.scored_on IS NULL OR s.scored_on > t.scored_on)",
        versioned=True,
    )  # fmt: skip


def _after(ground: Ground) -> None:
    score_cases(ground)
    end_ics_only(ground)


DIAL = owned(
    "dial", "TIN", "queue_entry", {"listing": "text"},
    {"place": "text", "assignment": "text", "status": "text", "grade": "text",
     "priority": "text", "predictive": "text", "scored_on": "date", "modules": "int",
     "balance": "int", "csed": "date"},
    after=_after,
)  # fmt: skip


def merge_dial(ground: Ground, kind: Keyed = DIAL) -> None:
    """Land a list; taxpayers nobody has brought yet are made from what it carries."""
    ground.one_per_key(kind.unique, kind.shown)
    add_unknown(ground)
    merge_keyed(ground, kind)
