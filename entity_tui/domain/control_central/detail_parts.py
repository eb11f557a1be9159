"""Small pieces that read pages are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entity_tui.domain.control_central.detail import Column, DetailPage, Pair, Row, Table
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.money import show_cents


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose record it is."""

    account_id: int
    person_id: int
    name: str


def shown(value: date | str | None) -> str:
    """A day, or its ISO text, as `11/20/26`; "" for none."""
    at = date.fromisoformat(value) if isinstance(value, str) and value else value or None
    return f"{at:%m/%d/%y}" if at else ""


def amount(cents: int | None) -> str:
    """Cents as `1,204.50`; "" for none."""
    return show_cents(cents)


def module_ref(owner: Owner, obligation_id: int | None) -> RecordRef | None:
    """The page of a module, where the store knows it."""
    return RecordRef("module", owner.account_id, str(obligation_id)) if obligation_id else None


def pairs(*given: tuple[str, str] | Pair) -> tuple[Pair, ...]:
    """Labelled values; those without a value are left out."""
    made = (one if isinstance(one, Pair) else Pair(*one) for one in given)
    return tuple(pair for pair in made if pair.value)


def page(
    ref: RecordRef, name: str, owner: Owner, facts: tuple[str, ...], values: tuple[Pair, ...],
    *tables: Table,
) -> DetailPage:  # fmt: skip
    """A read page; whose it is leads back to the account or person."""
    of = RecordRef("account", owner.account_id) if owner.account_id else RecordRef(
        "person", owner.person_id
    )  # fmt: skip
    whose = Pair("Account of" if owner.account_id else "Taxpayer", owner.name, of)
    return DetailPage(
        ref, name, owner.name, owner.account_id, owner.person_id,
        tuple(fact for fact in facts if fact), (*values, *pairs(whose)), tables,
    )  # fmt: skip


def table(name: str, title: str, headings: str, rows: list[Row], empty: str) -> Table:
    """A table; `headings` are separated by `|`, `>` sets amounts to the right, `:n` is a width."""
    columns = []
    for heading in headings.split("|"):
        text, _, width = heading.lstrip(">").partition(":")
        columns.append(Column(text, heading.startswith(">"), int(width or 0)))
    return Table(name, title, tuple(columns), tuple(rows), "" if rows else empty)


def module_shown(mft: str, period: str) -> str:
    """`01 202603`."""
    return f"{mft} {period}".strip()


def days_between(since: date | None, today: date) -> str:
    """`22 days`; "" without a day."""
    return f"{(today - since).days} days" if since else ""
