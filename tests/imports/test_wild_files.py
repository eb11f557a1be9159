"""Files nobody here wrote, and files nobody should have written: exact, or told and kept (IM-08).

The first come from packages on the machine and are read where they lie; none is copied. Python's
own csv module says what should have been read.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from entity_tui.errors import EntityError
from entity_tui.imports.check import Checker
from entity_tui.imports.feeds import find_feed
from entity_tui.imports.layout import Layout, parse_layout
from entity_tui.imports.read import Lines, Source
from entity_tui.imports.sniffing import sniff
from entity_tui.services.import_extract import Imported
from entity_tui.store.database import Database
from support.importing import load, query

PACKAGES = Path(sysconfig.get_path("purelib"))
TEXTS = ("name", "legal_name", "alias_name", "dba_name", "address", "address2", "city", "state",
         "postal", "country", "email", "division")  # fmt: skip


def _wild() -> list[Path]:
    """numpy's reference values (BSD), the list of files of every installed package, Debian's
    distro-info-data (ISC) and tzdata (public domain)."""  # fmt: skip
    found = [*PACKAGES.glob("numpy/**/*.csv"), *PACKAGES.glob("*.dist-info/RECORD")]
    found += Path("/usr/share/distro-info").glob("*.csv")
    found += Path("/usr/share/zoneinfo").glob("*.tab")
    return sorted(path for path in found if 0 < path.stat().st_size < 4_000_000)


def _generic(columns: int, delimiter: str, quote: str, encoding: str = "utf-8") -> Layout:
    """A layout that takes the columns of any file as texts of a taxpayer who is always the same."""
    fields = [f'{{ name = "{name}", column = {at}, required = false }}'
              for at, name in enumerate(TEXTS[:columns], 1)]  # fmt: skip
    text = f"""
