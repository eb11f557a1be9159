"""The lists of a block hold every gram of every row, and every match has the grams asked for."""

from __future__ import annotations

from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from entity_tui.domain.wildcard import Pattern
from entity_tui.store.search import grams, postings
from entity_tui.store.search.row import FLAGS, ROW, SCOPE, Row

TEXT = st.text(st.sampled_from("ab c%_\\é小🙂\ud7ff\ue000\uffff\U0010ffff"), max_size=12)
TRIPLE = st.tuples(TEXT, TEXT, TEXT)


@st.composite
def blocks(draw: st.DrawFn) -> list[Row]:
    return [
        (
            draw(TEXT), 1, 1, 1, draw(st.integers(0, 7)), 0, draw(TEXT), draw(TEXT), draw(TEXT),
            draw(st.sampled_from((0, 210000, 210007, 999999))),
        )
        for _ in range(draw(st.integers(1, 12)))
    ]  # fmt: skip


def plain(rows: list[Row], first: int) -> dict[int, set[int]]:
    """Every list, made one row after the other."""
    found: dict[int, set[int]] = {}
    for pos, row in enumerate(rows, first):
        of_row = {grams.scope_gram(row[SCOPE])}
        of_row |= {grams.flags_gram(e) for e in postings.EXCLUDED if not row[FLAGS] & e}
        for column, field in grams.FIELDS.items():
            of_row |= grams.text_grams(field, str(row[ROW.index(column)]))
        for gram in of_row:
            found.setdefault(gram, set()).add(pos)
    return found


def listed(rows: list[Row], first: int, together: int) -> dict[int, set[int]]:
    lists = postings.BlockLists(first)
    for at in range(0, len(rows), together):
        lists.add(rows[at : at + together])
    made = lists.postings()
    assert [gram for gram, _, _ in made] == sorted({gram for gram, _, _ in made})
    found = {gram: set(BitMap.deserialize(ids)) for gram, _, ids in made}
    assert {gram: n for gram, n, _ in made} == {gram: len(ids) for gram, ids in found.items()}
    return found


@given(blocks(), st.sampled_from((0, 16, 1 << 18)), st.sampled_from((1, 3, 100)))
def test_the_lists_of_a_block_are_those_made_row_by_row(
    rows: list[Row], first: int, together: int
) -> None:
    assert listed(rows, first, together) == plain(rows, first)


@given(blocks())
@settings(max_examples=30)
def test_very_many_different_characters_make_the_same_lists(rows: list[Row]) -> None:
    """Where a gram and a row do not fit into one number they are sorted in another way."""

    def wide(chunks: object, rank: object, base: int, length: int, bits: int) -> object:
        return postings._wide_pairs(chunks, rank, base, length)  # type: ignore[arg-type]

    with mock.patch.object(postings, "_pairs", wide):
        assert listed(rows, 0, 5) == plain(rows, 0)


@given(TRIPLE, st.integers(0, 3), st.sampled_from(list(grams.FIELDS.values())))
def test_a_text_that_matches_has_every_gram_of_the_pattern(
    parts: tuple[str, str, str], kept: int, field: int
) -> None:
    """No gram is asked for that a match might not have."""
    first, second, third = parts
    pattern = Pattern((first, *(part for part in (second, third)[:kept] if part)))
    text = f"{first}x{second}{third}y"
    assert pattern.matches(text)
    assert grams.pattern_grams(field, pattern) <= grams.text_grams(field, text)


def test_keys_fit_the_integers_of_both_databases_and_keep_their_order() -> None:
    highest = grams.key((1 << 12) - 1, grams.SCOPES_KEY)
    assert highest < 1 << 63
    assert grams.key(1, 0) > grams.key(0, (1 << 51) - 1)
    assert grams.slot_range(3, 2) == (grams.key(3, 0), grams.key(5, 0))


def test_a_mark_inside_a_stored_text_does_no_harm() -> None:
    """Such characters are folded away; a store made otherwise must still be indexed."""
    rows: list[Row] = [
        ("a\x03b", 1, 1, 1, 0, 0, "\x02", "", "", 0),
        ("ab", 1, 1, 1, 0, 0, "", "", "", 0),
    ]
    found = listed(rows, 0, 1)
    assert found[grams.gram(grams.NAME, ord("a"), ord("b"))] == {1}
    assert found[grams.gram(grams.NAME, ord("b"))] == {0, 1}
