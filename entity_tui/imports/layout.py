"""Layouts as TOML data: where a feed's fields stand in a file, and what they must look like."""

from __future__ import annotations

import codecs
import csv
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entity_tui.errors import UsageError
from entity_tui.imports.coded_numbers import CODINGS, IN_BYTES
from entity_tui.imports.feeds import Feed
from entity_tui.imports.feeds.feed import RecordKind
from entity_tui.imports.text_form import ENCODINGS, ONE_BYTE, TextForm
from entity_tui.imports.values import TYPES, suiting
from entity_tui.paths import data_root

LAYOUT_KEYS = {"feed", "format", "delimiter", "quote", "header", "encoding", "as_of", "trailer",
                "record", "title", "tag", "heading", "record_length", "line_length"}  # fmt: skip
RECORD_KEYS = {"target", "tag", "fields"}
FIELD_KEYS = {"name", "column", "start", "width", "type", "required", "name_type", "format",
               "default", "coding", "decimals"}  # fmt: skip


AS_OF = ("option", "name", "header", "trailer")
"""Where the date of an extract stands: on the command line, in the file's name, in a line."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: where it stands (a column's name or number, or start and width) and its type.

    `coding` says how a number is kept that is not plain digits, `decimals` how many of the last
    digits stand behind a point that is not written; "" and None for neither.
    """

    name: str
    column: str | int | None
    start: int
    width: int
    type: str
    required: bool
    format: str
    default: str
    coding: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """The first or last line: it begins with `marker`; `count` and `as_of` say where those stand.

    A place is a field number, or in a fixed layout start and width; () for none.
    """

    kind: str
    marker: str
    count: tuple[int, ...]
    as_of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RecordSpec:
    """One kind of record of a layout; `tag` is what its lines bear, "" where there is one kind."""

    kind: RecordKind
    tag: str
    fields: tuple[FieldSpec, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A checked layout. `source` names the file in messages, `text` is its TOML.

    `tag` says where a line bears its tag: field number, or start and width; () for no tags.
    `line_length` is how many characters a line of a fixed layout has at most.
    """

    feed: Feed
    format: str
    delimiter: str
    quote: str
    header: bool
    encoding: str
    record_length: int
    line_length: int
    as_of: str
    heading: Control | None
    trailer: Control | None
    tag: tuple[int, ...]
    records: tuple[RecordSpec, ...]
    source: str
    text: str

    def form(self) -> TextForm:
        """How the bytes of one file are text."""
        return TextForm(self.encoding, self.record_length)

    def begin(self, control: Control) -> str:
        """What a control line begins with."""
        return control.marker + (self.delimiter if self.format == "delimited" else "")

    def part(self, text: str, place: tuple[int, ...]) -> str:
        """The field at a place of a control line."""
        if len(place) == 2:
            return text[place[0] - 1 : place[0] - 1 + place[1]].strip()
        return self.split(text)[place[0] - 1].strip()

    def split(self, text: str) -> list[str]:
        """The fields of a delimited line; csv.Error where its quotes do not close."""
        if self.quote and self.quote in text:
            return next(csv.reader([text], delimiter=self.delimiter, quotechar=self.quote,
                                   strict=True))  # fmt: skip
        return text.split(self.delimiter)

    def tag_of(self, text: str) -> str:
        """The tag a line bears."""
        if len(self.tag) == 2:
            return text[self.tag[0] - 1 : self.tag[0] - 1 + self.tag[1]].strip()
        return "".join(text.split(self.delimiter, self.tag[0])[self.tag[0] - 1 : self.tag[0]])

    @property
    def digest(self) -> str:
        """Tells two layouts apart."""
        return hashlib.blake2b(self.text.encode(), digest_size=16).hexdigest()


def load_layout(feed: Feed, path: Path | None = None) -> Layout:
    """The site's layout, or ours for the feed; UsageError names the file and what is wrong."""
    where = path or data_root() / "layouts" / f"{feed.name}.toml"
    try:
        text = where.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"layout {where}: {error}") from error
    return parse_layout(text, where.name, feed)


def feed_named(path: Path) -> str:
    """The feed a layout file says it is for; UsageError where it says none."""
    try:
        feed = tomllib.loads(path.read_text(encoding="utf-8")).get("feed")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"layout {path}: {error}") from error
    if not isinstance(feed, str):
        raise UsageError(f"layout {path}: says no feed")
    return feed


