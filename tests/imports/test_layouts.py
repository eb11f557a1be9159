"""Layouts shown, checked with all faults at once, and proposed for unknown files (IM-02)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from entity_tui.demo.generate import generate
from entity_tui.errors import EntityError, UsageError
from entity_tui.imports.feeds import FEEDS, find_feed
from entity_tui.imports.layout import WrongLayout, field_spec, load_layout, parse_layout
from entity_tui.imports.layout_faults import layout_faults
from entity_tui.imports.propose import propose
from entity_tui.imports.read import Source
from entity_tui.imports.trying import try_layout
from entity_tui.imports.type_words import ACCEPTS
from entity_tui.imports.values import TYPES
from entity_tui.paths import data_root
from support.importing import E2_COLUMNS, module, write

GOOD = (data_root() / "layouts" / "taxpayers.toml").read_text()
FIELDS = ("tin", "name", "address", "city", "state", "postal")


def test_im_02_every_type_says_what_it_accepts_and_accepts_its_example() -> None:
    assert set(ACCEPTS) >= set(TYPES)
    for name in TYPES:
        values, wrong = TYPES[name]([ACCEPTS[name][1]], "")
        assert not wrong and values[0] is not None, name


@pytest.mark.parametrize("path", sorted((data_root() / "layouts").glob("*.toml")), ids=str)
def test_im_02_our_own_layouts_are_sound(path: Path) -> None:
    assert layout_faults(path.read_text(), path.name) == []


def test_im_02_all_faults_of_a_layout_are_told_at_once() -> None:
    text = """\
