"""Numbers and choices in words."""

from __future__ import annotations

import pytest

from entity_tui.domain.counted import any_of, counted


@pytest.mark.parametrize(
    ("names", "told"),
    [([], ""), (["A"], "A"), (["A", "B"], "A or B"), (["A", "B", "C"], "A, B or C"),
     (["A", "B", "C", "D"], "A, B, C or D")],
)  # fmt: skip
def test_tm_08_of_several_who_may_the_last_comes_after_or(names: list[str], told: str) -> None:
    assert any_of(iter(names)) == told


@pytest.mark.parametrize(("number", "told"), [(0, "0 rows"), (1, "1 row"), (4811, "4,811 rows")])
def test_what_is_counted_stands_with_its_number(number: int, told: str) -> None:
    assert counted(number, "row") == told
