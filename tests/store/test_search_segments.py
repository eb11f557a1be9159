"""Segments take the slots there are, and none takes another's."""

from __future__ import annotations

from random import Random

import pytest

from entity_tui.store.database import StoreError
from entity_tui.store.search.limits import Limits
from entity_tui.store.search.segment import Segment, place

LIMITS = Limits(block_bits=4)


def taken(segments: list[Segment]) -> list[int]:
    return [slot for s in segments for slot in range(s.slot, s.slot + s.slots)]


def test_a_small_segment_takes_one_slot_and_a_large_one_a_slot_for_its_whole_lists() -> None:
    assert [Segment(1, 0, rows, 4).slots for rows in (1, 16, 17, 32, 33)] == [1, 1, 3, 3, 4]
    assert Segment(1, 32, 33, 4).head == 5
    assert Segment(1, 32, 16, 4).head == 2
    assert Segment(1, 32, 33, 4).span(2) == (64, 65)


def test_a_gap_is_used_only_where_the_whole_segment_fits() -> None:
    existing = [Segment(1, 0, 16, 4), Segment(2, 4 << 4, 16, 4)]
    assert place(existing, 40, LIMITS).slot == 5
    assert place(existing, 32, LIMITS).slot == 1
    assert place(existing, 16, LIMITS).slot == 1
    assert place([], 5, LIMITS).slot == 0


def test_segments_that_come_and_go_never_overlap_and_have_a_number_of_their_own() -> None:
    random = Random(5)
    existing: list[Segment] = []
    for _ in range(500):
        new = place(existing, random.choice((1, 10, 16, 17, 60, 200)), LIMITS)
        assert new.id not in {segment.id for segment in existing}
        existing.append(new)
        assert len(taken(existing)) == len(set(taken(existing)))
        while len(existing) > random.choice((3, 9, 20)):
            existing.remove(random.choice(existing))


def test_a_full_index_says_what_to_do() -> None:
    with pytest.raises(StoreError, match="reindex"):
        place([Segment(1, 0, 16 * 4094, 4)], 40, LIMITS)
