"""Packed, zoned and binary numbers of mainframe files: exact, or told and kept (IM-02, IM-08)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.errors import UsageError
from entity_tui.imports.coded_numbers import CODINGS, of_length, plain_numbers
from entity_tui.imports.correcting import Corrector
from entity_tui.imports.feeds import find_feed
from entity_tui.imports.layout import Layout, parse_layout
from entity_tui.imports.layout_faults import layout_faults
from entity_tui.imports.outgoing import out_layout
from entity_tui.imports.text_form import ONE_BYTE
from entity_tui.store.database import Database
from support.importing import load, query

# What is read, from: coding, bytes in hexadecimal, decimals.
READ = [
    ("packed", "12345c", None, "12345"),
    ("packed", "00012c", None, "00012"),
    ("packed", "00012c", 0, "12"),
    ("packed", "1234567d", 2, "-12345.67"),
    ("packed", "00000c", 2, "0.00"),
    ("packed", "00005f", 3, "0.005"),
    ("packed", "5a", 0, "5"),
    ("packed", "5b", 0, "-5"),
    ("packed", "5e", 0, "5"),
    ("packed", "404040", 2, ""),
    ("packed", "000000", 2, ""),
    ("zoned", "f1f2f3", None, "123"),
    ("zoned", "f1f2c3", None, "123"),
    ("zoned", "f1f2d3", None, "-123"),
    ("zoned", "f0f0d0", 2, "-0.00"),
    ("zoned", "f0f0c5", 2, "0.05"),
    ("zoned", "60f1f2", 1, "-1.2"),
    ("zoned", "f1f260", 0, "-12"),
    ("zoned", "4040f7", 2, "0.07"),
    ("zoned", "404040", 2, ""),
    ("binary", "00000000", 0, "0"),
    ("binary", "fffffffe", 2, "-0.02"),
    ("binary", "40404040", None, "1077952576"),
    ("binary", "0d25", 0, "3365"),
]
NOT_READ = [
    ("packed", "123456"), ("packed", "1a345c"), ("packed", "12345c40"), ("packed", "0c0c"),
    ("zoned", "f1c2f3"), ("zoned", "f1f2f340f1"), ("zoned", "60f1d2"), ("zoned", "4b"),
    ("zoned", "60"),
]  # fmt: skip


@pytest.mark.parametrize(("coding", "raw", "decimals", "wanted"), READ)
def test_im_02_a_coded_number_is_read(
    coding: str, raw: str, decimals: int | None, wanted: str
) -> None:
    text = bytes.fromhex(raw).decode("cp037")
    assert plain_numbers([text], coding, decimals, "cp037") == ([wanted], {})


@pytest.mark.parametrize(("coding", "raw"), NOT_READ)
def test_im_08_what_is_no_such_number_is_told_by_its_place(coding: str, raw: str) -> None:
    good = "f1" if coding == "zoned" else "1c"
    column = [bytes.fromhex(one).decode("cp037") for one in (good, raw, good)]
    texts, wrong = plain_numbers(column, coding, 0, "cp037")
    assert list(wrong) == [1] and f"is not a {coding} number" in wrong[1]
    assert texts[0] == texts[2] == "1"


@pytest.mark.parametrize("codec", ONE_BYTE)
@given(number=st.integers(-(10**15) + 1, 10**15 - 1))
def test_im_02_whatever_number_is_written_is_read_back_exactly(codec: str, number: int) -> None:
    digits = f"{abs(number):015d}"
    packed = bytes.fromhex(digits + ("d" if number < 0 else "c"))
    over = ("}JKLMNOPQR" if number < 0 else "{ABCDEFGHI")[int(digits[-1])]
    forms = {
        "packed": packed.decode(codec),
        "binary": number.to_bytes(8, "big", signed=True).decode(codec),
        "zoned": digits[:-1] + over,
    }
    assert set(forms) == set(CODINGS)
    for coding, text in forms.items():
        (found,), wrong = plain_numbers([text], coding, 0, codec)
        assert not wrong and int(found) == number


@given(raw=st.binary(min_size=1, max_size=9), coding=st.sampled_from(CODINGS))
def test_im_08_any_bytes_are_a_number_or_are_told(raw: bytes, coding: str) -> None:
    (text,), wrong = plain_numbers([raw.decode("cp037")], coding, 2, "cp037")
    if not wrong and text:
        assert float(text) is not None and text.removeprefix("-")[0].isdigit()


# --- a file of a mainframe -----------------------------------------------------------------------

MODULES = """\
feed = "e2"
format = "fixed"
encoding = "cp037"
record_length = 40
[[record]]
fields = [
  { name = "tin", start = 1, width = 5, coding = "packed" },
  { name = "tin_type", start = 6, width = 3 },
  { name = "mft", start = 9, width = 2 },
  { name = "period", start = 11, width = 6 },
  { name = "kind", start = 17, width = 3 },
  { name = "status", start = 20, width = 2, coding = "zoned" },
  { name = "csed", start = 22, width = 8 },
  { name = "assessed", start = 30, width = 5, coding = "zoned", decimals = 2 },
  { name = "balance", start = 35, width = 6, coding = "packed", decimals = 2 },
]
"""


def _module(tin: str, assessed: str, balance: str, status: str = "26") -> bytes:
    """A record; `tin` and `balance` in hexadecimal."""
    text = f"EIN01202603TDA{status}20351231{assessed}".encode("cp037")
    return bytes.fromhex(tin) + text + bytes.fromhex(balance)


# The third balance ends in the byte that is a CR, the first TIN has a NEL and an LF in it.
RECORDS = [
    _module("215250157c", "1234E", "00000012345c"),
    _module("000000002c", "0000{", "00000000000c"),
    _module("000000003c", "0010}", "00000100000d"),
    _module("000000004c", "00100", "0000010000xx".replace("x", "1")),
    _module("00000000a5", "00100", "00000000000c"),
]


def _layout(folder: Path, text: str = MODULES) -> Path:
    path = folder / "own.toml"
    path.write_text(text)
    return path


def _parsed(text: str = MODULES) -> Layout:
    return parse_layout(text, "own.toml", find_feed("e2"))


def test_im_02_a_file_of_a_mainframe_loads_exactly_and_keeps_what_it_cannot_read(
    database: Database, tmp_path: Path
) -> None:
    assert {len(record) for record in RECORDS} == {40}
    path = tmp_path / "modules.ebc"
    path.write_bytes(b"".join(RECORDS))
    layout = _layout(tmp_path)
    done = load(database, "e2", path, layout=layout, as_of=date(2026, 11, 20))
    assert done.balanced and (done.read, done.waiting, done.rejected) == (5, 3, 2)
    told = [(reject.line, reject.field, reject.message) for reject in done.rejects]
    assert told == [
        (4, "balance", "x'000001000011' is not a packed number"),
        (5, "tin", "x'00000000a5' is not a packed number"),
    ]
    raws = query(database, "SELECT raw FROM import_reject ORDER BY line")
    assert [bytes(raw) for (raw,) in raws] == RECORDS[3:]
    taxpayers = tmp_path / "taxpayers.csv"
    taxpayers.write_text(
        "tin,tin_type,name\n"
        + "".join(f"{tin},EIN,NUMBER {tin}\n" for tin in ("215250157", "000000002", "000000003"))
    )
    load(database, "acc", taxpayers, layout=_layout(tmp_path, TAXPAYERS))
    amounts = query(
        database, "SELECT t.tin, o.assessed, o.balance FROM obligation o "
        "JOIN taxpayer t ON t.account_id = o.account_id ORDER BY t.tin",
    )  # fmt: skip
    assert amounts == [
        ("000000002", 0, 0), ("000000003", -100, -100000), ("215250157", 12345, 12345),
    ]  # fmt: skip


TAXPAYERS = """\
feed = "acc"
[[record]]
fields = [
  { name = "tin", column = "tin" },
  { name = "tin_type", column = "tin_type" },
  { name = "name", column = "name" },
]
"""


def test_im_03_a_record_with_bytes_in_it_is_corrected_without_losing_one() -> None:
    corrector = Corrector(_parsed(), None, "modules.ebc")
    bad = _module("000000003c", "0010}", "00000100000d", status="?6")
    text = corrector.text(bad)
    assert corrector.recoded(bad, text) == bad
    mended = corrector.recoded(bad, text.replace("?6", "26"))
    assert mended == RECORDS[2]
    parts = {part.name: part.text for part in corrector.parts(text)}
    assert (parts["tin"], parts["balance"]) == ("000000003", "-1000.00")
    assert parts["status"] == "'?6' is not a zoned number"
    verdict = corrector.verdict(4, bad, text)
    assert (verdict.accepted, verdict.field) == (False, "status")


def test_im_02_a_point_that_is_not_written_is_put_in_a_delimited_file_too() -> None:
    texts, wrong = plain_numbers(["000123", "5", "", "12-"], "zoned", 2, "utf-8")
    assert (texts, wrong) == (["1.23", "0.05", "", "-0.12"], {})
    layout = _parsed(
        'feed = "e2"\n[[record]]\nfields = ["tin", "tin_type", "mft", "period", "kind", "status", '
        '{ name = "balance", decimals = 2 }]\n'
    )
    balance = layout.records[0].fields[-1]
    assert (balance.coding, balance.decimals) == ("zoned", 2)


@pytest.mark.parametrize(
    ("kind", "digits", "wanted"),
    [
        ("period", "0202603", "202603"), ("period", "202603", "202603"),
        ("period", "1202603", "1202603"), ("mft", "001", "01"), ("date", "020300415", "20300415"),
        ("date", "000000000", ""), ("date", "0", ""), ("status", "026", "26"),
        ("tin", "012345678", "012345678"), ("text", "0202603", "0202603"),
    ],
)  # fmt: skip
def test_im_02_a_zero_that_only_fills_a_byte_is_no_digit_of_a_period_or_date(
    kind: str, digits: str, wanted: str
) -> None:
    assert of_length([digits], kind) == [wanted]


FAULTS = [
    ("record_length = 40\n", "", "packed stands in a fixed layout with a record_length"),
    ('encoding = "cp037"', 'encoding = "utf-8"', "in latin-1, cp037, cp500"),
    ('coding = "packed" }', 'coding = "comp3" }', "coding 'comp3' is not one of zoned, packed"),
    ("decimals = 2 },\n]", 'decimals = "2" },\n]', "decimals is a number from 0 to 9"),
    ("decimals = 2 },\n]", "decimals = 10 },\n]", "decimals is a number from 0 to 9"),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_im_02_a_layout_that_would_misread_coded_numbers_is_faulty(
    old: str, new: str, told: str
) -> None:
    assert old in MODULES and layout_faults(MODULES, "own.toml") == []
    text = MODULES.replace(old, new)
    with pytest.raises(UsageError, match=r"own\.toml: "):
        _parsed(text)
    assert any(told in fault for fault in layout_faults(text, "own.toml"))


def test_ex_out1_a_file_that_leaves_has_plain_numbers(tmp_path: Path) -> None:
    ours = out_layout("ctrs-time").text
    own = tmp_path / "ctrs-time.toml"
    own.write_text(ours.replace('name = "hours"', 'name = "hours", decimals = 2', 1))
    with pytest.raises(UsageError, match="field 'hours': a file that leaves has plain numbers"):
        out_layout("ctrs-time", tmp_path)
