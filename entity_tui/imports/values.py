"""Field types: a whole column of text in, values out, and what is wrong by position.

Columns, not single values, because a million lines pass here; a converter never raises.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from entity_tui.domain.identifiers import parse_phone, read_tin
from entity_tui.domain.money import parse_cents
from entity_tui.domain.organisation import Assignment

Value = str | int | None
Wrong = dict[int, str]
Converter = Callable[[list[str], str], tuple[list[Value], Wrong]]


def _each(parse: Callable[[str, str], Value]) -> Converter:
    """A converter from a function of one value; equal values are parsed once per column."""

    def convert(column: list[str], form: str) -> tuple[list[Value], Wrong]:
        done: dict[str, Value] = {"": None}
        failed: dict[str, str] = {}
        for text in set(column):
            if text and text not in done:
                try:
                    done[text] = parse(text, form)
                except ValueError as error:
                    failed[text] = str(error)
        values = [done.get(text) for text in column]
        if not failed:
            return values, {}
        return values, {i: failed[text] for i, text in enumerate(column) if text in failed}

    return convert


def _text(column: list[str], form: str) -> tuple[list[Value], Wrong]:
    return list(column), {}


def _tin(column: list[str], form: str) -> tuple[list[Value], Wrong]:
    values: list[Value] = list(column)
    wrong: Wrong = {}
    if _nine_digits_each(column):
        return values, wrong
    for i, text in enumerate(column):
        if len(text) == 9 and text.isascii() and text.isdigit() and text != "000000000":
            continue
        if text:
            try:
                values[i] = _unmarked(text)
            except ValueError as error:
                wrong[i] = str(error)
    return values, wrong


def _unmarked(text: str) -> str:
    """Nine digits. A V or W mark says which TIN type it is; the type has a column of its own."""
    digits, mark = read_tin(text)
    if mark:
        raise ValueError(f"'{text}' has a mark: nine digits, and SSN{mark} as its TIN type")
    return digits


def _nine_digits_each(column: list[str]) -> bool:
    digits = "".join(column)
    return (
        digits.isascii() and digits.isdigit() and set(map(len, column)) == {9}
        and "000000000" not in column
    )  # fmt: skip


def _phone(text: str, form: str) -> Value:
    digits, extension = parse_phone(text)
    return f"{digits}x{extension}" if extension else digits


def _date(text: str, form: str) -> Value:
    try:
        if form:
            return datetime.strptime(text, form).date().isoformat()
        if len(text) == 8 and text.isdigit():
            return date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError(f"'{text}' is not a date ({form or 'YYYY-MM-DD'})") from error


def _digits(length: int, what: str) -> Callable[[str, str], Value]:
    def parse(text: str, form: str) -> Value:
        if not (text.isascii() and text.isdigit() and len(text) <= length):
            raise ValueError(f"'{text}' is not {what}")
        return text.zfill(length)

    return parse


def _period(text: str, form: str) -> Value:
    digits = text.replace("-", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
        raise ValueError(f"'{text}' is not a tax period (YYYYMM)")
    if digits != "000000" and not 1 <= int(digits[4:]) <= 12:
        raise ValueError(f"'{text}' has no such month")
    return digits


def _integer(text: str, form: str) -> Value:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise ValueError(f"'{text}' is not a whole number")
    return int(text)


def _hours(text: str, form: str) -> Value:
    try:
        hundredths = parse_cents(text)
    except ValueError as error:
        raise ValueError(f"'{text}' is not a number of hours") from error
    if not 0 <= hundredths <= 2400:
        raise ValueError(f"'{text}' is not within a day")
    return hundredths


def _signed(text: str, form: str) -> Value:
    digits = text.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise ValueError(f"'{text}' is not a whole number")
    return int(text)


def _yes_no(text: str, form: str) -> Value:
    found = {"Y": 1, "YES": 1, "1": 1, "N": 0, "NO": 0, "0": 0}.get(text.upper())
    if found is None:
        raise ValueError(f"'{text}' is neither Y nor N")
    return found


def _instant(text: str, form: str) -> Value:
    try:
        at = datetime.strptime(text, form) if form else datetime.fromisoformat(text)
        if len(text) < 16:
            raise ValueError
    except ValueError as error:
        raise ValueError(f"'{text}' is not a time ({form or 'YYYY-MM-DDTHH:MM'})") from error
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _month_day(text: str, form: str) -> Value:
    digits = text.replace("-", "").replace("/", "")
    try:
        if len(digits) != 4 or not (digits.isascii() and digits.isdigit()):
            raise ValueError
        date(2024, int(digits[:2]), int(digits[2:]))  # a leap year: 02-29 is a day
    except ValueError as error:
        raise ValueError(f"'{text}' is not a day of the year (MM-DD)") from error
    return digits


def _one_of(words: dict[str, str], what: str) -> Callable[[str, str], Value]:
    def parse(text: str, form: str) -> Value:
        found = words.get(text.upper())
        if found is None:
            raise ValueError(f"'{text}' is not {what} ({', '.join(sorted(set(words)))})")
        return found

    return parse


_PERSON_TYPES = {"P": "person", "PERSON": "person", "I": "person", "INDIVIDUAL": "person",
                 "B": "business", "BUSINESS": "business", "O": "business"}  # fmt: skip
_CASE_STATUS = {"O": "open", "OPEN": "open", "Q": "queue", "QUEUE": "queue", "C": "closed",
                "CLOSED": "closed"}  # fmt: skip
_TRANSACTIONS = {
    kind.upper(): kind
    for kind in ("bill", "payment", "adjustment", "bill cancel", "pay cancel", "adjustment cancel")
}
_FT_STATUS = {s.upper(): s for s in ("incomplete", "error", "freezable", "frozen", "canceled",
                                     "pending")}  # fmt: skip
_TIN_TYPES = {kind: kind for kind in ("SSN", "EIN", "ITIN", "ATIN", "IRSN", "SSNV", "SSNW")}


def _words(*known: str) -> dict[str, str]:
    return {word.upper(): word for word in known}


_BILL_STATUS = _words("pending", "complete", "canceled")
_PLAN_STATUS = _words("pending start", "active", "pending stop", "stopped", "closed", "canceled")
_STATE = _PLAN_STATUS | _words("reactivated")
_PROCESS_STATUS = _words("active", "inactive")
_EVENT_STATUS = _words("pending", "complete", "canceled")
_LIEN_STATUS = _words("filed", "released", "withdrawn")
_OWNERS = _words("person", "account", "location")
_NAME_TYPES = _words("primary", "legal", "alias", "dba", "alternate")
_PHONE_TYPES = _words("home", "business", "cell", "fax", "other")
_ID_TYPES = _TIN_TYPES | _words("driver's license", "passport", "state ID")

_NUMBERS = frozenset({"amount", "hours", "integer", "signed", "yes_no", "instant"})
_ALIKE = ({"tin", "ein", "ssn"}, {"integer", "signed"})


def suiting(usual: str) -> frozenset[str]:
    """The types a layout may give a field whose usual type is this one: they make such values."""
    if usual == "text":
        return frozenset(TYPES) - _NUMBERS
    return next((frozenset(alike) for alike in _ALIKE if usual in alike), frozenset({usual}))


TYPES: dict[str, Converter] = {
    "text": _text,
    "tin": _tin,
    "ein": _tin,
    "ssn": _tin,
    "tin_type": _each(_one_of(_TIN_TYPES, "a TIN type")),
    "person_type": _each(_one_of(_PERSON_TYPES, "a kind of person")),
    "case_status": _each(_one_of(_CASE_STATUS, "a case status")),
    "module_kind": _each(_one_of({"TDA": "TDA", "TDI": "TDI"}, "a kind of module")),
    "transaction_kind": _each(_one_of(_TRANSACTIONS, "a kind of transaction")),
    "ft_status": _each(_one_of(_FT_STATUS, "a status of a transaction")),
    "integer": _each(_integer),
    "signed": _each(_signed),
    "yes_no": _each(_yes_no),
    "instant": _each(_instant),
    "month_day": _each(_month_day),
    "bill_status": _each(_one_of(_BILL_STATUS, "a status of a bill")),
    "plan_status": _each(_one_of(_PLAN_STATUS, "a status of a pay plan")),
    "obligation_state": _each(_one_of(_STATE, "a status of an obligation")),
    "process_status": _each(_one_of(_PROCESS_STATUS, "a status of an overdue process")),
    "event_status": _each(_one_of(_EVENT_STATUS, "a status of an overdue event")),
    "lien_status": _each(_one_of(_LIEN_STATUS, "a status of a lien")),
    "owner_kind": _each(_one_of(_OWNERS, "what has characteristics")),
    "name_type": _each(_one_of(_NAME_TYPES, "a type of name")),
    "phone_type": _each(_one_of(_PHONE_TYPES, "a type of phone")),
    "id_type": _each(_one_of(_ID_TYPES, "a type of identifier")),
    "phone": _each(_phone),
    "date": _each(_date),
    "amount": _each(lambda text, form: parse_cents(text)),
    "assignment": _each(lambda text, form: Assignment.parse(text).number),
    "mft": _each(_digits(2, "a master file tax code")),
    "status": _each(_digits(2, "an IDRS status")),
    "code3": _each(_digits(3, "a three-digit code")),
    "period": _each(_period),
    "hours": _each(_hours),
}
