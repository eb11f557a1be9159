"""The field case of an account, if the viewer's profile reaches it (CC-34, EN-01)."""

from __future__ import annotations

from datetime import date

from entity_tui.domain.control_central.account_page import CaseCard
from entity_tui.domain.organisation import Assignment, Holder
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, as_day
from entity_tui.store.reference import meanings


def case_card(
    raw: Raw, viewer: Viewer, account_id: int, case_id: int = 0
) -> tuple[CaseCard | None, bool]:
    """The open case, else the latest closed one; and whether the viewer may not see it.

    With `case_id` that one of the account's cases.
    """
    which, params = (
        (" AND c.case_id = ?", (account_id, case_id)) if case_id else ("", (account_id,))
    )
    row = raw.one(
        "SELECT c.case_id, c.case_code, c.subcode, c.grade, c.assignment, c.status, c.priority, "
        "c.predictive, c.assigned_on, c.received_on, c.last_touch, c.first_contact, c.closed_on, "
        "c.as_of, c.ics_only FROM field_case c "
        f"WHERE c.account_id = ?{which} ORDER BY "
        "CASE c.status WHEN 'closed' THEN 1 ELSE 0 END, c.as_of DESC, c.case_id DESC LIMIT 1",
        params,
    )
    if row is None:
        return None, False
    if not viewer.scope.sees_case(row[4]):
        return None, True
    return _card(raw, row), False


def _card(raw: Raw, row: tuple[object, ...]) -> CaseCard:
    case_id, code, subcode, grade, number, status, priority, predictive, *days, ics_only = row
    assigned, received, touch, contact, closed, as_of = (as_day(day) for day in days)
    holder = Assignment(str(number)).holder
    return CaseCard(
        case_id=int(str(case_id)), case_code=str(code),
        case_code_meaning=meanings("case_codes").get(str(code), ""), subcode=str(subcode),
        subcode_meaning=meanings("subcodes").get(str(subcode), ""), grade=str(grade),
        assignment=str(number), holder=holder,
        officer=officer_name(raw, str(number)) if holder is Holder.OFFICER else "",
        status=str(status), priority=str(priority), predictive=str(predictive),
        assigned_on=assigned, received_on=received, last_touch=touch, first_contact=contact,
        closed_on=closed, as_of=as_of or date.min, ics_only=ics_only == 1,
    )  # fmt: skip


def officer_name(raw: Raw, assignment: str) -> str:
    """Who works under an assignment number now; "" for nobody."""
    row = raw.one(
        "SELECT e.name FROM employee_assignment x JOIN employee e "
        "ON e.employee_id = x.employee_id WHERE x.assignment = ? AND x.until IS NULL "
        "ORDER BY x.start DESC LIMIT 1",
        (assignment,),
    )
    return row[0] if row else ""
