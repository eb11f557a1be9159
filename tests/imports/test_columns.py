"""Whole chunks are cut into columns at once, to the same fields as line by line (PF-09)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from entity_tui.domain.search_key import search_key, search_keys
from entity_tui.imports.check import Checker
from entity_tui.imports.feeds import find_feed
from entity_tui.imports.layout import load_layout
from entity_tui.imports.record import split_columns
from entity_tui.paths import data_root

FIELD = st.text(st.characters(exclude_characters="|\n\r", exclude_categories=("Cs",)), max_size=6)
ROWS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(FIELD, min_size=width, max_size=width), min_size=1, max_size=9)
)


@given(ROWS)
def test_pf_09_columns_are_the_fields_of_the_lines(rows: list[list[str]]) -> None:
    text = "\n".join("|".join(row) for row in rows)
    columns = split_columns(text, "|", len(rows[0]), len(rows))
    assert columns == [list(column) for column in zip(*rows, strict=True)]


@given(st.lists(st.integers(1, 6), min_size=1, max_size=9), st.integers(1, 6))
@example([3, 1, 1, 3], 2)
def test_pf_09_one_line_of_another_width_and_nothing_is_cut_at_once(
    widths: list[int], width: int
) -> None:
    """Also where a line has one field too many and the next one too few."""
    text = "\n".join("|".join("x" * wide) for wide in widths)
    found = split_columns(text, "|", width, len(widths))
    assert (found is not None) == (set(widths) == {width})


@given(st.lists(st.text(max_size=5), max_size=300))
def test_pf_09_keys_of_many_are_the_keys_of_each(texts: list[str]) -> None:
    assert search_keys(texts) == [search_key(text) for text in texts]


HEADER = b"EIN,NAME,STREET,CITY,STATE,ZIP\n"
GOOD = b"%09d,NAME %d,1 MAIN ST,OAKLAND,CA,94601\n"


@pytest.mark.parametrize(
    ("odd", "rejects", "name"),
    [
        (b"000000099, BLANKS ,1 MAIN ST,OAKLAND,CA,94601\n", 0, "BLANKS"),
        (b"000000099,\xc2\xa0CAF\xc3\x89\t,1 MAIN ST,OAKLAND,CA,94601\n", 0, "CAFÉ"),
        (b'000000099,"A, B",1 MAIN ST,OAKLAND,CA,94601\n', 0, "A, B"),
        (b"000000099,A\0B,1 MAIN ST,OAKLAND,CA,94601\n", 1, None),
        (b"000000099,%s,1 MAIN ST,OAKLAND,CA,94601\n" % (b"X" * 5_000), 1, None),
        (b"000000099,,1 MAIN ST,OAKLAND,CA,94601\n", 1, None),
        (b"000000099,TOO,FEW,FIELDS\n", 1, None),
    ],
    ids=["blanks", "not ASCII", "quoted", "NUL", "long", "missing", "ragged"],
)  # fmt: skip
def test_im_08_an_odd_line_among_many_is_read_as_it_is_alone(
    odd: bytes, rejects: int, name: str | None
) -> None:
    lines = [HEADER, *(GOOD % (n, n) for n in range(1, 50)), odd, GOOD % (51, 51)]
    layout = load_layout(find_feed("acc"), data_root() / "layouts" / "taxpayers.toml")
    batches = list(Checker(layout, "file").batches(iter([lines])))
    names = [name for batch in batches for name in batch.columns["name"]]
    told = [reject.line for batch in batches for reject in batch.rejects]
    assert told == [51] * rejects
    assert names[:49] == [f"NAME {n}" for n in range(1, 50)] and names[-1] == "NAME 51"
    assert len(names) == 51 - rejects and (name is None or names[49] == name)
