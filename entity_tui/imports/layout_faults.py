"""Every fault of a layout at once, for who writes one (IM-02)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from entity_tui.errors import UsageError
from entity_tui.imports.feeds import FEEDS, Feed
from entity_tui.imports.feeds.feed import RecordKind
from entity_tui.imports.layout import (
    LAYOUT_KEYS,
    RECORD_KEYS,
    WrongLayout,
    as_of_spec,
    control_spec,
    encoding_name,
    field_spec,
    marks_spec,
    parse_layout,
    place_spec,
    placed,
    record_bytes,
)

_MISREAD = (WrongLayout, TypeError, AttributeError, ValueError)


def layout_faults(text: str, source: str) -> list[str]:
    """What is wrong, in the order of the file; nothing for a layout that can be used."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [str(error)]
    faults = _Faults()
    feed = FEEDS.get(str(data.get("feed", "")).lower())
    if feed is None:
        faults.add(f"feed '{data.get('feed', '')}' is none of {', '.join(FEEDS)}")
    faults.strange(data, LAYOUT_KEYS, "")
    form = str(data.get("format", "delimited"))
    if form not in {"delimited", "fixed"}:
        faults.add(f"format '{form}' is neither delimited nor fixed")
    faults.of(encoding_name, str(data.get("encoding", "utf-8")))
    faults.of(record_bytes, data.get("record_length", 0))
    faults.of(marks_spec, data, form)
    faults.of(as_of_spec, data.get("as_of", "option"))
    for name, kind in (("heading", "header"), ("trailer", "trailer")):
        faults.of(control_spec, data.get(name), kind, form)
    tag = faults.of(place_spec, data.get("tag", 0), form) or ()
    header = bool(data.get("header", form == "delimited" and not tag))
    for place, record in enumerate(data.get("record", []), 1):
        if feed is not None and isinstance(record, Mapping):
            _record(faults, record, f"record {place}: ", form, feed, header, bool(tag))
    if feed is not None and not faults.found:
        # What only the whole can tell.
        try:
            parse_layout(text, source, feed)
        except UsageError as error:
            faults.add(error.message.removeprefix(f"layout {source}: "))
        except _MISREAD as error:
            faults.add(f"a word has a value of a kind it does not take ({error})")
    return faults.found


class _Faults:
    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, fault: str) -> None:
        if fault not in self.found:
            self.found.append(fault)

    def of(self, check: Callable[..., Any], *words: Any, where: str = "") -> Any:
        """What a check gives; its complaint is kept."""
        try:
            return check(*words)
        except WrongLayout as error:
            self.add(f"{where}{error}")
        except _MISREAD as error:
            self.add(f"{where}a word has a value of a kind it does not take ({error})")
        return None

    def strange(self, data: Mapping[str, Any], known: set[str], where: str) -> None:
        for word in sorted(set(data) - known):
            self.add(f"{where}'{word}' is not a word of layouts")


def _record(
    faults: _Faults, data: Mapping[str, Any], where: str, form: str, feed: Feed, header: bool,
    tagged: bool,
) -> None:  # fmt: skip
    faults.strange(data, RECORD_KEYS, where)
    kind = feed.record(str(data.get("target", "")))
    if kind is None:
        known = ", ".join(kind.name for kind in feed.records)
        faults.add(
            f"{where}feed {feed.name} has no record '{data.get('target')}' (it has: {known})"
        )
        return
    if tagged and not data.get("tag"):
        faults.add(f"{where}'{kind.name}' needs its tag")
    numbered = not header and form == "delimited"
    names = [
        _field(faults, item, place + tagged, where, form, kind, numbered)
        for place, item in enumerate(data.get("fields", []), 1)
    ]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        faults.add(f"{where}field '{name}' stands there twice")
    for name in kind.required:
        if name not in names:
            faults.add(f"{where}{kind.name} needs a field '{name}'")


def _field(
    faults: _Faults, item: Any, place: int, where: str, form: str, kind: RecordKind, numbered: bool
) -> str:
    """The field's name, whether or not the rest of it is sound."""
    given = {"name": item} if isinstance(item, str) else item
    if not isinstance(given, Mapping):
        faults.add(f"{where}field {place} is neither a name nor a table")
        return ""
    faults.of(field_spec, placed(given, place, numbered), form, kind, where=where)
    sort = given.get("name_type")
    return (
        str(given.get("name", "")) if not sort else "name" if sort == "primary" else f"{sort}_name"
    )
