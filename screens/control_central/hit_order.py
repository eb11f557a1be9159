"""The list's order and filter: pure, over the hits that were fetched (CC-10, UI-09)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.ids import show_account
from entity_tui.domain.money import show_cents
from entity_tui.domain.search_key import search_key
from screens.control_central.hit_columns import case_shown, masked, name_shown

Sortable = str | int


@dataclass(frozen=True, slots=True)
class Order:
    """One order: the column it is told at, the word for it, and what is compared.

    A hit whose value is None or "" comes last in both directions.
    """

    title: str
    word: str
    key: Callable[[Hit], Sortable | None]
    falling: bool = False
    """Its first direction."""


ORDERS = (
    Order("Name", "name", lambda hit: search_key(hit.name)),
    Order("Balance", "balance", lambda hit: hit.balance, falling=True),
    Order("City", "city", lambda hit: search_key(hit.city)),
    Order("Case", "assignment", lambda hit: hit.open_case),
    Order("Account", "account", lambda hit: hit.account_id or None),
    Order("Address", "address", lambda hit: search_key(hit.address)),
    Order("Postal", "postal", lambda hit: hit.postal),
    Order("Role", "role", lambda hit: hit.role),
)
_BY_TITLE = {order.title: order for order in ORDERS}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How a list is shown: the order's title ("" as found), its direction, the filter's text."""

    by: str = ""
    falling: bool = False
    filter: str = ""

    @property
    def word(self) -> str:
        """`balance ▼`; "" as found."""
        return f"{_BY_TITLE[self.by].word} {self.mark}" if self.by else ""

    @property
    def mark(self) -> str:
        """The direction, as the header shows it."""
        return "▼" if self.falling else "▲"

    def sorted_by(self, title: str) -> Arrangement:
        """Another order in its first direction; the same one again is turned round."""
        if title and title == self.by:
            return replace(self, falling=not self.falling)
        falling = bool(title) and _BY_TITLE[title].falling
        return replace(self, by=title, falling=falling)

    def next_order(self, steps: int) -> Arrangement:
        """The next order, round and round, `as found` among them."""
        titles = ("", *_BY_TITLE)
        return self.sorted_by(titles[(titles.index(self.by) + steps) % len(titles)])

    def turned(self) -> Arrangement:
        """The other direction; as found there is none."""
        return replace(self, falling=not self.falling) if self.by else self


def arranged(hits: HitList, how: Arrangement) -> HitList:
    """The hits that pass the filter, in order; equal ones stay as found."""
    found = filtered(hits.hits, how.filter)
    if how.by:
        found = _sorted(found, _BY_TITLE[how.by].key, how.falling)
    return hits if found is hits.hits else replace(hits, hits=found)


def filtered(hits: tuple[Hit, ...], text: str) -> tuple[Hit, ...]:
    """The hits that show every word of the text in some column; identifiers as masked (SE-05)."""
    words = search_key(text).split()
    if not words:
        return hits
    return tuple(hit for hit in hits if all(word in _row(hit) for word in words))


def _row(hit: Hit) -> str:
    account = show_account(hit.account_id) if hit.account_id else ""
    amount = show_cents(hit.balance)
    return search_key(
        f"{name_shown(hit)} {masked(hit)} {account} {hit.role} {case_shown(hit)} {hit.address} "
        f"{hit.city} {hit.postal} {amount} {amount.replace(',', '')}"
    )


def _sorted(
    hits: tuple[Hit, ...], key: Callable[[Hit], Sortable | None], falling: bool
) -> tuple[Hit, ...]:
    keyed = [(key(hit), hit) for hit in hits]
    known = [(value, hit) for value, hit in keyed if value not in {None, ""}]
    known.sort(key=lambda pair: pair[0], reverse=falling)
    unknown = [hit for value, hit in keyed if value in {None, ""}]
    return (*(hit for _, hit in known), *unknown)


def order_values() -> tuple[tuple[str, str], ...]:
    """Every order with its meaning, for the list of values (F4)."""
    directions = {False: "rising", True: "falling"}
    return (
        ("found", "as found"),
        *((order.word, f"by {order.word}, {directions[order.falling]}") for order in ORDERS),
    )


def title_of(word: str) -> str:
    """The title of the order with that word; "" as found."""
    return next((order.title for order in ORDERS if order.word == word), "")
