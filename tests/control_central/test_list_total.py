"""The total of the result list: the sum of exactly the rows listed (UI-09)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entity_tui.domain.control_central.criteria import Criteria, Kind
from entity_tui.domain.control_central.hits import HitList
from entity_tui.domain.money import show_cents
from screens.control_central.hit_detail import detail_lines, total_text
from screens.shared.draw import plain
from support.driving import opened
from support.fake_desk import HITS, FakeDesk


def found(*balances: int | None, more: bool = False) -> HitList:
    """A list with these balances."""
    hits = tuple(replace(HITS[0], balance=balance) for balance in balances)
    return HitList(Criteria(name="smith"), Kind.NAME, hits, more)


@pytest.mark.parametrize(
    ("balances", "more", "told"),
    [
        ((), False, ""),
        ((None,), False, ""),
        ((None, None), True, ""),
        ((0,), False, "Total balance 0.00"),
        ((1,), False, "Total balance 0.01"),
        ((1, None), False, "Total balance 0.01"),
        ((100, 250), False, "Total balance 3.50"),
        ((100, -250), False, "Total balance -1.50"),
        ((10**9, 1), False, "Total balance 10,000,000.01"),
        ((5, 5, 5), False, "Total balance 0.15"),
        ((100, 250), True, "Total balance of those shown 3.50"),
        ((None, 123456), True, "Total balance of those shown 1,234.56"),
    ],
)
def test_ui_09_the_total_is_that_of_the_rows(
    balances: tuple[int | None, ...], more: bool, told: str
) -> None:
    """UI-09: no row is left out and none added; others are named where the search has more."""
    listed = found(*balances, more=more)
    assert total_text(listed, listed) == told


def test_ui_09_a_filtered_list_totals_what_is_left() -> None:
    """UI-09: what the filter took away is not in the figure, which says so."""
    assert total_text(found(100), found(100, 250)) == "Total balance of those shown 1.00"
    assert total_text(None, None) == ""


@pytest.mark.parametrize("width", [20, 40, 60, 80, 132, 160])
def test_ui_09_the_name_gives_way_to_the_total(width: int) -> None:
    """UI-09: an amount is never cut at the width of a terminal."""
    hit = replace(HITS[0], name="SMITH, " + "A" * 200)
    first, _ = detail_lines(hit, width, "Total 1.00")
    assert plain(first).endswith("  Total 1.00")
    assert len(plain(first)) == width


async def test_ui_09_the_list_shows_its_total() -> None:
    """UI-09: all of those shown; after a filter the sum of the rows that are left."""
    async with opened() as session:
        await session.search("smith")
        listed = session.app.screen.table.hits.hits  # type: ignore[attr-defined]
        assert len(listed) == 300
        shown = sum(hit.balance or 0 for hit in listed)
        assert f"Total balance of those shown {show_cents(shown)}" in session.text
        await session.press("f", "juan", "enter")
        left = session.app.screen.table.hits.hits  # type: ignore[attr-defined]
        assert 0 < len(left) < 300
        told = show_cents(sum(hit.balance or 0 for hit in left))
        assert f"Total balance of those shown {told}" in session.text
        assert f"{len(left)} of 300 shown" in session.text


async def test_ui_09_a_low_window_shows_the_total_above() -> None:
    """UI-09: in the line over the list, where the lines below it have no room."""
    async with opened(FakeDesk(HITS[:5]), size=(100, 12)) as session:
        await session.search("smith")
        total = show_cents(sum(hit.balance or 0 for hit in HITS[:5]))
        assert f"Total balance {total}" in session.text