feed = "acc"
header = false
delimiter = {json.dumps(delimiter)}
quote = {json.dumps(quote)}
encoding = "{encoding}"
[[record]]
fields = [ {{ name = "tin", default = "000000001" }}, {", ".join(fields)} ]
"""
    return parse_layout(text, "generic", find_feed("acc"))


def _read(layout: Layout, data: bytes) -> tuple[Checker, dict[int, tuple[str, ...]], set[int]]:
    """Good records by the line they begin on, and the lines of the rejects."""
    checker = Checker(layout, "wild")
    names = [field.name for field in layout.records[0].fields if field.name != "tin"]
    good: dict[int, tuple[str, ...]] = {}
    bad: set[int] = set()
    for batch in checker.batches(Lines(io.BytesIO(data), checker.form).batches()):
        rows = zip(*(batch.columns[name] for name in names), strict=True) if batch.numbers else []
        good |= dict(zip(batch.numbers, map(_texts, rows), strict=True))
        bad |= {reject.line for reject in batch.rejects}
    return checker, good, bad


def _texts(row: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(str(value or "") for value in row)


def _reference(data: bytes, delimiter: str, quote: str) -> Iterator[tuple[int, list[str]]]:
    """Line and fields of every record, by the csv module."""
    text = io.StringIO(data.decode(), newline="")
    if not quote:
        for number, line in enumerate(text, 1):
            yield number, line.rstrip("\r\n").split(delimiter)
        return
    reader = csv.reader(text, delimiter=delimiter, quotechar=quote, strict=True)
    before = 0
    for row in reader:
        yield before + 1, row
        before = reader.line_num


def test_im_08_there_are_wild_files_to_read() -> None:
    assert len(_wild()) > 30


@pytest.mark.parametrize("path", _wild(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_im_08_every_wild_file_is_read_as_the_csv_module_reads_it(path: Path) -> None:
    data = path.read_bytes()
    shape = sniff(Source(str(path)))
    delimiter, quote = shape.delimiter or "\x1f", shape.quote if shape.delimiter else ""
    width = len(shape.rows[0]) if shape.delimiter else 1
    taken = min(width, len(TEXTS))
    wanted = {
        number: tuple(cell.strip() for cell in row[:taken])
        for number, row in _reference(data, delimiter, quote)
        if "".join(row).strip() or len(row) > 1
    }
    checker, good, bad = _read(_generic(taken, delimiter, quote), data)
    assert checker.read == len(wanted) == len(good) + len(bad)
    short = {number for number, row in wanted.items() if len(row) < taken or not row[0]}
    assert bad == short
    assert good == {number: row for number, row in wanted.items() if number not in short}


# --- a torture set -------------------------------------------------------------------------------

OWN = """\
feed = "acc"
encoding = "utf-8"
[[record]]
fields = [
  { name = "tin", column = "EIN", type = "ein" },
  { name = "name", column = "NAME", name_type = "primary" },
  { name = "city", column = "CITY" },
]
"""
HEAD = b"EIN,NAME,CITY\n"
ONE, TWO, THREE = (b"%09d,%s,RENO\n" % pair for pair in ((1, b"ONE"), (2, b"TWO"), (3, b"THREE")))
FIVE = b"x" * 5_000_000
NO_TIN = "is not a taxpayer identification number"

GOOD_AND_BAD: dict[str, tuple[bytes, list[str], dict[int, str]]] = {
    # name: bytes, names loaded, line and message of the rejects
    "every line end in one file": (
        HEAD + ONE + TWO.replace(b"\n", b"\r\n") + THREE.replace(b"\n", b"\r"),
        ["ONE", "TWO", "THREE"], {}),
    "NEL, LS, VT, FF and FS end no line": (
        HEAD + b"000000001,A\xc2\x85B\xe2\x80\xa8C\x0bD\x0cE\x1cF,RENO\n" + TWO,
        ["A\x85B\u2028C\x0bD\x0cE\x1cF", "TWO"], {}),
    "a mark before the header": (b"\xef\xbb\xbf" + HEAD + ONE, ["ONE"], {}),
    "a mark before a quoted header": (
        b'\xef\xbb\xbf"EIN","NAME","CITY"\n' + ONE, ["ONE"], {}),
    "a mark amid the file": (HEAD + ONE + b"\xef\xbb\xbf" + TWO, ["ONE", "TWO"], {}),
    "a NUL in a name": (HEAD + b"000000001,A\0B,RENO\n" + TWO, ["TWO"], {2: "holds a NUL"}),
    "a NUL in a TIN": (HEAD + b"0000\00001,A,RENO\n" + TWO, ["TWO"], {2: NO_TIN}),
    "a quote never closed": (
        HEAD + b'000000001,"ONE,RENO\n' + TWO, ["TWO"], {2: "unexpected end of data"}),
    "a quote never closed at the end": (
        HEAD + ONE + b'000000002,"TWO,RENO', ["ONE"], {3: "unexpected end of data"}),
    "a quote far away": (
        HEAD + b'000000001,"ONE,RENO\n' + b"".join(b"%09d,N,R\n" % n for n in range(2, 300))
        + b'000000300,"LAST",RENO\n' + b'000000301,X"Y,RENO\n',
        [*["N"] * 298, "LAST", 'X"Y'], {2: "unexpected end of data"}),
    "inches": (HEAD + b'000000001,5" PIPE,RENO\n000000002,6" PIPE,RENO\n',
               ['5" PIPE', '6" PIPE'], {}),
    "ragged": (HEAD + b"000000001,A\n000000002,B,RENO,more\n,,\n" + THREE, ["THREE"],
               {2: "2 fields where the header has 3", 3: "4 fields where", 4: "is missing"}),
    "a field of five megabytes": (
        HEAD + b"000000001," + FIVE + b",RENO\n" + TWO, ["TWO"], {2: "has 5,000,000 characters"}),
    "the header again": (HEAD + ONE + HEAD + TWO, ["ONE", "TWO"], {3: NO_TIN}),
    "cut in the middle of a character": (
        HEAD + ONE + "000000002,CAFÉ".encode()[:-1], ["ONE"], {3: "is not utf-8"}),
    "latin-1 in utf-8": (
        HEAD + "000000001,CAFÉ,RENO\n".encode("latin-1") + TWO, ["TWO"], {2: "is not utf-8"}),
    "surrogates and overlong forms": (
        HEAD + b"000000001,\xed\xa0\x80,RENO\n000000002,\xc0\xaf,RENO\n" + THREE, ["THREE"],
        {2: "is not utf-8", 3: "is not utf-8"}),
    "header only": (HEAD, [], {}),
    "header only, no line end": (HEAD.strip(), [], {}),
    "nothing good": (HEAD + b"x,ONE,RENO\ny,TWO,RENO\n", [], {2: NO_TIN, 3: NO_TIN}),
    "blank lines": (b"".join([HEAD, b"\n", ONE, b"  \n\t\n", TWO, b"\r\n\n"]), ["ONE", "TWO"], {}),
    "the end mark of DOS": (HEAD + ONE + b"\x1a", ["ONE"], {}),
    "rows of spreadsheets": (HEAD + b"=1+1,ONE,RENO\n000000002,=cmd|'/c'!A0,RENO\n",
                             ["=cmd|'/c'!A0"], {2: NO_TIN}),
    "live terminal sequences": (HEAD + b"000000001,\x1b]0;X\x07\x1b[31mRED,RENO\n",
                                ["\x1b]0;X\x07\x1b[31mRED"], {}),
    "blanks around": (b" EIN , name ,City\n 000000001 , ONE , RENO \n", ["ONE"], {}),
    "a NUL everywhere": (HEAD + b"\0,\0,\0\n" + ONE, ["ONE"], {2: NO_TIN}),
    "one line twice": (HEAD + ONE + ONE, ["ONE"], {}),
    "one key with two names": (HEAD + ONE + b"000000001,OTHER,RENO\n" + TWO, ["ONE", "TWO"],
                               {3: "the same TIN as line 2"}),
}  # fmt: skip


def _load(database: Database, folder: Path, data: bytes) -> tuple[
    Imported, list[str], list[tuple[int, bytes]]
]:  # fmt: skip
    """The counts, the names in the store in the order of their TINs, the rejects byte-exact."""
    own, path = folder / "own.toml", folder / "wild.csv"
    own.write_text(OWN)
    path.write_bytes(data)
    done = load(database, "acc", path, layout=own)
    names = query(database, "SELECT n.name FROM person_name n JOIN person_identifier i "
                  "ON i.person_id = n.person_id ORDER BY i.value")  # fmt: skip
    raws = query(database, "SELECT line, raw FROM import_reject ORDER BY line")
    return done, [name for (name,) in names], [(line, bytes(raw)) for line, raw in raws]


@pytest.mark.parametrize("name", GOOD_AND_BAD)
def test_im_08_what_is_good_loads_exactly_and_what_is_not_is_kept_and_told(
    database: Database, tmp_path: Path, name: str
) -> None:
    data, names, told = GOOD_AND_BAD[name]
    done, found, raws = _load(database, tmp_path, data)
    assert found == names
    assert done.balanced and done.read == done.loaded + done.unchanged + done.rejected
    assert [line for line, _ in raws] == list(told)
    for reject in done.rejects:
        assert told[reject.line] in reject.message
    for line, raw in raws:
        assert raw and raw in data and line > 1


REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "one byte": (b"x", "no column 'EIN'"),
    "one line end": (b"\n", "no column 'EIN'"),
    "another header": (b"A,B,C\n" + ONE, "no column 'EIN'"),
    "a column twice": (b"EIN,NAME,CITY,EIN\n", "stands there twice"),
    "UTF-16": ((HEAD + ONE).decode().encode("utf-16"), "line 1: this file is UTF-16"),
    "UTF-16 without a mark": ((HEAD + ONE).decode().encode("utf-16-le"), "no column 'EIN'"),
    "EBCDIC": ((HEAD + ONE).decode().encode("cp037"), "line 1: byte .* is not utf-8"),
    "a header with an open quote": (b'EIN,"NAME,CITY\n' + ONE, "line 1: the header cannot be read"),
    "an ELF program": (b"\x7fELF\2\1\1\0" + bytes(range(256)) * 8, "line 1"),
    "a torn gzip": (gzip.compress(HEAD + ONE * 99)[:-12], "ended before"),
    "a spoilt gzip": (gzip.compress(HEAD)[:-8] + b"\0" * 8, "CRC check failed"),
    "half a zip": (b"PK\x03\x04" + b"\0" * 40, "not a zip file"),
    "a line of 17 MB": (HEAD + b"y" * (17 << 20), "longer than 16 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_im_08_what_is_no_extract_is_refused_whole_with_file_and_line(
    database: Database, tmp_path: Path, name: str
) -> None:
    data, said = REFUSED[name]
    with pytest.raises(EntityError, match=said) as told:
        _load(database, tmp_path, data)
    assert told.value.exit_code in (2, 3)
    assert query(database, "SELECT count(*) FROM import_run") == [(0,)]


def test_im_01_two_gzips_in_a_row_are_one_file(database: Database, tmp_path: Path) -> None:
    data = gzip.compress(HEAD + ONE) + gzip.compress(TWO)
    assert _load(database, tmp_path, data)[1] == ["ONE", "TWO"]


def test_im_01_the_one_file_of_a_zip_is_read_whole(database: Database, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("folder/", "")
        archive.writestr("folder/e.csv", HEAD + ONE)
    assert _load(database, tmp_path, packed.getvalue())[1] == ["ONE"]


_CELLS = st.text(
    st.sampled_from('",\'\n\r ;|é') | st.characters(codec="utf-8", exclude_characters="\0"),
    max_size=8,
)  # fmt: skip


@given(
    rows=st.lists(st.tuples(_CELLS, _CELLS, _CELLS), min_size=1, max_size=8),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    delimiter=st.sampled_from(",;|\t"),
)  # fmt: skip
def test_im_08_whatever_the_csv_module_writes_is_read_back_exactly(
    rows: list[tuple[str, str, str]], quoting: int, end: str, delimiter: str
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=end)  # type: ignore[arg-type]
    wanted = [[f"x{a}", b, c] for a, b, c in rows]
    writer.writerows(wanted)
    text = file.getvalue()
    assume(_reads_back(text, delimiter, wanted))
    layout = _generic(3, delimiter, '"')
    checker, good, bad = _read(layout, text.encode())
    assert not bad and checker.read == len(rows)
    assert list(good.values()) == [tuple(t.strip() for t in row) for row in wanted]


def _reads_back(text: str, delimiter: str, wanted: list[list[str]]) -> bool:
    """The module leaves a line end other than its own unquoted, and cannot read that itself."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)) == wanted
    except csv.Error:
        return False


@pytest.mark.parametrize("seed", range(40))
def test_im_08_rubbish_never_gives_fewer_records_than_lines_came(seed: int) -> None:
    """Random bytes, with the bytes that matter more often than chance has them."""
    draw = random.Random(seed)
    alphabet = [b'"', b",", b"\n", b"\r", b"\0", b"\x1a", b"\x85", b"a", b"1", b" ", "é".encode()]
    body = b"".join(
        draw.choice(alphabet) if draw.random() < 0.9 else bytes([draw.randrange(256)])
        for _ in range(draw.randrange(4_000))
    )
    layout = _generic(3, ",", '"')
    checker, good, bad = _read(layout, b"1,b,c\n" + body)
    assert checker.read == len(good) + len(bad)
    lines = len((b"1,b,c\n" + body).splitlines())
    assert checker.physical == lines and checker.read + checker.control <= lines


def test_im_08_a_tag_with_a_nul_is_rejected_and_told(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "acc.dat"
    path.write_bytes(b"T\0P|x\nTRAILER|1|2026-11-20\n")
    done = load(database, "acc", path)
    assert (done.read, done.rejected) == (1, 1)
    assert "'T␀P' is not a record of this layout" in done.rejects[0].message