def parse_layout(text: str, source: str, feed: Feed) -> Layout:
    """A layout from its TOML text."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"layout {source}: {error}") from error
    try:
        return _layout(data, source, text, feed)
    except WrongLayout as error:
        raise UsageError(f"layout {source}: {error}") from error
    except (TypeError, AttributeError, ValueError) as error:
        raise UsageError(
            f"layout {source}: a word has a value of a kind it does not take ({error})"
        ) from error


class WrongLayout(ValueError):
    """What is wrong in a layout."""


def _layout(data: Mapping[str, Any], source: str, text: str, feed: Feed) -> Layout:
    _known(data, LAYOUT_KEYS, "")
    if data.get("feed") != feed.name:
        raise WrongLayout(f"feed is '{data.get('feed')}', the file is imported as '{feed.name}'")
    form = data.get("format", "delimited")
    if form not in {"delimited", "fixed"}:
        raise WrongLayout(f"format '{form}' is neither delimited nor fixed")
    tag = place_spec(data.get("tag", 0), form)
    header = bool(data.get("header", form == "delimited" and not tag))
    if header and tag:
        raise WrongLayout("lines with tags have no header: header = false")
    records = tuple(_record(item, form, feed, header, bool(tag)) for item in data.get("record", []))
    if not records or (len(records) > 1 and not tag):
        raise WrongLayout("one [[record]] is needed, or several and `tag`, where lines bear it")
    tags = [record.tag for record in records]
    if twice := sorted({name for name in tags if tags.count(name) > 1}):
        raise WrongLayout(f"tag '{twice[0]}' stands there twice")
    encoding = encoding_name(data.get("encoding", "utf-8"))
    length = record_bytes(data.get("record_length", 0))
    _bytes_stay(records, form, encoding, length)
    delimiter, quote = marks_spec(data, form)
    return Layout(
        feed=feed, format=form, delimiter=delimiter, quote=quote,
        header=header,
        encoding=encoding, as_of=as_of_spec(data.get("as_of", "option")),
        heading=control_spec(data.get("heading"), "header", form),
        trailer=control_spec(data.get("trailer"), "trailer", form),
        record_length=length, line_length=_line_length(data, records, length), tag=tag,
        records=records, source=source, text=text,
    )  # fmt: skip


def _line_length(data: Mapping[str, Any], records: tuple[RecordSpec, ...], length: int) -> int:
    """What the layout says, else where the last field of its records ends."""
    ends = max((f.start + f.width - 1 for record in records for f in record.fields), default=0)
    given = data.get("line_length", length or ends)
    if not isinstance(given, int) or given < ends:
        raise WrongLayout(f"a record ends at {given}, its last field at {ends}")
    return given


def _bytes_stay(records: tuple[RecordSpec, ...], form: str, encoding: str, length: int) -> None:
    """Numbers that are bytes need records of a known length and a character for every byte."""
    for field in (field for record in records for field in record.fields):
        if field.coding in IN_BYTES and not (form == "fixed" and length and encoding in ONE_BYTE):
            raise WrongLayout(
                f"field '{field.name}': {field.coding} stands in a fixed layout with a "
                f"record_length, in {', '.join(ONE_BYTE)}"
            )


def _known(data: Mapping[str, Any], known: set[str], where: str) -> None:
    if strange := sorted(set(data) - known):
        raise WrongLayout(f"{where}'{strange[0]}' is not a word of layouts")


def encoding_name(name: str) -> str:
    """Our name of an encoding; WrongLayout where it is none of ours."""
    try:
        found = codecs.lookup(name).name
    except LookupError as error:
        raise WrongLayout(f"there is no encoding '{name}'") from error
    if found not in ENCODINGS:
        raise WrongLayout(f"encoding '{name}' is not one of {', '.join(ENCODINGS.values())}")
    return ENCODINGS[found]


def marks_spec(data: Mapping[str, Any], form: str) -> tuple[str, str]:
    """What stands between fields, and around those that hold it."""
    delimiter, quote = data.get("delimiter", ","), data.get("quote", '"')
    if form == "delimited" and (len(delimiter) != 1 or len(quote) > 1 or delimiter == quote):
        raise WrongLayout("delimiter is one character, quote one other or empty")
    return delimiter, quote


def as_of_spec(given: Any) -> str:
    """Where the date of the extract stands."""
    if given not in AS_OF:
        raise WrongLayout(f"as_of '{given}' is not one of {', '.join(AS_OF)}")
    return str(given)


def record_bytes(given: Any) -> int:
    """The bytes of a record that has no line end, 0 for lines."""
    if not isinstance(given, int) or given < 0:
        raise WrongLayout("record_length is the number of bytes of a record without line end")
    return given


def control_spec(data: Mapping[str, Any] | None, kind: str, form: str) -> Control | None:
    """The header or trailer as the layout gives it; None where there is none."""
    if data is None:
        return None
    _known(data, {"marker", "count", "as_of"}, f"{kind}: ")
    places = [place_spec(data.get(name, 0), form, name) for name in ("count", "as_of")]
    return Control(kind, str(data.get("marker", kind.upper())), *places)


def place_spec(given: Any, form: str, name: str = "tag") -> tuple[int, ...]:
    """`tag = 1` is a field number; `tag = [1, 2]` start and width in a fixed layout."""
    parts = tuple(given) if isinstance(given, list) else (given,) if given else ()
    wanted = 2 if form == "fixed" else 1
    if parts and (len(parts) != wanted or not all(isinstance(p, int) and p > 0 for p in parts)):
        raise WrongLayout(f"{name} is a field number, or [start, width] in a fixed layout")
    return parts


def _record(
    data: Mapping[str, Any], form: str, feed: Feed, header: bool, tagged: bool
) -> RecordSpec:
    _known(data, RECORD_KEYS, "record: ")
    target = data.get("target", "")
    kind = feed.record(target)
    if kind is None:
        known = ", ".join(kind.name for kind in feed.records)
        raise WrongLayout(f"feed {feed.name} has no record '{target}' (it has: {known})")
    numbered = not header and form == "delimited"
    items = [{"name": item} if isinstance(item, str) else item for item in data.get("fields", [])]
    fields = tuple(
        field_spec(placed(item, place + tagged, numbered), form, kind)
        for place, item in enumerate(items, 1)
    )
    names = [field.name for field in fields]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise WrongLayout(f"field '{twice[0]}' stands there twice")
    if lacking := [name for name in kind.required if name not in names]:
        raise WrongLayout(f"{kind.name} needs a field '{lacking[0]}'")
    tag = str(data.get("tag", ""))
    if tagged and not tag:
        raise WrongLayout(f"record '{kind.name}' needs its tag")
    return RecordSpec(kind, tag if tagged else "", fields)


def placed(item: Mapping[str, Any], place: int, numbered: bool) -> Mapping[str, Any]:
    """A field that does not say where it stands: in its order, or under its own name."""
    if "column" in item or "start" in item or "default" in item:
        return item
    return {**item, "column": place if numbered else item.get("name", "")}


def field_spec(data: Mapping[str, Any], form: str, kind: RecordKind) -> FieldSpec:
    """One checked field of a record."""
    name = data.get("name", "")
    where = f"field '{name}': "
    _known(data, FIELD_KEYS, where)
    if sort := data.get("name_type"):
        name = "name" if sort == "primary" else f"{sort}_name"
    if name not in kind.fields:
        known = ", ".join(kind.fields)
        raise WrongLayout(f"{where}{kind.name} has no such field (it has: {known})")
    given, usual = data.get("type", kind.fields[name]), kind.fields[name]
    if given not in TYPES:
        raise WrongLayout(f"{where}there is no type '{given}' (known: {', '.join(TYPES)})")
    if given not in suiting(usual):
        raise WrongLayout(f"{where}is of type {usual}, which '{given}' does not make")
    coding, decimals = _coded(data, where)
    column, start, width = data.get("column"), data.get("start", 0), data.get("width", 0)
    if form == "fixed" and (start < 1 or width < 1):
        raise WrongLayout(f"{where}a fixed layout gives start (from 1) and width")
    if form == "delimited" and not isinstance(column, str | int) and "default" not in data:
        raise WrongLayout(f"{where}name the column, or give its number from 1")
    return FieldSpec(
        name=name, column=column, start=start, width=width, type=given,
        required=bool(data.get("required", name in kind.required)),
        format=data.get("format", ""), default=str(data.get("default", "")),
        coding=coding, decimals=decimals,
    )  # fmt: skip


def _coded(data: Mapping[str, Any], where: str) -> tuple[str, int | None]:
    """Coding and decimals of a field; plain digits with decimals are zoned ones without a sign."""
    coding, decimals = data.get("coding", ""), data.get("decimals")
    if coding and coding not in CODINGS:
        raise WrongLayout(f"{where}coding '{coding}' is not one of {', '.join(CODINGS)}")
    if decimals is not None and not (isinstance(decimals, int) and 0 <= decimals <= 9):
        raise WrongLayout(f"{where}decimals is a number from 0 to 9")
    return coding or ("zoned" if decimals is not None else ""), decimals
