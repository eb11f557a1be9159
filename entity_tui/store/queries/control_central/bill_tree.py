"""The bill/payment tree: what was billed and paid, and on open-item accounts how it matches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from entity_tui.domain.control_central.matching import UNMATCHED, match_state
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.control_central.tree import TreeNode, TreePage
from entity_tui.domain.ids import show_account
from entity_tui.domain.money import show_cents
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, day
from entity_tui.store.queries.control_central.account_page import account_page

_KINDS = {"bill": "bill", "bill cancel": "bill", "payment": "payment", "pay cancel": "payment"}


@dataclass(frozen=True, slots=True)
class _Moved:
    ft_id: int
    kind: str
    parent: str
    text: str
    cents: int
    event: str


def bill_tree(raw: Raw, viewer: Viewer, account_id: int, today: date) -> TreePage:
    """Bills and payments, newest first, each with its transactions (CC-32)."""
    page = account_page(raw, viewer, account_id, 0, 0, today)
    moved = _transactions(raw, account_id)
    events: dict[str, int] = defaultdict(int)
    for one in moved:
        if one.event:
            events[one.event] += one.cents
    bills = raw.rows(
        "SELECT number, billed_on, status, charges, balance FROM bill WHERE account_id = ? "
        "ORDER BY billed_on DESC, number DESC",
        (account_id,),
    )
    payments = raw.rows(
        "SELECT number, paid_on, status, amount, amount FROM payment WHERE account_id = ? "
        "ORDER BY paid_on DESC, number DESC",
        (account_id,),
    )
    groups = []
    for kind, title, rows in (("bill", "Bills", bills), ("payment", "Payments", payments)):
        nodes = tuple(_object(account_id, kind, row, moved, events, page.open_item) for row in rows)
        if nodes:
            groups.append(TreeNode(title, str(len(nodes)), None, nodes))
    root = TreeNode(
        f"Account {show_account(account_id)} {page.person.name}",
        f"{'open item' if page.open_item else 'balance forward'} "
        f"{show_cents(page.current_balance)}",
        RecordRef("account", account_id), tuple(groups),
    )  # fmt: skip
    return TreePage("bill tree", page.person.name, root, account_id, page.main_person_id)


def _transactions(raw: Raw, account_id: int) -> list[_Moved]:
    rows = raw.rows(
        "SELECT ft_id, kind, parent, mft, period, effective, current, match_event "
        "FROM fin_transaction WHERE account_id = ? AND status = 'frozen' "
        "ORDER BY effective, number",
        (account_id,),
    )
    return [
        _Moved(
            ft, kind, parent, f"{day(at):%m/%d/%y} {kind} {mft} {period}".strip() if at
            else f"{kind} {mft} {period}, not begun to age", cents, event,
        )
        for ft, kind, parent, mft, period, at, cents, event in rows
    ]  # fmt: skip


def _object(
    account_id: int, kind: str, row: Sequence[object], moved: Sequence[_Moved],
    events: dict[str, int], open_item: bool,
) -> TreeNode:  # fmt: skip
    number, at, status, cents, balance = row
    mine = [one for one in moved if one.parent == number and _KINDS.get(one.kind) == kind]
    state = match_state([(one.event, events.get(one.event, 0)) for one in mine])
    shown = sum(one.cents for one in mine) if open_item and mine else (
        balance if kind == "bill" and not open_item else cents
    )  # fmt: skip
    label = f"{day(at):%m/%d/%y} {kind.capitalize()} {number}"
    told = (status if status != "frozen" else "", state if open_item and mine else "")
    fact = " ".join((show_cents(int(str(shown))), *filter(None, map(str, told))))
    return TreeNode(
        label, fact,
        RecordRef(kind, account_id, str(number)),
        tuple(
            TreeNode(
                one.text, show_cents(one.cents),
                RecordRef("transaction", account_id, str(one.ft_id)),
                marked=_mark(open_item, one, events),
            )
            for one in mine
        ),
        marked=UNMATCHED if open_item and state == UNMATCHED else "",
    )  # fmt: skip


def _mark(open_item: bool, one: _Moved, events: dict[str, int]) -> str:
    matched = bool(one.event) and events.get(one.event, 0) == 0
    return "" if matched or not open_item else UNMATCHED
