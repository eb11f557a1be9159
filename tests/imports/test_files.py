"""Real-world files: own layouts, packed files, encodings, broken lines (IM-01, IM-02, IM-08)."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from entity_tui.errors import EntityError, UsageError
from entity_tui.imports.read import Source
from entity_tui.store.database import Database
from support.importing import E1_COLUMNS, counts, entity, load, query, write

REGISTRY = """\
feed = "acc"
delimiter = ","
[[record]]
fields = [
  { name = "tin", column = "EIN", type = "ein", required = true },
  { name = "name", column = "NAME", name_type = "primary", required = true },
  { name = "dba_name", column = "SORT_NAME" },
  { name = "address", column = "STREET" },
  { name = "city", column = "CITY" },
  { name = "state", column = "STATE" },
  { name = "postal", column = "ZIP" },
]
"""
HEAD = "EIN,NAME,ICO,STREET,CITY,STATE,ZIP,SORT_NAME\n"


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    path = tmp_path / "registry.toml"
    path.write_text(REGISTRY, encoding="utf-8")
    return path


def _names(database: Database) -> set[str]:
    return {row[0] for row in query(database, "SELECT name FROM person_name")}


def test_im_02_a_users_own_layout_brings_any_delimited_taxpayer_file(
    database: Database, tmp_path: Path, layout: Path
) -> None:
    path = tmp_path / "registry.csv"
    path.write_text(
        HEAD + '010203040,"WILLOW CO, THE",% JO,PO BOX 7,OAKLAND,CA,94601-0007,\n'
        "000019818,PALMER SECOND BAPTIST CHURCH,,1050 THORNDIKE ST,PALMER,MA,01069-1507,PALMER\n",
        encoding="utf-8",
    )
    done = load(database, "acc", path, layout=layout)
    assert (done.loaded, done.rejected) == (2, 0)
    assert _names(database) == {"WILLOW CO, THE", "PALMER SECOND BAPTIST CHURCH", "PALMER"}
    assert query(database, "SELECT tin, tin_type FROM taxpayer ORDER BY tin") == [
        ("000019818", "EIN"),
        ("010203040", "EIN"),
    ]
    assert query(database, "SELECT area FROM account ORDER BY area") == [(21,), (27,)]
    flags = query(database, "SELECT value, flag FROM person_identifier ORDER BY value")
    assert flags == [("000019818", "prefix 00 is not issued"), ("010203040", "")]


@pytest.mark.parametrize("packing", ["plain", "gz", "zip", "crlf", "cr", "bom", "no newline"])
def test_im_01_packed_files_and_every_line_end_are_read(tmp_path: Path, packing: str) -> None:
    database = _store(tmp_path)
    plain = write(tmp_path / "e1.dat", E1_COLUMNS, [entity(), entity("222222222")]).read_bytes()
    path = tmp_path / f"packed.{packing.replace(' ', '-')}"
    if packing == "gz":
        path.write_bytes(gzip.compress(plain))
    elif packing == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("e1.dat", plain)
    else:
        ends = {"crlf": b"\r\n", "cr": b"\r"}
        data = plain.replace(b"\n", ends.get(packing, b"\n"))
        data = b"\xef\xbb\xbf" + data if packing == "bom" else data
        path.write_bytes(data.rstrip(b"\n") if packing == "no newline" else data)
    done = load(database, "e1", path)
    assert (done.read, done.loaded, done.control) == (2, 2, 2)
    database.close()


def test_im_01_standard_input_is_a_file_like_any_other(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]).read_bytes()

    class Stdin:
        buffer = io.BytesIO(data)

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert load(database, "e1", "-").loaded == 1
    Stdin.buffer = io.BytesIO(data)
    assert load(database, "e1", "-").known_run == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "is empty"),
        (E1_COLUMNS.encode() + b"\n", "trailer .* is missing"),
        (f"{E1_COLUMNS}\n{entity()}\nTRAILER|2|2026-11-20\n".encode(), "counts 2 lines, 1 came"),
        (f"{E1_COLUMNS}\n{entity()}\nTRAILER|x|2026-11-20\n".encode(), "cannot be read"),
        (f"{E1_COLUMNS}\nTRAILER|0|2026-11-20\n{entity()}\n".encode(), "goes on after its trailer"),
        (f"a|b\n{entity()}\nTRAILER|1|2026-11-20\n".encode(), "line 1: no column 'tin'"),
        (f"{E1_COLUMNS}|tin\nTRAILER|0|2026-11-20\n".encode(), "column 'tin' stands there twice"),
        (f"{E1_COLUMNS}\n{entity()}\nTRAILER|1|2027-01-01\n".encode(), "after today"),
        (b"\x1f\x8b\x08rubbish", "packed"),
        (gzip.compress(b"x" * 9999)[:-9], "packed"),
    ],
    ids=["empty", "no trailer", "miscounted", "unreadable trailer", "goes on", "no column",
         "column twice", "after today", "no gzip", "gzip cut short"],
)  # fmt: skip
def test_im_08_a_file_that_cannot_be_trusted_is_refused_whole_and_named(
    tmp_path: Path, text: bytes, said: str
) -> None:
    database = _store(tmp_path)
    path = tmp_path / "packed-e1.dat"
    path.write_bytes(text)
    with pytest.raises(EntityError, match=said) as refused:
        load(database, "e1", path)
    assert "packed-e1.dat" in refused.value.message
    assert query(database, "SELECT count(*) FROM import_run") == [(0,)]
    database.close()


def test_im_08_bytes_that_are_no_text_and_quotes_that_never_close_cost_their_line_only(
    database: Database, tmp_path: Path, layout: Path
) -> None:
    path = tmp_path / "wild.csv"
    path.write_bytes(
        HEAD.encode()
        + b"000000001,GOOD ONE,,1 A ST,OAKLAND,CA,94601,\n"
        + b'000000002,"NEVER CLOSED,,1 A ST,OAKLAND,CA,94601,\n'
        + b"000000003,CAF\xc9,,1 A ST,OAKLAND,CA,94601,\n"
        + b"000000004,NUL \x00 BYTE,,1 A ST,OAKLAND,CA,94601,\n"
        + b'000000005,"QUOTED ""TWICE""",,1 A ST,OAKLAND,CA,94601,\n'
        + b"EIN,NAME,ICO,STREET,CITY,STATE,ZIP,SORT_NAME\n"
        + b"000000006," + b"X" * 5_000 + b",,1 A ST,OAKLAND,CA,94601,\n"
        + b"000000007,CUT"
    )  # fmt: skip
    done = load(database, "acc", path, layout=layout)
    assert (done.read, done.loaded, done.rejected) == (8, 2, 6)
    assert _names(database) == {"GOOD ONE", 'QUOTED "TWICE"'}
    assert {reject.line for reject in done.rejects} == {3, 4, 5, 7, 8, 9}


