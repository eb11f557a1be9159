"""EX-OUT1, EX-OUT2: what is written by a layout reads back exactly, or is refused with its line."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.imports.check import Checker
from entity_tui.imports.layout import Layout, parse_layout
from entity_tui.imports.outgoing import OUTGOING, out_layout
from entity_tui.imports.read import Lines
from entity_tui.imports.values import Value
from entity_tui.imports.write import Writer, WriteRefused

DAY = date(2026, 11, 20)
NAMES = ("name", "status", "scored_on", "modules", "balance")


def layout(encoding: str, form: str, quote: str = "") -> Layout:
    """A layout of five fields, with header, heading and trailer where the form has them."""
    if form == "fixed":
        starts = zip(NAMES, (1, 41, 44, 60, 72), (40, 2, 10, 10, 16), strict=True)
        fields = [f'{{ name = "{n}", start = {s}, width = {w} }}' for n, s, w in starts]
        control = "[trailer]\nmarker = 'TRAILER'\ncount = [10, 8]\nas_of = [20, 10]\n"
    else:
        fields = [f'{{ name = "{name}", column = "{name.upper()}" }}' for name in NAMES]
        control = (
            "[heading]\nmarker = 'HEADER'\nas_of = 3\n"
            "[trailer]\nmarker = 'TRAILER'\ncount = 2\nas_of = 3\n"
        )
    text = (
        f"feed = 'als'\nformat = '{form}'\ndelimiter = '|'\nquote = '{quote}'\n"
        f"encoding = '{encoding}'\nas_of = 'trailer'\n{control}[[record]]\nfields = ["
        + ", ".join(fields) + "]\n"
    )  # fmt: skip
    return parse_layout(text, "test.toml", OUTGOING["als"])


def read_back(made: Layout, data: bytes) -> tuple[list[dict[str, Value]], Checker]:
    """The records of a file as the reader sees them."""
    checker = Checker(made, "test")
    found: list[dict[str, Value]] = []
    for batch in checker.batches(Lines(io.BytesIO(data), checker.form).batches()):
        assert batch.rejects == []
        names = [spec.name for spec in made.records[0].fields]
        found += [
            dict(zip(names, values, strict=True))
            for values in zip(*(batch.columns[name] for name in names), strict=True)
        ]
    return found, checker


TEXTS = st.text(
    st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="|"), max_size=20
).map(str.strip)
ROWS = st.lists(
    st.fixed_dictionaries({
        "name": TEXTS.filter(lambda t: t and not t.startswith(("HEADER", "TRAILER"))),
        "status": st.sampled_from([None, "24", "03"]),
        "scored_on": st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(date.isoformat),
        "modules": st.none() | st.integers(0, 99_999),
        "balance": st.none() | st.integers(-(10**11), 10**11),
    }),
    max_size=8,
)  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252", "cp037", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(("form", "quote"), [("delimited", ""), ("delimited", '"'), ("fixed", "")])
@given(rows=ROWS)
def test_ex_out_what_is_written_reads_back_exactly(
    encoding: str, form: str, quote: str, rows: list[Mapping[str, Value]]
) -> None:
    made = layout(encoding, form, quote)
    writer = Writer(made, DAY, ("UNAPPROVED",) if form == "delimited" else ())
    data = b"".join(writer.lines(rows))
    found, checker = read_back(made, data)
    assert found == [{**row, "name": row["name"], "status": row["status"]} for row in rows]
    assert (writer.count, checker.read, checker.as_of) == (len(rows), len(rows), DAY)


def test_ex_out_texts_with_the_delimiter_are_quoted_where_the_layout_quotes() -> None:
    made = layout("utf-8", "delimited", '"')
    row: dict[str, Value] = {"name": 'A|B "C"', "status": "24", "scored_on": None,
                             "modules": 1, "balance": 5}  # fmt: skip
    data = b"".join(Writer(made, DAY).lines([row]))
    assert b'"A|B ""C"""|24||1|0.05\n' in data
    assert read_back(made, data)[0] == [row]


@pytest.mark.parametrize(
    ("encoding", "form", "row", "said"),
    [
        ("ascii", "delimited", {"name": "JOS\xc9"}, r"line 3, field name: 'JOS.' has '\\xc9'"),
        ("utf-8", "delimited", {"name": "A|B"}, "holds the delimiter"),
        ("utf-8", "delimited", {"name": "A\nB"}, "line end"),
        ("utf-8", "delimited", {"name": "A\0B"}, "NUL"),
        ("utf-8", "delimited", {"name": " A"}, "begins or ends with a blank"),
        ("utf-8", "delimited", {"name": "HEADER"}, "no record"),
        ("utf-8", "fixed", {"name": "A" * 41}, "longer than 40"),
        ("utf-8", "fixed", {"name": ""}, "no record"),
        ("utf-8", "delimited", {"name": "A", "status": "245"}, "field status"),
        ("utf-8", "delimited", {"name": "A", "scored_on": "2026-02-30"}, "field scored_on"),
    ],
)  # fmt: skip
def test_ex_out_what_a_file_cannot_hold_is_refused_with_line_and_field(
    encoding: str, form: str, row: dict[str, Value], said: str
) -> None:
    with pytest.raises(WriteRefused, match=said):
        list(Writer(layout(encoding, form), DAY).lines([row]))


@pytest.mark.parametrize("name", OUTGOING)
def test_ex_out_our_own_layouts_know_their_fields(name: str) -> None:
    made = out_layout(name)
    assert made.heading and made.trailer
    assert {spec.name for spec in made.records[0].fields} <= set(OUTGOING[name].records[0].fields)
