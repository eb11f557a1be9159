"""Trees of an account, a location, bills, a person, within the viewer's scope (CC-31, CC-32)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from entity_tui.domain.control_central.account_page import AccountPage
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.control_central.tree import TreeNode, TreePage
from entity_tui.domain.ids import show_account
from entity_tui.domain.money import show_cents
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw
from entity_tui.store.queries.control_central.account_lines import account_lines
from entity_tui.store.queries.control_central.account_page import account_page
from entity_tui.store.queries.control_central.bill_tree import bill_tree
from entity_tui.store.queries.control_central.location_card import location_card
from entity_tui.store.queries.control_central.person_page import (
    location_page,
    person_page,
    related_persons,
)
from entity_tui.store.reference import meanings

_DEEPEST = 5
Page = Callable[[Raw, Viewer, int, date], TreePage]


def tree_page(raw: Raw, viewer: Viewer, kind: str, subject: int, today: date) -> TreePage:
    """A tree by its kind; NotFound for a subject outside the scope."""
    return _PAGES[kind](raw, viewer, subject, today)


def _account_tree(raw: Raw, viewer: Viewer, account_id: int, today: date) -> TreePage:
    page = account_page(raw, viewer, account_id, 0, 0, today)
    root = TreeNode(
        f"Account {show_account(account_id)} {page.person.name}",
        show_cents(page.current_balance), RecordRef("account", account_id),
        tuple(
            node for node in (
                TreeNode("Persons", str(1 + len(page.linked)), None, _persons(page)),
                TreeNode("Tax roles", "", None, _roles(raw, viewer, account_id)),
                TreeNode("Obligations", "", None, _others(raw, viewer, account_id)),
                TreeNode("Locations", str(page.location_count), None,
                         _places(raw, viewer, account_id)),
            ) if node.children
        ),
    )  # fmt: skip
    return TreePage(
        "account tree", page.person.name, root, account_id, page.main_person_id,
        page.location.location_id if page.location else 0,
    )  # fmt: skip


def _persons(page: AccountPage) -> tuple[TreeNode, ...]:
    own = TreeNode(page.person.name, "main", RecordRef("person", page.person.person_id))
    others = (
        TreeNode(
            linked.name, f"{linked.role}{', responsible' if linked.responsible else ''}",
            RecordRef("person", linked.person_id),
        )
        for linked in page.linked
    )  # fmt: skip
    return (own, *others)


def _roles(raw: Raw, viewer: Viewer, account_id: int) -> tuple[TreeNode, ...]:
    """Tax roles with their modules; modules of no known role stand under their tax all the same."""
    forms = meanings("mft_codes")
    starts = dict(
        raw.rows("SELECT mft, min(start) FROM tax_role WHERE account_id = ? GROUP BY mft",
                 (account_id,))
    )  # fmt: skip
    modules = raw.rows(
        "SELECT obligation_id, mft, period, kind, balance, closed_on FROM obligation "
        "WHERE account_id = ? AND obligation_type = '' ORDER BY mft, period DESC",
        (account_id,),
    )
    nodes = []
    for mft in sorted({row[1] for row in modules} | set(starts)):
        mine = [row for row in modules if row[1] == mft]
        ref = RecordRef("tax role", account_id, f"{mft}/{starts[mft]}") if mft in starts else None
        children = tuple(
            TreeNode(
                f"{period} {kind}", "closed" if closed else show_cents(balance),
                RecordRef("module", account_id, str(number)),
            )
            for number, _, period, kind, balance, closed in mine
        )  # fmt: skip
        nodes.append(TreeNode(f"{mft} {forms.get(mft, '')}".strip(), f"{len(mine)}", ref, children))
    return tuple(nodes)


def _others(raw: Raw, viewer: Viewer, account_id: int) -> tuple[TreeNode, ...]:
    types = meanings("obligation_types")
    rows = raw.rows(
        "SELECT obligation_id, obligation_type, state FROM obligation WHERE account_id = ? "
        "AND obligation_type <> '' ORDER BY obligation_id",
        (account_id,),
    )
    return tuple(
        TreeNode(types.get(kind, kind), state, RecordRef("module", account_id, str(number)))
        for number, kind, state in rows
    )


def _places(raw: Raw, viewer: Viewer, account_id: int) -> tuple[TreeNode, ...]:
    rows = raw.rows(
        "SELECT mailing_location_id, 'mailing' FROM account WHERE account_id = ? "
        "AND mailing_location_id IS NOT NULL UNION SELECT location_id, 'obligation' "
        "FROM obligation WHERE account_id = ? AND location_id IS NOT NULL ORDER BY 2, 1",
        (account_id, account_id),
    )
    return tuple(
        TreeNode(location_card(raw, place).one_line(), why, RecordRef("location", place))
        for place, why in rows
    )


def _location_tree(raw: Raw, viewer: Viewer, location_id: int, today: date) -> TreePage:
    page = location_page(raw, viewer, location_id, today)
    accounts = tuple(
        TreeNode(
            f"{show_account(line.account_id)} {line.main_name}", show_cents(line.balance),
            RecordRef("account", line.account_id), _at(raw, viewer, line.account_id, location_id),
        )
        for line in page.accounts
    )  # fmt: skip
    parts = tuple(
        TreeNode(child.one_line(), child.location_type, RecordRef("location", child.location_id))
        for child in page.children
    )
    groups = (
        TreeNode("Accounts", str(len(accounts)), None, accounts),
        TreeNode("Parts of this location", str(len(parts)), None, parts),
    )
    below = tuple(group for group in groups if group.children)
    root = TreeNode(
        page.location.one_line(), page.location.location_type, RecordRef("location", location_id),
        below,
    )  # fmt: skip
    if page.parent:
        above = page.parent
        root = TreeNode(
            above.one_line(), above.location_type, RecordRef("location", above.location_id), (root,)
        )
    return TreePage("location tree", page.location.one_line(), root, location_id=location_id)


def _at(raw: Raw, viewer: Viewer, account_id: int, location_id: int) -> tuple[TreeNode, ...]:
    types = meanings("obligation_types")
    rows = raw.rows(
        "SELECT obligation_id, mft, period, obligation_type, state FROM obligation "
        "WHERE account_id = ? AND location_id = ? ORDER BY obligation_id",
        (account_id, location_id),
    )
    return tuple(
        TreeNode(
            f"{mft} {period}".strip() or types.get(kind, kind), state,
            RecordRef("module", account_id, str(number)),
        )
        for number, mft, period, kind, state in rows
    )  # fmt: skip


def _person_tree(raw: Raw, viewer: Viewer, person_id: int, today: date) -> TreePage:
    page = person_page(raw, viewer, person_id, today)
    names = tuple(
        TreeNode(row.name, row.name_type) for row in page.person.names if row.name_type != "primary"
    )
    talks = tuple(
        TreeNode(
            f"{talk.at:%m/%d/%y} {talk.contact_type}", talk.user_name,
            RecordRef("contact", person_id, str(talk.contact_id)),
        )
        for talk in page.contacts
    )  # fmt: skip
    parents = tuple(
        TreeNode(p.name, p.role, RecordRef("person", p.person_id) if p.person_id else None)
        for p in page.parents
    )
    groups = (
        TreeNode("Accounts", "", None, _accounts(raw, viewer, person_id)),
        TreeNode("Parents", "", None, parents),
        TreeNode("Children", "", None, _below(raw, viewer, person_id, {person_id}, 1)),
        TreeNode("Other names", "", None, names),
        TreeNode("Customer contacts", "", None, talks),
    )
    root = TreeNode(
        page.person.name, page.person.person_type, RecordRef("person", person_id),
        tuple(group for group in groups if group.children),
    )  # fmt: skip
    return TreePage("person tree", page.person.name, root, person_id=person_id)


def _accounts(raw: Raw, viewer: Viewer, person_id: int) -> tuple[TreeNode, ...]:
    return tuple(
        TreeNode(
            f"{show_account(line.account_id)} {line.main_name}",
            f"{line.role} {show_cents(line.balance)}", RecordRef("account", line.account_id),
        )
        for line in account_lines(raw, viewer, person_id)
    )  # fmt: skip


def _below(
    raw: Raw, viewer: Viewer, person_id: int, seen: set[int], depth: int
) -> tuple[TreeNode, ...]:
    """Persons below, to the fifth level; where the links come round again, that is said."""
    nodes = []
    for child in related_persons(raw, viewer, person_id, above=False):
        ref = RecordRef("person", child.person_id) if child.person_id else None
        fact = f"{child.role}{', financial' if child.responsible else ''}"
        again = child.person_id in seen
        deeper: tuple[TreeNode, ...] = ()
        if child.person_id and not again and depth < _DEEPEST:
            seen.add(child.person_id)
            deeper = _below(raw, viewer, child.person_id, seen, depth + 1)
        nodes.append(TreeNode(child.name, f"{fact}, shown above" if again else fact, ref, deeper))
    return tuple(nodes)


_PAGES: dict[str, Page] = {
    "account tree": _account_tree,
    "location tree": _location_tree,
    "bill tree": bill_tree,
    "person tree": _person_tree,
}