def test_im_08_terminal_escapes_in_names_are_loaded_as_they_are(
    database: Database, tmp_path: Path, layout: Path
) -> None:
    path = tmp_path / "hostile.csv"
    path.write_text(HEAD + "000000001,\x1b[2J[/] \u202eEVIL,,1 A ST,OAKLAND,CA,94601,\n")
    assert load(database, "acc", path, layout=layout).loaded == 1
    assert _names(database) == {"\x1b[2J[/] \u202eEVIL"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"acc"', '"e1"'), "imported as 'acc'"),
        (("EIN", "EIN\" , colour = \"red"), "'colour' is not a word"),
        (('type = "ein"', 'type = "pin"'), "there is no type 'pin'"),
        (('name = "tin"', 'name = "tan"'), "no such field"),
        (("[[record]]", "[[records]]"), "not a word"),
        (('delimiter = ","', 'delimiter = ",,"'), "one character"),
        (('delimiter = ","', 'encoding = "klingon"'), "no encoding"),
        (("fields = [", "fields = ["), ""),
    ],
)  # fmt: skip
def test_im_02_a_wrong_layout_is_refused_with_the_word_that_is_wrong(
    tmp_path: Path, layout: Path, change: tuple[str, str], said: str
) -> None:
    from entity_tui.imports.feeds import find_feed
    from entity_tui.imports.layout import load_layout

    layout.write_text(REGISTRY.replace(*change))
    if not said:
        assert load_layout(find_feed("acc"), layout).records[0].fields[0].type == "ein"
        return
    with pytest.raises(UsageError, match=said) as refused:
        load_layout(find_feed("acc"), layout)
    assert "registry.toml" in refused.value.message


def test_im_02_a_fixed_width_layout_reads_positions(database: Database, tmp_path: Path) -> None:
    layout = tmp_path / "fixed.toml"
    layout.write_text(
        'feed = "acc"\nformat = "fixed"\nencoding = "cp1252"\n[[record]]\nfields = [\n'
        '{ name = "tin", start = 1, width = 9, type = "ein" },\n'
        '{ name = "name", start = 10, width = 20 },\n'
        '{ name = "city", start = 30, width = 10 },\n]\n'
    )
    path = tmp_path / "fixed.txt"
    path.write_bytes("000000001CAFÉ NOIR           OAKLAND   \nshort\n".encode("cp1252"))
    done = load(database, "acc", path, layout=layout)
    assert (done.loaded, done.rejected) == (1, 1)
    assert _names(database) == {"CAFÉ NOIR"}


