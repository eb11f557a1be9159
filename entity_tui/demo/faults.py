"""Known faults of extract lines, and what an import must make of each (IM-08).

What is expected is said here from the specification, not asked of the import.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from entity_tui.demo.generate import (
    DIAL32,
    DIAL42,
    E1,
    E2,
    E3,
    E4,
    E5,
    E6,
    E7,
    E8,
    E9,
    EA,
    EB,
    S1,
    ZIP,
)

LOADED, UNCHANGED, WAITING, REJECTED = "loaded", "unchanged", "waiting", "rejected"
CONTROL = "control"
HUGE = 5_000


class Expected(NamedTuple):
    """A line, what it has wrong ("" for nothing) and its disposition; of a reject code and field.

    `shown` is the field's name in the layout, which need not be the column's.
    """

    text: bytes
    fault: str = ""
    disposition: str = LOADED
    code: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of line: its columns, and those each fault is put into.

    `key` are the columns no two lines share, `other` one beside it with a value it never has.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    text: str
    date: str = ""
    coded: tuple[str, str] = ("", "")
    other: tuple[str, str] = ("", "")
    required: str = ""
    tag: str = ""
    named: tuple[tuple[str, str], ...] = ()
    fresh: str = ""
    """A column that makes a copy a new record: its own lines are never damaged."""

    def put(self, line: str, column: str, value: str) -> str:
        """The line with another value in a column."""
        fields = line.split("|")
        fields[self.columns.index(column)] = value
        return "|".join(fields)

    def value(self, line: str, column: str) -> str:
        """A column's value, "" where the line has no such column."""
        return line.split("|")[self.columns.index(column)] if column in self.columns else ""

    def field(self, column: str) -> str:
        """The layout's name of a column."""
        return dict(self.named).get(column, column)


def _tagged(tag: str, columns: str, **more: object) -> Shape:
    return Shape((("tag"), *columns.split()), tag=tag, **more)  # type: ignore[arg-type]


def _plain(header: str, **more: object) -> Shape:
    return Shape(tuple(header.split("|")), **more)  # type: ignore[arg-type]


_TIN = ("tin", "tin_type")
SHAPES: Mapping[str, tuple[Shape, ...]] = {
    "s1": (_plain(S1, key=("area", "code"), text="meaning", coded=("code", "50X"),
                  other=("meaning", "OTHER MEANING"), required="meaning"),),
    "e5": (_plain(E5, key=("user_id",), text="name", date="active_from",
                  coded=("role", "wizard"), other=("title", "Wizard"), required="name",
                  fresh="user_id"),),
    "e1": (_plain(E1, key=_TIN, text="name", date="assigned_on", coded=("status", "X"),
                  other=("name", "SOMEBODY ELSE"), required="name",
                  named=(("status", "case_status"), ("street", "address"))),),
    "e2": (_plain(E2, key=(*_TIN, "mft", "period"), text="closing_code", date="csed",
                  coded=("kind", "TDX"), other=("closing_code", "ZZ"), required="status"),),
    "e3": (_plain(E3, key=(*_TIN, "day", "seq"), text="entry", date="day", coded=("seq", "1x"),
                  other=("entry", "Something else"), required="entry"),),
    "eb": (_plain(EB, key=(*_TIN, "number", "mft", "period"), text="office", date="filed_on",
                  coded=("status", "gone"), other=("office", "Elsewhere"), required="number"),),
    "e7": (_plain(E7, key=(*_TIN, "assignment", "day"), text="code", date="day",
                  coded=("hours", "2x"), other=("hours", "0.1"), required="hours"),),
    "e8": (_plain(E8, key=("assignment", "day", "code"), text="code", date="day",
                  coded=("hours", "25.0"), other=("hours", "0.1"), required="hours"),),
    "zip": (_plain(ZIP, key=("zip", "grade", "alpha_from"), text="zip", coded=("grade", "99"),
                   other=("assignment", "27019999"), required="zip"),),
    "e4": (_plain(E4, key=(*_TIN, "number"), text="obligation_type", date="received_on",
                  coded=("module_state", "asleep"), other=("obligation_type", "Else"),
                  required="number"),),
    "e6": (_plain(E6, key=("month", "unit", "line"), text="line", coded=("measure", "days"),
                  other=("figure", "0.1"), required="figure", named=(("line", "item"),)),),
    "e9": (_plain(E9, key=_TIN, text="disposition", date="closed_on",
                  other=("disposition", "gone"), required="closed_on"),),
    "ea": (_plain(EA, key=(*_TIN, "mft", "period"), text="closing_code", date="closed_on",
                  coded=("status", "full"), other=("closing_code", "ZZ"), required="status"),),
    "dial42": (_plain(DIAL42, key=_TIN, text="name", date="csed", coded=("status", "2x"),
                      other=("name", "SOMEBODY ELSE"), required="name"),),
    "dial32": (_plain(DIAL32, key=_TIN, text="name", date="scored_on", coded=("tdis", "1x"),
                      other=("name", "SOMEBODY ELSE"), required="name",
                      named=(("tdis", "modules"),)),),
    "acc": (
        _tagged("ACCT", "tin tin_type account_type division bill_cycle comment collection_class "
                "next_review next_bill", key=_TIN, text="comment", date="next_review",
                other=("comment", "Something else")),
        _tagged("OBL", "tin tin_type number obligation_type state place start until "
                "calculated_through", key=(*_TIN, "number"), text="obligation_type", date="start",
                coded=("state", "asleep"), other=("obligation_type", "ELSE"), required="number"),
    ),
    "fin": (
        _tagged("BILL", "tin tin_type number billed_on due status charges balance auto_pay_on",
                key=(*_TIN, "number"), text="number", date="due", coded=("status", "lost"),
                other=("charges", "0.01"), required="number"),
        _tagged("PAY", "tin tin_type number event paid_on amount tender status cancel_reason "
                "distributes_on", key=(*_TIN, "number"), text="tender", date="paid_on",
                coded=("amount", "1.2.3"), other=("tender", "barter"), required="number"),
    ),
}  # fmt: skip
Fault = Callable[[Shape, str, int], list[Expected] | None]
"""Of a good line and a number the lines that stand in its place; None where it does not apply."""