feed = "acc"
encoding = "klingon"
colour = "red"
trailer = { marker = "T", count = [1, 2] }
[[record]]
speed = 1
fields = [
  { name = "tin", type = "nope" },
  { name = "nam" },
  { name = "city", column = "A" }, { name = "city", column = "B" },
  3,
]
"""
    found = layout_faults(text, "own.toml")
    for said in (
        "'colour' is not a word", "no encoding 'klingon'", "count is a field number",
        "'speed' is not a word", "no type 'nope'", "no such field", "field 5 is neither",
        "field 'city' stands there twice", "needs a field 'name'",
    ):  # fmt: skip
        assert any(said in fault for fault in found), said
    assert len(found) == 9


WORDS = st.sampled_from([
    '"utf-8"', '"cp037"', '"x"', "1", "true", "[1, 2]", '","', '""', "{}", '"fixed"', "-1",
    '"acc"', '"e1"',
])  # fmt: skip
NAMES = st.sampled_from(["feed", "format", "delimiter", "quote", "header", "encoding", "trailer",
                         "record_length", "tag", "heading", "speed"])  # fmt: skip


@given(st.dictionaries(NAMES, WORDS, max_size=4), st.lists(st.sampled_from([
    '"tin"', '"name"', '{ name = "city", column = 3 }', '{ name = "x" }', '{ start = 1 }', "7",
    '{ name = "state", type = "date", start = 1, width = 2 }',
]), max_size=5))  # fmt: skip
def test_im_02_what_has_no_fault_can_be_used_and_what_has_one_cannot(
    words: dict[str, str], fields: list[str]
) -> None:
    """No layout, however wrong its values, ends in anything but a told fault."""
    lines = [f"{name} = {value}" for name, value in ({"feed": '"acc"'} | words).items()]
    text = "\n".join([*lines, "[[record]]", 'tag = "X"', f"fields = [{', '.join(fields)}]"])
    feed = FEEDS.get(str(tomllib.loads(text)["feed"]), FEEDS["acc"])
    faults = layout_faults(text, "own.toml")
    try:
        parse_layout(text, "own.toml", feed)
    except UsageError:
        assert faults
    else:
        assert not faults


# --- trying --------------------------------------------------------------------------------------


def test_im_02_the_first_lines_come_out_as_they_would_be_loaded(tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    rows = [f"{n:09d},NAME {n},1 A ST,RENO,NV,89501" for n in range(1, 50)]
    data.write_text("\n".join(["EIN,NAME,STREET,CITY,STATE,ZIP", *rows, "x,y,z,a,b,c"]))
    layout = load_layout(find_feed("acc"), data_root() / "layouts" / "taxpayers.toml")
    whole = try_layout(layout, Source(str(data)))
    assert (whole.read, len(whole.records), len(whole.rejects), whole.whole) == (50, 49, 1, True)
    assert whole.rejects[0].field == "tin" and whole.rejects[0].line == 51
    assert dict(whole.records[0].values) == {
        "tin": "000000001", "name": "NAME 1", "address": "1 A ST", "city": "RENO", "state": "NV",
        "postal": "89501",
    }  # fmt: skip
    part = try_layout(layout, Source(str(data)), lines=10)
    assert (part.read, part.whole, part.refused) == (9, False, "")


def test_im_02_a_file_that_would_be_refused_says_so_when_tried(tmp_path: Path) -> None:
    (path,) = (p for p in generate(tmp_path, 30, 1, date(2026, 11, 20)) if p.name[:2] == "e1")
    layout = load_layout(find_feed("e1"))
    assert try_layout(layout, Source(str(path))).refused == ""
    path.write_bytes(path.read_bytes()[:-40])
    assert "trailer" in try_layout(layout, Source(str(path))).refused
    assert try_layout(layout, Source(str(path)), lines=9).refused == ""


# --- proposing -----------------------------------------------------------------------------------


def _people(count: int = 40) -> list[tuple[str, ...]]:
    """Taxpayers of the demo: TIN, name, street, city, state, ZIP, a date and an amount."""
    from entity_tui.demo.generate import entity_lines, world

    rows = [
        line.rstrip("\n").split("|") for line in entity_lines(world(count, 1, date(2026, 11, 20)))
    ]
    return [
        (r[0], r[3], r[5], r[7], r[8], r[9], f"{n % 12 + 1:02d}/{n % 28 + 1:02d}/2019", f"{n}.50")
        for n, r in enumerate(rows)
    ]  # fmt: skip


HEADS = (
    ("EIN", "NAME", "STREET", "CITY", "STATE", "ZIP", "RULING", "INCOME"),
    ("Tax_ID", "Business Name", "Address Line 1", "City", "ST", "Zip Code", "Since", "Owed"),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be",
                                      "cp037"])  # fmt: skip
@pytest.mark.parametrize("mark", [",", "|", "\t", ";"])
@pytest.mark.parametrize("head", HEADS, ids=["EIN", "Tax_ID"])
def test_im_02_a_proposed_layout_loads_a_delimited_file_exactly(
    tmp_path: Path, encoding: str, mark: str, head: tuple[str, ...]
) -> None:
    import csv

    data, own = tmp_path / "data.txt", tmp_path / "own.toml"
    people = [*_people(), ("123456789", "CAFÉ ÉTÉ, INC", "1 É ST", "RENO", "NV", "89501",
                           "01/31/2020", "1.00")]  # fmt: skip
    with data.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=mark, lineterminator="\n").writerows([head, *people])
    own.write_text("\n".join(propose(Source(str(data)))), encoding="utf-8")
    assert layout_faults(own.read_text(encoding="utf-8"), "own.toml") == []
    tried = try_layout(load_layout(find_feed("acc"), own), Source(str(data)))
    assert not tried.rejects and not tried.refused
    got = [tuple(dict(record.values)[name] for name in FIELDS) for record in tried.records]
    assert got == [row[:6] for row in people]
    assert 'type = "date"' in own.read_text() and "%m/%d/%Y" in own.read_text()


def test_im_02_without_titles_the_values_tell_and_every_guess_is_marked(tmp_path: Path) -> None:
    data = tmp_path / "data.txt"
    data.write_text("\n".join("|".join(row) for row in _people()))
    lines = propose(Source(str(data)))
    assert "header = false" in "\n".join(lines)
    for name in ("tin", "name", "state", "postal"):
        (line,) = (line for line in lines if f'name = "{name}"' in line)
        assert "# ?" in line
    assert parse_layout("\n".join(lines), "x", find_feed("acc")).records


@pytest.mark.parametrize(("encoding", "end"), [("utf-8", "\n"), ("cp037", "\n"), ("cp037", "")])
def test_im_02_fixed_columns_are_found_by_their_blanks(
    tmp_path: Path, encoding: str, end: str
) -> None:
    """EBCDIC comes without line ends too."""
    data, own = tmp_path / "data.txt", tmp_path / "own.toml"
    people = _people(60)
    text = "".join(f"{r[0]:<10}{r[1]:<41}{r[4]:<3}{r[5]:<11}{end or ' '}" for r in people)
    data.write_bytes(text.encode(encoding))
    own.write_text("\n".join(propose(Source(str(data)))), encoding="utf-8")
    assert 'format = "fixed"' in own.read_text(encoding="utf-8")
    layout = load_layout(find_feed("acc"), own)
    assert layout.record_length == (0 if end else 66)
    tried = try_layout(layout, Source(str(data)))
    got = [(dict(r.values)["tin"], dict(r.values)["state"]) for r in tried.records]
    assert got == [(r[0], r[4]) for r in people]
    tin = next(field for field in layout.records[0].fields if field.name == "tin")
    assert (tin.start, tin.required) == (1, True)


@pytest.mark.parametrize("data", [b"", b"\0" * 40, b"\x7fELF\2\1\1" + bytes(range(256)) * 9])
def test_im_02_what_is_no_text_gets_no_proposal(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "data"
    path.write_bytes(data)
    with pytest.raises(EntityError, match=r"empty|not a text"):
        propose(Source(str(path)))


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
                         min_size=2, max_size=5), min_size=1, max_size=6))  # fmt: skip
def test_im_02_a_proposal_is_always_toml_whatever_stands_in_the_file(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("p") / "data.csv"
    path.write_text("\n".join("|".join(row) for row in rows), encoding="utf-8")
    try:
        lines = propose(Source(str(path)))
    except EntityError:
        return
    assert tomllib.loads("\n".join(lines))["feed"] == "acc"


def test_im_02_the_three_commands_at_the_shell(tmp_path: Path) -> None:
    from entity_tui.cli.main import app

    data, own = tmp_path / "data.csv", tmp_path / "own.toml"
    data.write_text("EIN,NAME,\x1b]0;X\x07CITY\n000000001,ONE,RENO\n000000002,TWO,RENO\n")
    run = CliRunner()
    shown = run.invoke(app, ["layout", "show", "e1"])
    assert shown.exit_code == 0 and "* tin " in shown.stdout and "nine digits" in shown.stdout
    assert "its lines bear FT at field 1" in run.invoke(app, ["layout", "show", "fin"]).stdout
    refused = run.invoke(app, ["layout", "new", str(data)])
    assert refused.exit_code != 0 and "\x1b" not in refused.stdout
    data.write_text(data.read_text().replace("\x1b]0;X\x07", ""))
    made = run.invoke(app, ["layout", "new", str(data)])
    own.write_text(made.stdout)
    checked = run.invoke(app, ["layout", "check", str(own), "--against", str(data)])
    assert checked.exit_code == 0 and "name             ONE" in checked.stdout
    own.write_text(made.stdout.replace('"CITY"', '"TOWN"').replace('"EIN"', '"XIN"'))
    assert run.invoke(app, ["layout", "check", str(own), "--against", str(data)]).exit_code != 0
    own.write_text(made.stdout.replace('"utf-8"', '"klingon"'))
    wrong = run.invoke(app, ["layout", "check", str(own)])
    assert wrong.exit_code == 1 and "klingon" in wrong.stdout


@pytest.mark.parametrize("live", ["\x7f", "\x9b31m", "\u202e", "\x1b[31m"])
def test_se_07_what_is_live_far_down_in_a_file_is_written_by_its_number(
    tmp_path: Path, live: str
) -> None:
    path = tmp_path / "data.csv"
    rows = [f"{n:09d},NAME {n}," for n in range(1, 60)]
    path.write_text("\n".join(["EIN,NAME,MORE", *rows, f"000000060,NAME,a{live}b"]))
    text = "\n".join(propose(Source(str(path))))
    assert (live[0] not in text and f"\\U{ord(live[0]):08x}" in text) or "\\u001b" in text
    assert tomllib.loads(text)["feed"] == "acc"


@pytest.mark.parametrize(
    ("feed", "field", "kind", "fits"),
    [
        ("e2", "mft", "integer", False), ("e2", "balance", "integer", False),
        ("e2", "period", "text", False), ("e2", "tin", "ein", True), ("acc", "name", "phone", True),
        ("acc", "name", "amount", False), ("fin", "kind", "text", False),
    ],
)  # fmt: skip
def test_im_02_a_field_keeps_its_own_check_whatever_type_a_layout_gives_it(
    feed: str, field: str, kind: str, fits: bool
) -> None:
    """An MFT read as a number would be another module, an amount as one a hundredth of it."""
    record = find_feed(feed).records[0]
    spec = {"name": field, "column": 1, "type": kind}
    if fits:
        assert field_spec(spec, "delimited", record).type == kind
        return
    with pytest.raises(WrongLayout, match=f"field '{field}': is of type .*, which '{kind}'"):
        field_spec(spec, "delimited", record)


def test_im_02_a_wrong_delimiter_and_a_wrong_date_are_told_with_the_other_faults() -> None:
    faults = layout_faults(
        'feed = "acc"\ndelimiter = ";;"\nas_of = "sometimes"\nencoding = "klingon"\n'
        '[[record]]\nfields = [{ name = "nome", column = 1 }]\n', "own.toml",
    )  # fmt: skip
    told = " / ".join(faults)
    for part in ("delimiter is one character", "as_of 'sometimes'", "'klingon'", "no such field"):
        assert part in told


def test_im_02_a_trial_tells_money_and_hours_with_two_places(tmp_path: Path) -> None:
    from entity_tui.cli.layouts import _shown
    from entity_tui.cli.main import app

    layout, data = data_root() / "layouts" / "e2.toml", tmp_path / "e2.dat"
    write(data, E2_COLUMNS, [module(balance="6543.21", assessed="-0.05")])
    told = CliRunner().invoke(app, ["layout", "check", str(layout), "--against", str(data)])
    assert "  balance          6,543.21\n" in told.stdout, told.output
    assert "  assessed         -0.05\n" in told.stdout
    assert _shown(750, "hours") == "7.50" and _shown(750, "integer") == "750"