def test_im_02_a_file_without_header_needs_numbers_and_rejects_short_lines(
    database: Database, tmp_path: Path
) -> None:
    layout = tmp_path / "bare.toml"
    layout.write_text(
        'feed = "acc"\nheader = false\ndelimiter = ";"\n[[record]]\nfields = [\n'
        '{ name = "name", column = 2 },\n{ name = "tin", column = 1, type = "ein" },\n'
        '{ name = "country", default = "US" },\n]\n'
    )
    path = tmp_path / "bare.txt"
    path.write_text("000000001;ONE;extra\n000000002;TWO\n000000003\n")
    done = load(database, "acc", path, layout=layout)
    assert (done.read, done.loaded, done.rejected) == (3, 2, 1)
    assert {row[0] for row in query(database, "SELECT name FROM person_name")} == {"ONE", "TWO"}


def test_im_04_a_killed_import_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """A short form of the long proof: SIGKILL at several moments, then run again."""
    import time

    database = _store(tmp_path)
    rows = [entity(f"{n:09d}", name=f"FIRM {n}") for n in range(1, 4_001)]
    path = write(tmp_path / "e1.dat", E1_COLUMNS, rows)
    script = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from support.importing import load\nfrom entity_tui.store.database import Database\n"
        "print('ready', flush=True)\nload(Database(sys.argv[1]), 'e1', sys.argv[2])\n"
    )
    for wait in (0.02, 0.1, 0.2, 0.35, 0.5):
        child = subprocess.Popen(
            [sys.executable, "-c", script, str(database.url), str(path)],
            stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        assert child.stdout and child.stdout.readline() == b"ready\n"
        time.sleep(wait)
        child.kill()
        child.wait()
        child.stdout.close()
        runs = query(database, "SELECT count(*) FROM import_run")[0][0]
        assert query(database, "SELECT count(*) FROM taxpayer") == [(4_000 * runs,)]
        indexed = "SELECT (SELECT count(*) FROM search_row) + (SELECT count(*) FROM search_delta)"
        assert query(database, indexed) == [(4_000 * runs,)]
        assert query(database, "PRAGMA integrity_check") == [("ok",)]
    done = load(database, "e1", path)
    assert counts(done)["loaded"] + counts(done)["unchanged"] == 4_000
    assert list(tmp_path.glob(".store*stage*")) == []
    database.close()


def test_im_08_an_extract_dated_by_its_name_or_by_option(tmp_path: Path, layout: Path) -> None:
    database = _store(tmp_path)
    path = tmp_path / "taxpayers-20261101.csv"
    path.write_text(HEAD + "000000001,ONE,,1 A ST,OAKLAND,CA,94601,\n")
    assert load(database, "acc", path, layout=layout).as_of == date(2026, 11, 1)
    chosen = load(database, "acc", path, layout=layout, as_of=date(2026, 11, 2), force=True)
    assert chosen.as_of == date(2026, 11, 2)
    database.close()


def _store(folder: Path) -> Database:
    from entity_tui.store.schema import create_tables

    database = Database(f"sqlite:///{folder / 'store.db'}")
    create_tables(database, owner="tester")
    return database


def _encrypted(path: Path) -> None:
    """A packed file that says of itself it is encrypted."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("e1.dat", "x")
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("e1.zip", "e1.dat in it is encrypted"),
        ("e1.bz2", "packed with bzip2, which is not read; gzip and zip are"),
        ("e1.xz", "packed with xz, which is not read; gzip and zip are"),
        ("two.zip", "two.zip: the archive holds 2 files"),
    ],
)
def test_im_01_a_packing_that_is_not_read_is_named(
    database: Database, tmp_path: Path, name: str, said: str
) -> None:
    path = tmp_path / name
    if name == "e1.zip":
        _encrypted(path)
    elif name == "two.zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("e1.dat", "x")
            archive.writestr("e2.dat", "x")
    else:
        path.write_bytes((bz2 if name.endswith("bz2") else lzma).compress(b"x" * 99))
    with pytest.raises(EntityError, match=said) as refused:
        load(database, "e1", path)
    assert name in refused.value.message


def test_im_01_a_text_that_begins_like_a_packing_is_read(tmp_path: Path) -> None:
    path = tmp_path / "e1.dat"
    path.write_bytes(b"BZh9 is no packing\n")
    with Source(str(path)).open() as stream:
        assert stream.read() == b"BZh9 is no packing\n"
