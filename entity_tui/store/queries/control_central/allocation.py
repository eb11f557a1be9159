"""Credit allocation detail of an account, an obligation, an assessment or a person (CC-25)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from entity_tui.domain.control_central.credit_allocation import (
    NO_ASSESSMENT,
    Allocation,
    Level,
    Posting,
    allocation_rows,
    through_message,
)
from entity_tui.domain.ids import show_account
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, as_day, marks
from entity_tui.store.queries.control_central.person_page import NotFound, require_person
from entity_tui.store.queries.scope import account_scope

_WAIVERS, _WRITE_OFFS = ("waiver", "abatement"), ("write-off", "write off", "writeoff")


def allocation(raw: Raw, viewer: Viewer, level: Level) -> Allocation:
    """The detail of a level the viewer may see."""
    accounts = _accounts(raw, viewer, level)
    obligations = _obligations(raw, viewer, accounts)
    if level.obligation_id and level.obligation_id not in {row[0] for row in obligations}:
        raise NotFound("There is no such obligation in your profile.", "Not found")
    postings = _postings(raw, viewer, accounts, obligations)
    if level.obligation_id:
        postings = [p for p in postings if p.obligation_id == level.obligation_id]
    debits = [p for p in postings if not p.credit]
    assessments = tuple(sorted({p.assessment or NO_ASSESSMENT for p in debits}))
    if level.assessment:
        wanted = "" if level.assessment == NO_ASSESSMENT else level.assessment
        postings = [p for p in postings if p.assessment == wanted]
    chosen = [row for row in obligations if level.obligation_id in (0, row[0])]
    message = through_message([row[2] for row in chosen], _shown(level, accounts, chosen))
    return Allocation(
        level, message, allocation_rows(postings), tuple(row[:2] for row in obligations),
        assessments if level.obligation_id else (),
    )  # fmt: skip


def _accounts(raw: Raw, viewer: Viewer, level: Level) -> list[int]:
    if level.account_id:
        rows = raw.rows(
            f"SELECT a.account_id FROM account a WHERE a.account_id = ? "
            f"AND {account_scope(viewer.scope)}",
            (level.account_id,),
        )
        if not rows:
            raise NotFound(f"Account {level.account_id:010d} is not in your profile.", "Not found")
        return [row[0] for row in rows]
    require_person(raw, viewer, level.person_id)
    rows = raw.rows(
        "SELECT a.account_id FROM account_person ap JOIN account a ON a.account_id = ap.account_id "
        f"WHERE ap.person_id = ? AND ap.role = 'main' AND {account_scope(viewer.scope)} "
        "ORDER BY a.account_id",
        (level.person_id,),
    )
    return [row[0] for row in rows]


def _obligations(
    raw: Raw, viewer: Viewer, accounts: Sequence[int]
) -> list[tuple[int, str, date | None, int]]:
    """Modules, which have a detailed balance: id, name, calculated through, account."""
    if not accounts:
        return []
    rows = raw.rows(
        "SELECT obligation_id, mft, period, calculated_through, account_id FROM obligation "
        f"WHERE obligation_type = '' AND account_id IN ({marks(len(accounts))}) "
        "ORDER BY account_id, period DESC, mft",
        accounts,
    )
    return [
        (number, f"{mft} {period}", as_day(through), account)
        for number, mft, period, through, account in rows
    ]


def _postings(
    raw: Raw, viewer: Viewer, accounts: Sequence[int], obligations: Sequence[tuple[object, ...]]
) -> list[Posting]:
    if not accounts:
        return []
    by_module = {(row[3], row[1]): int(str(row[0])) for row in obligations}
    rows = raw.rows(
        "SELECT account_id, number, kind, ft_type, category, current, mft, period, assessment, "
        "effective "
        f"FROM fin_transaction WHERE account_id IN ({marks(len(accounts))}) "
        "AND status = 'frozen' ORDER BY account_id, effective, number",
        accounts,
    )
    return [
        Posting(
            number, kind, category, _credit(kind, sort, cents), cents,
            by_module.get((account, f"{mft} {period}"), 0), assessment, account, as_day(effective),
        )
        for (account, number, kind, sort, category, cents, mft, period, assessment,
             effective) in rows
    ]  # fmt: skip


def _credit(kind: str, sort: str, cents: int) -> str:
    """What kind of credit a transaction is; a canceled payment takes back what was collected."""
    if kind in ("payment", "pay cancel"):
        return "collected"
    if cents >= 0:
        return ""
    if sort in _WAIVERS:
        return "waived"
    return "written off" if sort in _WRITE_OFFS else "other"


def _shown(level: Level, accounts: Sequence[int], chosen: Sequence[tuple[object, ...]]) -> str:
    if level.obligation_id and chosen:
        at = f", assessment {level.assessment}" if level.assessment else ""
        return f"Obligation {chosen[0][1]}{at}"
    if level.account_id:
        return f"Account {show_account(level.account_id)}"
    return f"{len(accounts)} account{'s' if len(accounts) != 1 else ''} of this taxpayer"
