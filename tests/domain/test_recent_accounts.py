"""Accounts opened last: the newest last, each once, nothing but IDs (CC-15, SE-05)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.control_central.recent_accounts import MOST, RecentAccounts, read_recent

_IDS = st.lists(st.integers(1, 15), max_size=30)


@given(_IDS, _IDS)
def test_cc_15_the_newest_accounts_are_remembered_each_once(
    opened: list[int], old: list[int]
) -> None:
    recent = RecentAccounts()
    for number in opened:
        recent.opened(number)
    recent.older(dict.fromkeys(old))
    assert len(recent.ids) == len(set(recent.ids)) <= MOST
    newest = list(dict.fromkeys(reversed(opened)))[:MOST][::-1]
    assert recent.ids[len(recent.ids) - len(newest) :] == newest
    assert read_recent(recent.saved()) == tuple(recent.ids)


@pytest.mark.parametrize("saved", [None, "", "x", "{}", '["1"]', "[0]", "[-1]", "[10000000000]"])
def test_cc_15_a_preference_that_cannot_be_read_is_none(saved: str | None) -> None:
    assert read_recent(saved) == ()