def _good(line: str) -> Expected:
    return Expected(line.encode())


def _instead(name: str, text: str | bytes, code: str, field: str) -> list[Expected]:
    raw = text if isinstance(text, bytes) else text.encode()
    return [Expected(raw, name, REJECTED, code, field)]


def _field(name: str, column_of: Callable[[Shape], str], value: str) -> Fault:
    """A value no column of that kind can have."""

    def fault(shape: Shape, line: str, number: int) -> list[Expected] | None:
        column = column_of(shape)
        if column not in shape.columns:
            return None
        return _instead(name, shape.put(line, column, value), "field", shape.field(column))

    return fault


def _coded(shape: Shape, line: str, number: int) -> list[Expected] | None:
    column, value = shape.coded
    if not column:
        return None
    return _instead("unknown code", shape.put(line, column, value), "field", shape.field(column))


def _inert(name: str, value: str) -> Fault:
    """A text that is kept as it came and never obeyed."""

    def fault(shape: Shape, line: str, number: int) -> list[Expected] | None:
        if shape.text in shape.key:
            return None
        return [Expected(shape.put(line, shape.text, value).encode(), name)]

    return fault


def _encoding(shape: Shape, line: str, number: int) -> list[Expected] | None:
    raw = shape.put(line, shape.text, "JOS?").encode().replace(b"JOS?", b"JOS\xe9")
    return _instead("wrong encoding", raw, "encoding", "")


def _truncated(shape: Shape, line: str, number: int) -> list[Expected] | None:
    fields = line.split("|")
    return _instead("truncated line", "|".join(fields[: (len(fields) + 1) // 2]), "line", "")


def _broken(shape: Shape, line: str, number: int) -> list[Expected] | None:
    fields = line.split("|")
    half = (len(fields) + 1) // 2
    if shape.tag or not any(fields[half:]):
        return None
    parts = ("|".join(fields[:half]), "|".join(fields[half:]))
    return [_instead("line broken in two", part, "line", "")[0] for part in parts]


def _extra(shape: Shape, line: str, number: int) -> list[Expected] | None:
    return _instead("extra field", f"{line}|X", "line", "")


def _strange(shape: Shape, line: str, number: int) -> list[Expected] | None:
    if not shape.tag:
        return None
    return [_good(line), *_instead("unknown record", f"ZZ{line}", "record", "")]


def _twice(shape: Shape, line: str, number: int) -> list[Expected] | None:
    return [_good(line), Expected(line.encode(), "identical duplicate", UNCHANGED)]


def _differing(shape: Shape, line: str, number: int) -> list[Expected] | None:
    column, value = shape.other
    again = shape.put(line, column, value)
    name = "duplicate with other values"
    return [_good(line), *_instead(name, again, "duplicate", shape.field(shape.key[0]))]


def _nobody(shape: Shape, line: str, number: int) -> list[Expected] | None:
    """An SSN of area 001, which no demo gives to anybody."""
    if "tin" not in shape.columns or "name" in shape.columns:
        return None
    stray = shape.put(shape.put(line, "tin", f"001{number % 1_000_000:06d}"), "tin_type", "SSN")
    return [_good(line), Expected(stray.encode(), "unknown taxpayer", WAITING)]


def _no_employee(shape: Shape, line: str, number: int) -> list[Expected] | None:
    if "hours" not in shape.columns:
        return None
    stray = shape.put(line, "assignment", "99999999")
    return [_good(line), *_instead("unknown employee", stray, "unknown", "assignment")]


def _blank(shape: Shape, line: str, number: int) -> list[Expected] | None:
    return [_good(line), Expected(b"", "blank line", CONTROL)]


FAULTS: tuple[Fault, ...] = (
    _encoding, _truncated, _extra, _field("impossible date", lambda s: s.date, "2026-02-30"),
    _coded, _field("bad TIN", lambda s: "tin", "12345678"), _differing, _twice, _nobody,
    _no_employee, _inert("terminal escape", "\x1b]0;OWNED\x07\x1b[31mRED"),
    _inert("control characters", "TAB\tBELL\x07 DEL\x7f"),
    _inert("direction characters", "ABC\u202eCBA\u200b"), _inert("formula", "=CMD('calc')"),
    _field("NUL", lambda s: s.text, "NUL\0NUL"),
    _field("huge field", lambda s: s.text, "X" * HUGE), _broken, _strange, _blank,
    _field("required field empty", lambda s: s.required, ""),
)  # fmt: skip
"""Every kind of fault, taken in turn."""
