"""Read pages of modules and other obligations, alerts, auto pay, tax roles, contacts, seasons."""

from __future__ import annotations

from datetime import date

from entity_tui.domain.control_central.detail import DetailPage, Pair, Row, Table
from entity_tui.domain.control_central.detail_parts import (
    Owner,
    amount,
    module_shown,
    page,
    pairs,
    shown,
    table,
)
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.viewer import Viewer
from entity_tui.store.columns import instant
from entity_tui.store.database import Raw
from entity_tui.store.queries.installation import office_zone
from entity_tui.store.reference import meanings


def module(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """An obligation: a module with its statutes and transactions, or one of another type."""
    if not (ref.key.isascii() and ref.key.isdigit()):
        return None
    row = raw.one(
        "SELECT mft, period, kind, status, assessed, balance, csed, ased, rsed, closing_code, "
        "closed_on, obligation_type, state, start, until, calculated_through, location_id, as_of "
        "FROM obligation WHERE account_id = ? AND obligation_id = ?",
        (owner.account_id, int(ref.key)),
    )
    if row is None:
        return None
    (mft, period, kind, status, assessed, balance, csed, ased, rsed, code, closed, sort, state,
     start, until, through, place, as_of) = row  # fmt: skip
    name = f"Module {mft} {period}" if mft else f"Obligation {sort}"
    types, closings = meanings("obligation_types"), meanings("tc530_closing_codes")
    forms, statuses = meanings("mft_codes"), meanings("status_codes")
    return page(
        ref, name, owner, (kind or state, "closed" if closed else ""),
        pairs(
            ("Obligation ID", f"{int(ref.key):010d}"), ("Type", f"{sort} {types.get(sort, '')}"),
            ("State", state), ("MFT", f"{mft} {forms.get(mft, '')}".strip()), ("Period", period),
            ("Kind", kind), ("Status", f"{status} {statuses.get(status, '')}".strip()),
            ("Assessed", amount(assessed)), ("Reported balance", amount(balance)),
            ("CSED", shown(csed)), ("ASED", shown(ased)), ("RSED", shown(rsed)),
            ("Closing code", f"{code} {closings.get(code, '')}".strip()),
            ("Closed", shown(closed)), ("From", shown(start)), ("Until", shown(until)),
            ("P&I calculated through", shown(through)),
            Pair("Location", f"{place:010d}" if place else "",
                 RecordRef("location", place) if place else None),
            ("As of", shown(as_of)),
        ),
        _transactions(raw, owner, mft, period), _liens(raw, viewer, owner, mft, period),
    )  # fmt: skip


def _transactions(raw: Raw, owner: Owner, mft: str, period: str) -> Table:
    rows = raw.rows(
        "SELECT ft_id, kind, ft_type, effective, current, category, status FROM fin_transaction "
        "WHERE account_id = ? AND mft = ? AND period = ? ORDER BY effective DESC, number DESC",
        (owner.account_id, mft, period),
    ) if mft else []  # fmt: skip
    return table(
        "transactions", "Financial transactions",
        "Effective:9|Kind|Category:10|>Amount:14|Status:11",
        [
            Row((shown(on), f"{kind} {sort}".strip(), category, amount(cents), status),
                RecordRef("transaction", owner.account_id, str(ft)))
            for ft, kind, sort, on, cents, category, status in rows
        ],
        "No transactions on this obligation.",
    )  # fmt: skip


def _liens(raw: Raw, viewer: Viewer, owner: Owner, mft: str, period: str) -> Table:
    held = raw.one(
        "SELECT assignment FROM field_case WHERE account_id = ? ORDER BY CASE status "
        "WHEN 'closed' THEN 1 ELSE 0 END, as_of DESC, case_id DESC LIMIT 1",
        (owner.account_id,),
    )
    hidden = held is not None and not viewer.scope.sees_case(held[0])
    rows = [] if hidden or not mft else raw.rows(
        "SELECT number, status, filed_on, released_on, amount FROM lien WHERE account_id = ? "
        "AND mft = ? AND period = ? ORDER BY filed_on, number",
        (owner.account_id, mft, period),
    )  # fmt: skip
    return table(
        "liens", "Liens", "Number|Status:10|Filed:9|Released:9|>Amount:14",
        [
            Row((number, status, shown(on), shown(gone), amount(cents)),
                RecordRef("lien", owner.account_id, f"{number}/{mft}/{period}"))
            for number, status, on, gone, cents in rows
        ],
        "The case is outside your profile." if hidden else "No lien is filed.",
    )  # fmt: skip


def account_alert(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """An alert somebody put on the account."""
    kind, _, start = ref.key.partition("/")
    row = raw.one(
        "SELECT until, as_of FROM account_alert "
        "WHERE account_id = ? AND alert_type = ? AND start = ?",
        (owner.account_id, kind, start or "0001-01-01"),
    )
    if row is None:
        return None
    meaning = meanings("alert_types").get(kind, kind)
    return page(
        ref, f"Alert: {meaning}", owner, (kind,),
        pairs(("Type", kind), ("Message", meaning), ("Shown from", shown(start)),
              ("Shown until", shown(row[0]) or "without end"), ("As of", shown(row[1]))),
    )  # fmt: skip


def auto_pay(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """Automatic payment; of the external account only its end is known."""
    row = raw.one(
        "SELECT start, until, source, method, external_end, max_withdrawal, comment "
        "FROM account_autopay WHERE account_id = ? AND start = ?",
        (owner.account_id, ref.key or "0001-01-01"),
    )
    if row is None:
        return None
    start, until, source, method, end, most, comment = row
    return page(
        ref, f"Auto pay from {shown(start)}", owner, (method,),
        pairs(
            ("Source", source), ("Method", method), ("External account", f"…{end}" if end else ""),
            ("From", shown(start)), ("Until", shown(until)), ("At most", amount(most)),
            ("Comment", comment),
        ),
    )  # fmt: skip


def tax_role(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """A tax the account has to file, with its modules."""
    mft, _, start = ref.key.partition("/")
    row = raw.one(
        "SELECT until, calendar, status FROM tax_role "
        "WHERE account_id = ? AND mft = ? AND start = ?",
        (owner.account_id, mft, start or "0001-01-01"),
    )
    if row is None:
        return None
    modules = raw.rows(
        "SELECT obligation_id, period, kind, status, balance FROM obligation "
        "WHERE account_id = ? AND mft = ? ORDER BY period DESC",
        (owner.account_id, mft),
    )
    forms = meanings("mft_codes")
    return page(
        ref, f"Tax role {mft}", owner, (row[2],),
        pairs(
            ("MFT", f"{mft} {forms.get(mft, '')}".strip()), ("From", shown(start)),
            ("Until", shown(row[0])), ("Filing calendar", row[1]), ("Status", row[2]),
        ),
        table(
            "modules", "Modules", "Module:10|Kind:5|Status:7|>Balance:16",
            [
                Row((module_shown(mft, period), kind, status, amount(balance)),
                    RecordRef("module", owner.account_id, str(number)))
                for number, period, kind, status, balance in modules
            ],
            "No modules under this tax role.",
        ),
    )  # fmt: skip


def contact(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """A customer contact."""
    if not (ref.key.isascii() and ref.key.isdigit()):
        return None
    row = raw.one(
        "SELECT contact_type, at, user_name, comment, is_open FROM contact "
        "WHERE person_id = ? AND contact_id = ?",
        (owner.person_id, int(ref.key)),
    )
    if row is None:
        return None
    kind, at, by, comment, is_open = row
    when = instant(at).astimezone(office_zone(raw, viewer))
    meaning = meanings("contact_types").get(kind, "")
    return page(
        ref, f"Contact of {when:%m/%d/%y}", owner, (kind, "open" if is_open else ""),
        pairs(
            ("Contact ID", f"{int(ref.key):010d}"), ("Type", f"{kind} {meaning}".strip()),
            ("When", f"{when:%m/%d/%y %H:%M}"), ("By", by),
            ("Open", "yes" if is_open else "no"), ("Comment", comment),
        ),
    )  # fmt: skip


def seasonal_address(
    raw: Raw, viewer: Viewer, owner: Owner, ref: RecordRef, today: date
) -> DetailPage | None:
    """An address of a season."""
    if not (ref.key.isascii() and ref.key.isdigit()):
        return None
    row = raw.one(
        "SELECT start, until, status, address, city, state, postal, country FROM person_address "
        "WHERE person_id = ? AND seq = ?",
        (owner.person_id, int(ref.key)),
    )
    if row is None:
        return None
    start, until, status, address, city, state, postal, country = row
    return page(
        ref, "Seasonal address", owner, (status,),
        pairs(
            ("Season", f"{start[:2]}/{start[2:]} - {until[:2]}/{until[2:]}"), ("Status", status),
            ("Address", address), ("City", f"{city} {state} {postal}".strip()),
            ("Country", country),
        ),
    )  # fmt: skip
