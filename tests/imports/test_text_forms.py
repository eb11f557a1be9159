"""Encodings, line ends, records without any, quotes over lines: exact or refused (IM-08)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.errors import EntityError
from entity_tui.imports.layout_faults import layout_faults
from entity_tui.imports.text_form import TextForm
from entity_tui.store.database import Database
from support.importing import load, query

LAYOUT = """\
feed = "acc"
encoding = "{encoding}"
{more}
[[record]]
fields = [
  {{ name = "tin", column = "EIN", type = "ein" }},
  {{ name = "name", column = "NAME", name_type = "primary" }},
  {{ name = "city", column = "CITY" }},
]
"""
ROWS = ["000000001,ALPHA ÉTÉ,OAKLAND", "000000002,BETA,RENO", "000000003,GAMMA,FRESNO"]
ENCODINGS = ["utf-8", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "cp037", "cp500"]
ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r", "nel": "\x85", "cr nel": "\r\x85"}


def _layout(folder: Path, encoding: str, more: str = "") -> Path:
    path = folder / "own.toml"
    path.write_text(LAYOUT.format(encoding=encoding, more=more), encoding="utf-8")
    return path


def _names(database: Database) -> list[str]:
    rows = query(database, "SELECT n.name FROM person_name n JOIN person_identifier i "
                 "ON i.person_id = n.person_id ORDER BY i.value")  # fmt: skip
    return [row[0] for row in rows]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ENDS)
def test_im_02_every_encoding_with_every_line_end_loads_exactly(
    tmp_path: Path, encoding: str, end: str
) -> None:
    if "nel" in end and not encoding.startswith("cp0") and encoding != "cp500":
        pytest.skip("NEL is a line end of EBCDIC only")
    database = _store(tmp_path)
    text = ENDS[end].join(["EIN,NAME,CITY", *ROWS, ""])
    path = tmp_path / "file.csv"
    path.write_bytes(text.encode(encoding))
    done = load(database, "acc", path, layout=_layout(tmp_path, encoding))
    assert (done.read, done.loaded, done.physical) == (3, 3, 4)
    assert _names(database) == ["ALPHA ÉTÉ", "BETA", "GAMMA"]
    database.close()


def test_im_02_utf_16_with_a_mark_is_read_in_its_own_byte_order(tmp_path: Path) -> None:
    for number, (mark, codec) in enumerate(
        ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        database = _store(folder)
        path = folder / "file.csv"
        path.write_bytes(mark + "\r\n".join(["EIN,NAME,CITY", *ROWS]).encode(codec))
        assert load(database, "acc", path, layout=_layout(folder, "utf-16")).loaded == 3
        assert _names(database)[0] == "ALPHA ÉTÉ"
        database.close()


def test_im_08_a_utf_16_file_under_a_utf_8_layout_is_refused_and_told(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes("\n".join(["EIN,NAME,CITY", *ROWS]).encode("utf-16"))
    database = _store(tmp_path)
    with pytest.raises(EntityError, match="line 1: this file is UTF-16"):
        load(database, "acc", path, layout=_layout(tmp_path, "utf-8"))
    database.close()


FIXED = """\
feed = "acc"
format = "fixed"
encoding = "cp037"
record_length = 40
[trailer]
marker = "TRAILER"
count = [8, 5]
as_of = [13, 10]
[[record]]
fields = [
  { name = "tin", start = 1, width = 9, type = "ein" },
  { name = "name", start = 10, width = 20, name_type = "primary" },
  { name = "city", start = 30, width = 11 },
]
"""


@pytest.mark.parametrize(("cut", "said"), [(0, ""), (1, "middle of a record"), (40, "cut short")])
def test_im_02_ebcdic_without_line_ends_is_cut_by_its_length(
    tmp_path: Path, cut: int, said: str
) -> None:
    """A file that lost its end is refused: its trailer is missing."""
    rows = [f"{row.split(',')[0]}{row.split(',')[1]:<20}{row.split(',')[2]:<11}" for row in ROWS]
    data = "".join([*rows, f"{'TRAILER00003' + '2026-11-20':<40}"]).encode("cp037")
    path, layout = tmp_path / "file.dat", tmp_path / "own.toml"
    path.write_bytes(data[: len(data) - cut])
    layout.write_text(FIXED)
    database = _store(tmp_path)
    if said:
        with pytest.raises(EntityError, match=said):
            load(database, "acc", path, layout=layout)
    else:
        assert load(database, "acc", path, layout=layout).loaded == 3
        assert _names(database) == ["ALPHA ÉTÉ", "BETA", "GAMMA"]
    database.close()


@pytest.mark.parametrize(
    ("body", "read", "names", "rejected"),
    [
        (["1,\"ONE\nTWO\",X", "2,B,Y"], 2, ["ONE\nTWO", "B"], []),
        (["1,\"ONE\n\nTWO\",X", "2,B,Y"], 2, ["ONE\n\nTWO", "B"], []),
        (["1,\"NEVER,X", "2,B,Y", "3,C,Z"], 3, ["B", "C"], [2]),
        (["1,\"NEVER,X", "2,\"B\",Y", "3,\"C\",Z"], 3, ["B", "C"], [2]),
        (["1,\"NEVER,X", "2,B,Y", "3,\"ALSO NEVER,Z", "4,D,Z"], 4, ["B", "D"], [2, 4]),
        (["1,\"SAYS \"\"HI\"\"\",X"], 1, ['SAYS "HI"'], []),
        (["1,\"A,B\",X"], 1, ["A,B"], []),
        (["1,A", "2,B,Y,more", "3,C,Z"], 3, ["C"], [2, 3]),
    ],
    ids=["two lines", "an empty line within", "never closed", "stray before quoted",
         "two strays", "doubled quotes", "delimiter within", "ragged"],
)  # fmt: skip
def test_im_08_quotes_join_lines_only_where_that_makes_a_good_record(
    tmp_path: Path, body: list[str], read: int, names: list[str], rejected: list[int]
) -> None:
    database = _store(tmp_path)
    path = tmp_path / "file.csv"
    path.write_text("\n".join(["EIN,NAME,CITY", *(f"00000000{row}" for row in body)]))
    done = load(database, "acc", path, layout=_layout(tmp_path, "utf-8"))
    assert (done.read, done.loaded) == (read, len(names)) and done.balanced
    assert _names(database) == names
    assert [reject.line for reject in done.rejects] == rejected
    database.close()


def test_im_08_a_heading_counts_as_a_trailer_does(tmp_path: Path) -> None:
    database = _store(tmp_path)
    layout = _layout(tmp_path, "utf-8", '[heading]\nmarker = "HDR"\ncount = 2\nas_of = 3')
    for count, said in ((3, ""), (4, "header counts 4 lines, 3 came")):
        path = tmp_path / f"file{count}.csv"
        path.write_text("\n".join([f"HDR,{count},2026-11-01", "EIN,NAME,CITY", *ROWS]))
        if said:
            with pytest.raises(EntityError, match=said):
                load(database, "acc", path, layout=layout)
        else:
            assert str(load(database, "acc", path, layout=layout).as_of) == "2026-11-01"
    database.close()


_PLAIN = st.characters(codec="cp037", exclude_characters="\r\n\x85")


@given(
    lines=st.lists(st.text(_PLAIN, max_size=9)),
    encoding=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "cp037"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    size=st.integers(1, 7),
)  # fmt: skip
def test_im_08_lines_are_the_same_however_the_bytes_come(
    lines: list[str], encoding: str, end: str, size: int
) -> None:
    """No byte is lost, whatever pieces a stream is read in."""
    data = "".join(line + end for line in lines).encode(encoding)

    class Slow(io.BytesIO):
        def read(self, most: int | None = -1) -> bytes:
            return super().read(size)

    form = TextForm(encoding)
    found = [raw for _, part in form.lines(Slow(data)) for raw in part]
    assert b"".join(found) == data
    assert [form.text(raw, 0) for raw in found] == lines


def _store(folder: Path) -> Database:
    from entity_tui.store import schema

    database = Database(f"sqlite:///{folder / 'store.db'}")
    schema.create_tables(database, owner="tester")
    return database


PLACED = """\
feed = "acc"
format = "fixed"
{more}
[[record]]
fields = [
  {{ name = "tin", start = 1, width = 9, type = "ein" }},
  {{ name = "name", start = 10, width = 10 }},
]
"""


@pytest.mark.parametrize(
    ("data", "more", "loaded", "told"),
    [
        ("000000001ALPHA     000000002BETA      000000003GAMMA     ", "", 0,
         "57 characters long, the layout ends at 19 (line_length, or record_length"),
        ("000000001ALPHA     000000002BETA      000000003GAMMA     ", "record_length = 19", 3, ""),
        ("000000001ALPHA     EXTRA\n000000002BETA\n000000003GAMMA         \n", "", 2,
         "24 characters long, the layout ends at 19"),
        ("000000001ALPHA     EXTRA\n000000002BETA\n", "line_length = 24", 2, ""),
    ],
)  # fmt: skip
def test_im_08_what_stands_behind_the_end_of_a_fixed_layout_is_not_dropped_unsaid(
    tmp_path: Path, data: str, more: str, loaded: int, told: str
) -> None:
    layout, path = tmp_path / "own.toml", tmp_path / "file.txt"
    layout.write_text(PLACED.format(more=more))
    path.write_text(data)
    database = _store(tmp_path)
    done = load(database, "acc", path, layout=layout)
    assert (done.loaded, done.rejected) == (loaded, 1 if told else 0)
    assert all(told in reject.message for reject in done.rejects)
    database.close()


@pytest.mark.parametrize("word", ["line_length = 18", "record_length = 18"])
def test_im_02_a_record_that_ends_before_its_last_field_is_a_fault(word: str) -> None:
    faults = layout_faults(PLACED.format(more=word), "own.toml")
    assert faults == ["a record ends at 18, its last field at 19"]
