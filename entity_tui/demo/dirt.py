"""A dirty demo: known faults in its extracts, and the truth about every one beside them (IM-08)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from entity_tui.demo.draws import WORD, words
from entity_tui.demo.faults import CONTROL, FAULTS, REJECTED, SHAPES, WAITING, Expected, Shape
from entity_tui.errors import UsageError

TRUTH = "truth.json"
# These make a taxpayer nobody has brought; what hangs on a case needs more.
_MAKES_TAXPAYER, _OF_CASE = frozenset({"e4", "dial42", "dial32"}), frozenset({"e3", "e7", "e9"})
_DISPOSITIONS = ("loaded", "unchanged", "superseded", "waiting", "rejected")


def parse_share(text: str) -> float:
    """`1%` is 0.01. Raises UsageError for anything that is no share of lines."""
    try:
        share = float(text.removesuffix("%")) / 100
    except ValueError:
        share = -1.0
    if not (text.endswith("%") and 0 <= share <= 0.5):
        raise UsageError(f"--dirt takes a share of the lines up to 50%, such as 1%, not '{text}'")
    return share


def soil(files: Iterable[Path], seed: int, share: float) -> Path:
    """Put faults into about this share of the lines of a demo's files, in place.

    Writes `truth.json` beside them and returns its path: each file's accounting, and of every
    line that is not simply loaded what is wrong, its disposition, its reject's code and field.
    """
    soiler = _Soiler(seed, share)
    found = [soiler.soil(path) for path in files]
    folder = Path(found[0]["path"]).parent if found else Path()
    for told in found:
        del told["path"]
    truth = folder / TRUTH
    text = json.dumps({"seed": seed, "dirt": share, "files": found}, indent=1)
    truth.write_text(f"{text}\n", encoding="utf-8")
    return truth


class _Soiler:
    """Goes through the files in import order; knows whose entity line was spoiled."""

    def __init__(self, seed: int, share: float) -> None:
        self._seed, self._below = seed, int(share * WORD)
        self._gone: set[tuple[str, ...]] = set()
        self._no_case: set[tuple[str, ...]] = set()
        self._no_module: set[tuple[str, ...]] = set()
        self._turn = 0

    def soil(self, path: Path) -> dict[str, Any]:
        feed = path.name.split("-")[0]
        dirty = path.with_name(f"{path.name}.dirty")
        with path.open("rb") as clean, dirty.open("wb") as out:
            told = self._through(feed, clean, out)
        dirty.replace(path)
        return {"path": path, "file": path.name, "feed": feed, **told}

    def _through(self, feed: str, clean: BinaryIO, out: BinaryIO) -> dict[str, Any]:
        counts: Counter[str] = Counter()
        faults: list[dict[str, Any]] = []
        number = 0
        draw = words(self._seed, f"dirt {feed}", 2)
        for place, raw in enumerate(clean):
            line = raw.decode().rstrip("\n")
            if line.startswith("TRAILER|"):
                read = counts.total() - counts[CONTROL]
                line = f"TRAILER|{read}|{line.split('|')[2]}"
            if line.startswith("TRAILER|") or (place == 0 and not SHAPES[feed][0].tag):
                number += 1
                counts[CONTROL] += 1
                out.write(f"{line}\n".encode())
                continue
            dirt = draw(place)[0] < self._below
            for one in self._lines(feed, line, place, dirt):
                number += 1
                counts[one.disposition] += 1
                out.write(one.text + b"\n")
                if one.fault or one.disposition != "loaded":
                    faults.append(_told(number, one))
        accounting = {name: counts[name] for name in _DISPOSITIONS}
        return {
            "physical": number, "control": counts[CONTROL], "read": sum(accounting.values()),
            **accounting, "lines": faults,
        }  # fmt: skip

    def _lines(self, feed: str, line: str, place: int, dirt: bool) -> Iterator[Expected]:
        shape = next((s for s in SHAPES[feed] if s.tag in ("", line.split("|")[0])), None)
        found = self._faulty(shape, line, place) if dirt and shape else [Expected(line.encode())]
        key = tuple(line.split("|")[:4])
        lost = all(one.disposition == REJECTED for one in found)
        if feed == "e1" and lost:
            self._gone.add(key[:2])
            self._no_case.add(key[:2])
        elif feed == "e2" and lost:
            self._no_module.add(key)
        elif feed in _MAKES_TAXPAYER and not lost:
            self._gone.discard(key[:2])
            if feed == "e4":
                self._no_case.discard(key[:2])
        waits = feed not in {"e1", *_MAKES_TAXPAYER} and self._belongs_to_nobody(feed, line)
        for one in found:
            if waits and one.disposition == "loaded":
                yield one._replace(disposition=WAITING, fault=one.fault or "taxpayer rejected")
            else:
                yield one

    def _faulty(self, shape: Shape, line: str, place: int) -> list[Expected]:
        """The next fault that such a line can have; every kind has its turn."""
        for _ in FAULTS:
            fault = FAULTS[self._turn % len(FAULTS)]
            self._turn += 1
            if not shape.fresh:
                found = fault(shape, line, place)
            elif found := fault(shape, shape.put(line, shape.fresh, f"ghost{place}"), place):
                found.insert(0, Expected(line.encode()))
            if found:
                return found
        return [Expected(line.encode())]

    def _belongs_to_nobody(self, feed: str, line: str) -> bool:
        """Is this a line under a taxpayer whose own line was spoiled?"""
        fields = line.split("|")
        if feed == "ea" and tuple(fields[:4]) in self._no_module:
            return True
        tag, rest = (fields[0], fields[1:]) if SHAPES[feed][0].tag else ("", fields)
        keys = {tuple(rest[:2])}
        if tag in {"LINK", "MEMBER"}:
            keys.add(tuple(rest[2:4]))
        return bool(keys & (self._no_case if feed in _OF_CASE else self._gone))


def _told(number: int, one: Expected) -> dict[str, Any]:
    told: dict[str, Any] = {
        "line": number, "fault": one.fault, "disposition": one.disposition,
    }  # fmt: skip
    if one.disposition == REJECTED:
        told |= {"code": one.code, "field": one.field}
    return told
