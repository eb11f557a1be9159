"""Which feed a file of a night belongs to: by its name, else by what stands in it (IM-01).

Nothing is guessed: what fits no feed, or more than one, is told and left.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from entity_tui.errors import EntityError, UsageError
from entity_tui.imports.feeds import FEEDS, Feed, find_feed
from entity_tui.imports.layout import Control, Layout, feed_named, load_layout
from entity_tui.imports.read import Source
from entity_tui.imports.schedule_table import scheduled

_HEAD, _TAIL = 256 << 10, 64 << 10
# Files beside extracts that are none, and what they are.
_BESIDE = {"truth.json": "it tells what is wrong in the extracts of a demonstration"}
_COPY = "an editor's copy of another file"
_PARTIAL = "it is still on its way: a file that ends in .part is not whole"
_DATE = re.compile(r"(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class SiteLayout:
    """A layout and where it lies; `path` is None for our own."""

    layout: Layout
    path: Path | None

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return self.path.name if self.path else f"our {self.layout.feed.name} layout"


@dataclass(frozen=True, slots=True)
class Found:
    """A file and its feed; without one, `why` it stays where it is.

    `beside` is a file that is no extract and known to be none.
    """

    path: Path
    feed: Feed | None = None
    layout: Path | None = None
    as_of: date | None = None
    why: str = ""
    beside: bool = False


def site_layouts(folder: Path | None) -> list[SiteLayout]:
    """The site's layouts; UsageError names the one that is wrong."""
    if folder is None:
        return []
    if not folder.is_dir():
        raise UsageError(f"--layouts: {folder} is not a directory")
    return [
        SiteLayout(load_layout(find_feed(feed_named(path)), path), path)
        for path in sorted(folder.glob("*.toml"))
    ]


def recognise(path: Path, site: list[SiteLayout]) -> Found:
    """The feed, layout and date of a file."""
    try:
        if by_name := _by_name(path.name, site):
            chosen = by_name
        elif path.name in _BESIDE:
            return Found(path, why=_BESIDE[path.name], beside=True)
        else:
            fitting = _fitting(Source(str(path)), [*site, *_ours()])
            if len(fitting) != 1:
                return Found(path, why=_told(fitting))
            chosen = fitting[0]
        feed = chosen.layout.feed
        return Found(path, feed, chosen.path, date_in(path.name) or _date_inside(path, chosen))
    except EntityError as error:
        return Found(path, why=error.message)


def unreadable(path: Path) -> Found | None:
    """What is no whole file of its own, and why it stays; None for a file."""
    if path.is_dir():
        return Found(path, why="a directory: only the files beside it are imported", beside=True)
    if path.is_symlink() and not path.exists():
        return Found(path, why="it leads nowhere")
    if not path.is_file():
        return Found(path, why="a pipe or a device, no file")
    if path.name.endswith("~"):
        return Found(path, why=_COPY, beside=True)
    if path.name.lower().endswith(".part"):
        return Found(path, why=_PARTIAL)
    return None


def _ours() -> list[SiteLayout]:
    return [SiteLayout(load_layout(feed), None) for feed in FEEDS.values()]


def _told(fitting: list[SiteLayout]) -> str:
    if not fitting:
        return "neither its name nor what stands in it tells its feed"
    return "it could be " + " or ".join(one.name for one in fitting)


# --- by name ------------------------------------------------------------------------------------


def _by_name(name: str, site: list[SiteLayout]) -> SiteLayout | None:
    """The layout whose own name, or whose feed's, the file's name begins with."""
    for one in sorted(site, key=lambda one: -len(one.name)):
        assert one.path is not None
        if _begins(name.lower(), one.path.stem.lower()):
            return one
    feed = feed_by_name(name)
    if feed is None:
        return None
    own = [one for one in site if one.layout.feed is feed]
    return own[0] if len(own) == 1 else None if own else SiteLayout(load_layout(feed), None)


def feed_by_name(name: str) -> Feed | None:
    """`E1.20261120.TXT.gz`, `ex-e1_2026-11-20.dat`, `ICSZIP.DAT` → their feeds.

    UsageError for the name of a feed that this program does not import.
    """
    plain = name.lower().removeprefix("ex-").removeprefix("ex_")
    known = scheduled()
    for feed in sorted({*known, *FEEDS}, key=lambda feed: -len(feed)):
        own = known[feed].files if feed in known else ()
        if _begins(plain, feed) or any(fnmatch(plain, pattern) for pattern in own):
            return find_feed(feed)
    return None


