"""Rejected lines in memory, for screens under test."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from entity_tui.domain.entity.rejects import (
    Part,
    RejectKind,
    RejectRow,
    RejectView,
    Retried,
    Verdict,
    spans,
)
from entity_tui.errors import EntityError, UsageError

COLUMNS = ("tin", "name", "street", "city", "state", "postal", "grade", "status", "assigned_on",
           "closed_on", "email", "note")  # fmt: skip
AS_OF = date(2026, 11, 20)


def text_of(line: int) -> str:
    """A line whose assigned_on is no date."""
    return f"{line:09d}|DELTA {line} LLC|1 MAIN ST|OAKLAND|CA|94601|12|O|2026-02-3{line % 10}||e|"


def row_of(line: int, run: int = 7) -> RejectRow:
    value = f"2026-02-3{line % 10}"
    return RejectRow(
        run, "e1", "e1-20261120.dat", AS_OF, line, "field", "assigned_on", value,
        f"'{value}' is not a date (YYYY-MM-DD)", "open",
    )  # fmt: skip


class FakeRejects:
    """`fail` refuses everything; a text is accepted where it says 2026-02-28."""

    def __init__(self, lines: Collection[int] = range(2, 22)) -> None:
        self.texts = {line: text_of(line) for line in lines}
        self.fail: EntityError | None = None
        self.submitted: list[tuple[int, str]] = []
        self.left: dict[int, str] = {}
        self.viewed: list[int] = []

    def _may(self) -> None:
        if self.fail:
            raise self.fail

    def kinds(self, run: int = 0, feed: str = "") -> tuple[RejectKind, ...]:
        self._may()
        count = len(self.texts)
        return (RejectKind(7, "e1", "e1", AS_OF, "field", "assigned_on", count, 2, "no date"),)

    def rows(self, run: int = 0, feed: str = "", *, limit: int = 0) -> tuple[RejectRow, ...]:
        self._may()
        if run > 8:
            raise UsageError(f"There is no import run {run}.", "Not found")
        known = run in (0, 7) and feed in ("", "e1")
        rows = tuple(map(row_of, self.texts)) if known else ()
        return rows[: limit or None]

    def view(self, run: int, line: int) -> RejectView:
        self._may()
        self.viewed.append(line)
        return RejectView(row_of(line), self.texts[line], parts(self.texts[line]))

    def check(self, run: int, line: int, text: str) -> Verdict:
        if "2026-02-28" in text:
            return Verdict(True, "", "", parts(text))
        return Verdict(False, "assigned_on", "is not a date", parts(text))

    def retry(self, run: int, corrected: Mapping[int, str], only: Collection[int]) -> Retried:
        self._may()
        (line,) = only
        text = corrected.get(line, self.texts[line])
        self.submitted.append((line, text))
        good = self.check(run, line, text).accepted
        if good:
            del self.texts[line]
        told = () if good else ((line, "assigned_on is not a date"),)
        return Retried(run, 8, "e1", 1, int(good), 0, 0, 0, int(not good), 0, 0, told)

    def leave(self, run: int, line: int, reason: str) -> RejectRow:
        if not reason:
            raise EntityError("Say why it is left, in a few words.")
        self.left[line] = reason
        del self.texts[line]
        return replace(row_of(line), state="left", reason=reason)


def parts(text: str) -> tuple[Part, ...]:
    found = list(spans(text, "|", ""))
    found += [(len(text), len(text))] * (len(COLUMNS) - len(found))
    return tuple(
        Part(name, name, text[start:end], start, end)
        for name, (start, end) in zip(COLUMNS, found, strict=False)
    )
