"""The read page of any record, by its kind; nothing outside the viewer's scope (drill-down)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from entity_tui.domain.control_central.detail import DetailPage
from entity_tui.domain.control_central.detail_parts import Owner
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw
from entity_tui.store.queries.control_central import (
    detail_account,
    detail_case,
    detail_compliance,
    detail_financial,
)
from entity_tui.store.queries.control_central.account_lines import MAIN_NAME
from entity_tui.store.queries.control_central.person_page import (
    NotFound,
    require_account,
    require_person,
)

Page = Callable[[Raw, Viewer, Owner, RecordRef, date], DetailPage | None]
_OF_ACCOUNT: dict[str, Page] = {
    "bill": detail_financial.bill,
    "payment": detail_financial.payment,
    "adjustment": detail_financial.adjustment,
    "transaction": detail_financial.transaction,
    "staged payment": detail_financial.staged_payment,
    "pay plan": detail_compliance.pay_plan,
    "overdue process": detail_compliance.overdue_process,
    "referral": detail_compliance.referral,
    "compliance rating": detail_compliance.compliance_rating,
    "module": detail_account.module,
    "account alert": detail_account.account_alert,
    "auto pay": detail_account.auto_pay,
    "tax role": detail_account.tax_role,
    "case": detail_case.case,
    "lien": detail_case.lien,
}
_OF_PERSON: dict[str, Page] = {
    "contact": detail_account.contact,
    "seasonal address": detail_account.seasonal_address,
}


def detail_page(raw: Raw, viewer: Viewer, ref: RecordRef, today: date) -> DetailPage:
    """The record a line names; NotFound where there is none, or none the viewer may see."""
    page: DetailPage | None = None
    if ref.kind == "activity":
        page = detail_case.activity(raw, viewer, ref, today)
    elif ref.kind in _OF_PERSON:
        require_person(raw, viewer, ref.owner)
        page = _OF_PERSON[ref.kind](raw, viewer, _person(raw, ref.owner), ref, today)
    elif ref.kind in _OF_ACCOUNT:
        owner = Owner(ref.owner, *require_account(raw, viewer, ref.owner))
        page = _OF_ACCOUNT[ref.kind](raw, viewer, owner, ref, today)
    if page is None:
        raise NotFound(f"There is no {ref.kind} like that in your profile.", "Not found")
    return page


def _person(raw: Raw, person_id: int) -> Owner:
    row = raw.one(f"SELECT {MAIN_NAME.format('p.person_id')} FROM person p WHERE p.person_id = ?",
                  (person_id,))  # fmt: skip
    return Owner(0, person_id, (row[0] or "") if row else "")
