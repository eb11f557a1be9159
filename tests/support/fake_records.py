"""Believable records behind the zones, for the desk without a store: bills, events, trees."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from entity_tui.domain.control_central.account_facts import (
    AutoPay,
    BillBar,
    CharacteristicRow,
    FinanceRow,
    LienRow,
    TimeCharged,
    TimeRow,
)
from entity_tui.domain.control_central.account_page import AccountPage, ActivityRow, Alert
from entity_tui.domain.control_central.compliance import ComplianceRow, Rating
from entity_tui.domain.control_central.contacts import ContactRow
from entity_tui.domain.control_central.credit_allocation import (
    Allocation,
    Level,
    Posting,
    allocation_rows,
)
from entity_tui.domain.control_central.detail import Column, DetailPage, Pair, Row, Table
from entity_tui.domain.control_central.financial_history import Transaction, financial_history
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.control_central.timeline import TimelineEvent
from entity_tui.domain.control_central.tree import TreeNode, TreePage
from entity_tui.domain.money import show_cents

TODAY = date(2026, 11, 20)


def ref(kind: str, account: int, key: object) -> RecordRef:
    return RecordRef(kind, account, str(key))


def transactions(account: int, n: int, count: int = 12) -> list[Transaction]:
    """A bill, a payment and an adjustment in turn, newest last; one has not begun to age."""
    kinds = [("bill", ""), ("payment", ""), ("adjustment", "penalty")]
    rows = []
    for i in range(count):
        kind, what = kinds[i % 3]
        cents = (n * 7 + i * 10_313) % 400_000 + 1_000
        cents = -cents if kind == "payment" else cents
        back = timedelta((9 if count > 20 else 20) * (count - i))
        aged = None if i == count - 1 and n % 2 else TODAY - back
        rows.append(Transaction(
            n * 1_000 + i, f"{n:06d}{i:04d}", kind, what, "01", "202603", aged, cents,
            cents + (500 if i % 4 == 0 else 0), TODAY + timedelta(21) if kind == "bill" else None,
        ))  # fmt: skip
    return rows


def bills(account: int, n: int, count: int = 8) -> tuple[BillBar, ...]:
    return tuple(
        BillBar(
            f"{n:06d}{i:04d}", TODAY - timedelta(30 * (count - i)),
            TODAY - timedelta(30 * (count - i) - 21), "complete",
            (n * 331 + i * 77_731) % 900_000, (n * 991 + i * 313_131) % 2_000_000,
            ref("bill", account, f"{n:06d}{i:04d}"),
        )
        for i in range(count)
    )  # fmt: skip


def contacts(person: int, n: int) -> tuple[ContactRow, ...]:
    return tuple(
        ContactRow(
            n * 10 + i, ("phone", "visit", "letter")[i % 3],
            datetime(2026, 11, 8, 10, tzinfo=UTC) - timedelta(30 * i), "RAMOS",
            ("Promise to pay on Friday", "No one home", "Demand letter returned")[i % 3], i == 1,
        )
        for i in range(n % 4)
    )  # fmt: skip


def complete(page: AccountPage, n: int) -> AccountPage:
    """The page with everything its zones can show; every fifth account has little."""
    account, person = page.account_id, page.person.person_id
    if n % 5 == 4:
        return page
    rows = contacts(person, n)
    events = [
        ActivityRow(row.at.date(), "Contact", "Contact", row.comment, row.user_name,
                    RecordRef("contact", person, str(row.contact_id)))
        for row in rows
    ]  # fmt: skip
    events += [
        ActivityRow(TODAY - timedelta(18 * i + 3), "Overdue", "Overdue", f"Event {i}: letter due",
                    "", ref("overdue process", account, i))
        for i in range(n % 6)
    ]  # fmt: skip
    return replace(
        page,
        history=financial_history(transactions(account, n), 25),
        activity=tuple(sorted(events, key=lambda row: row.day, reverse=True)),
        activity_more=40 if n % 7 == 0 else 0,
        contacts=rows,
        alerts=alerts(page, n, rows),
        open_item=n % 9 == 7,
        comment="Calls in the morning" if n % 3 == 1 else "",
        next_review=TODAY + timedelta(40) if n % 2 else None,
        next_bill=TODAY + timedelta(10),
        rating=Rating(480 if n % 4 == 1 else 700, 500),
        auto_pay=AutoPay("Bank", "checking", "****6789", TODAY, None, ref("auto pay", account, 1))
        if n % 3 == 0
        else None,
        account_characteristics=(CharacteristicRow("NAICS", "industry", "722511"),),
        person_characteristics=(CharacteristicRow("LANG", "language", "Spanish"),) * (n % 2),
        location_characteristics=(CharacteristicRow("ZONE", "zoning", "C-2"),) * (n % 2),
        compliance=tuple(
            ComplianceRow(TODAY - timedelta(9 * i), "Overdue process" if i % 2 else "Pay plan",
                          f"Number {i}, active", ref("pay plan", account, i))
            for i in range(n % 3)
        ),
        liens=tuple(
            LienRow(f"L{n:05d}{i}", "01", f"20260{i + 1}", "filed", date(2026, 5, 1), None,
                    "ALAMEDA", 1_234_500 + i, ref("lien", account, f"01 20260{i + 1}"))
            for i in range(n % 3)
        ),
        time_charged=TimeCharged(
            tuple(TimeRow(TODAY - timedelta(i), "CHEN, L", 150 + i, "611") for i in range(n % 4)),
            2 * (n % 4), 1_250 * (n % 4),
        ),
        bills=bills(account, n) if n % 6 != 3 else (),
        finance=(FinanceRow("Pending bill", "11/30/26 1,000.00", ref("bill", account, "pending")),)
        * (n % 2),
    )  # fmt: skip


def alerts(page: AccountPage, n: int, rows: tuple[ContactRow, ...]) -> tuple[Alert, ...]:
    modules = tuple(ref("module", page.account_id, m.obligation_id) for m in page.modules)
    person = RecordRef("person", page.person.person_id)
    found = [Alert("10", "Person has 3 accounts", False, (person,))]
    if rows:
        newest = RecordRef("contact", person.owner, str(rows[0].contact_id))
        found.insert(0, Alert("1", "Last contact: 12 days old - RAMOS", False, (newest,)))
    if len(modules) > 1:
        found.insert(0, Alert("0", "CSED 12/01/26: 11 days left", True, modules[:2]))
    return tuple(found)


def detail(wanted: RecordRef, of: str, person: int) -> DetailPage:
    """A page of pairs and two tables; the first table is empty for adjustments."""
    rows = tuple(
        Row((f"Line {i}", f"08/{i:02d}/26", show_cents(i * 123_456)),
            RecordRef("transaction", wanted.owner, str(i)) if i % 2 else None)
        for i in range(1, 5)
    )  # fmt: skip
    lines = () if wanted.kind == "adjustment" else rows
    columns = (Column("What"), Column("Day", width=8), Column("Amount", amount=True))
    return DetailPage(
        wanted, f"{wanted.kind.capitalize()} {wanted.key}", of, wanted.owner, person,
        ("complete", "08/01/26"),
        (
            Pair("Number", wanted.key),
            Pair("Account", "opens", RecordRef("account", wanted.owner)),
            Pair("Blank", ""), Pair("Comment", "a comment that goes on and on " * 6),
        ),
        (
            Table("lines", "Lines", columns, lines, "Nothing was adjusted."),
            Table("events", "Events", columns, rows),
        ),
    )  # fmt: skip


def tree(kind: str, subject: int) -> TreePage:
    """Three levels: the root, two branches, three leaves each; one leaf is unmatched."""

    def leaf(i: int) -> TreeNode:
        return TreeNode(f"Bill {i}", "1,000.00", ref("bill", subject, i),
                        marked="unmatched" if i == 2 else "")  # fmt: skip

    branches = tuple(
        TreeNode(f"Obligation {b}", "", ref("module", subject, b), tuple(map(leaf, range(3))))
        for b in range(2)
    )
    root = TreeNode("SMITH", "everything", None, branches)
    by_kind = {"account": "account_id", "bill": "account_id", "person": "person_id"}
    name = by_kind.get(kind.split()[0], "location_id")
    return TreePage(kind, f"{kind.capitalize()} of SMITH", root, **{name: subject})


def events(account: int, n: int) -> list[TimelineEvent]:
    """A bill on the 1st, a payment on the 15th of every month, contacts, and too many plans."""
    found = []
    for i in range(-30, 3):
        month = date(TODAY.year + (TODAY.month - 1 + i) // 12, (TODAY.month - 1 + i) % 12 + 1, 1)
        found.append(TimelineEvent(month, "Bills", "B", f"Bill {i}", ref("bill", account, i)))
        found.append(TimelineEvent(month.replace(day=15), "Payments", "P", f"Payment {i}"))
    found += [TimelineEvent(TODAY, "Contacts", "C", "Phone: promise to pay",
                            ref("contact", account, 1))] * 2  # fmt: skip
    return found + [TimelineEvent(TODAY, "Plans", "L", f"Plan {i}") for i in range(205)]


def allocation(level: Level) -> Allocation:
    postings = [
        Posting("11", "adjustment", "tax", "", 100_000, 5, "A1"),
        Posting("12", "payment", "tax", "collected", -30_000, 5, "A1"),
        Posting("13", "adjustment", "penalty", "", 9_900, 6, ""),
        Posting("14", "adjustment", "penalty", "waived", -900, 6, ""),
    ]
    kept = [p for p in postings if level.obligation_id in {0, p.obligation_id}]
    what = f"Obligation {level.obligation_id}" if level.obligation_id else "Whole"
    return Allocation(
        level, f"{what}, calculated through 11/20/26", allocation_rows(kept),
        ((5, "01 202603"), (6, "01 202606")), ("A1",) if level.obligation_id == 5 else (),
    )  # fmt: skip