def _begins(name: str, word: str) -> bool:
    """Does the name begin with the word, and then with a date, a dot or a dash?"""
    return re.match(rf"{re.escape(word)}(?:[-_. ]|20\d{{6}}|$)", name) is not None


def date_in(name: str) -> date | None:
    """The date a file bears in its name."""
    found = _DATE.search(name)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


# --- by content ---------------------------------------------------------------------------------


def _fitting(source: Source, layouts: Iterable[SiteLayout]) -> list[SiteLayout]:
    """The layouts whose header columns or tags are those of the file."""
    with source.open() as stream:
        head = stream.read(_HEAD)
    fitting = [one for one in layouts if _fits(one.layout, head)]
    exact = [one for one in fitting if _lines(one.layout, head) and _exact(one.layout, head)]
    best = exact if len(exact) == 1 else fitting
    # The site's own layout of a feed stands before ours.
    own = [one for one in best if one.path is not None]
    return own if len(own) == 1 else best


def _fits(layout: Layout, head: bytes) -> bool:
    lines = _lines(layout, head)
    if not lines or layout.format == "fixed":
        return False
    if layout.tag:
        return _fits_tags(layout, lines)
    named = _columns(layout)
    return bool(layout.header and named and named <= _header(layout, lines[0]))


def _exact(layout: Layout, head: bytes) -> bool:
    return not layout.tag and _columns(layout) == _header(layout, _lines(layout, head)[0])


def _columns(layout: Layout) -> set[str]:
    return {f.column.lower() for r in layout.records for f in r.fields if isinstance(f.column, str)}


def _header(layout: Layout, line: str) -> set[str]:
    try:
        return {name.strip().lower() for name in layout.split(line)}
    except csv.Error:
        return set()


def _fits_tags(layout: Layout, lines: list[str]) -> bool:
    """Has every line a known tag and as many fields as its record?"""
    widths = {record.tag: len(record.fields) + 1 for record in layout.records}
    marker = layout.begin(layout.trailer) if layout.trailer else "\0"
    told = [line for line in lines if not line.startswith(marker)]
    try:
        return bool(told) and all(
            widths.get(layout.tag_of(line)) == len(layout.split(line)) for line in told
        )
    except csv.Error:
        return False


def _lines(layout: Layout, head: bytes) -> list[str]:
    """The whole lines of the head after the heading, as text."""
    import io

    form = layout.form()
    try:
        raws = [raw for _, part in form.lines(io.BytesIO(head)) for raw in part]
    except EntityError:
        return []
    whole = raws[:-1] if len(head) == _HEAD and len(raws) > 1 else raws
    lines = [form.loose(raw) for raw in whole[:100] if not form.blank(raw)]
    return lines[1:] if layout.heading else lines


# --- the date within ----------------------------------------------------------------------------


def _date_inside(path: Path, chosen: SiteLayout) -> date | None:
    """The date its header or trailer bears."""
    layout = chosen.layout
    if layout.heading and layout.heading.as_of:
        with Source(str(path)).open() as stream:
            return _date_of(layout, layout.heading, stream.read(_TAIL), 0)
    if layout.trailer and layout.trailer.as_of:
        return _date_of(layout, layout.trailer, _tail(Source(str(path))), -1)
    return None


def _tail(source: Source) -> bytes:
    with source.open() as stream:
        tail = b""
        while chunk := stream.read(1 << 20):
            tail = (tail + chunk)[-_TAIL:]
        return tail


def _date_of(layout: Layout, control: Control, data: bytes, place: int) -> date | None:
    form = layout.form()
    if layout.encoding.startswith("utf-16") or layout.record_length:
        return None
    lines = [line for line in (form.loose(raw) for raw in data.splitlines()) if line.strip()]
    try:
        line = lines[place]
        known = line.startswith(layout.begin(control))
        return date.fromisoformat(layout.part(line, control.as_of)) if known else None
    except (IndexError, ValueError, csv.Error):
        return None
