"""The Find line: says how it reads what was typed (CC-12)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.identifiers import (
    TinType,
    individual_type,
    is_masked,
    parse_phone,
    phone_prefix,
    read_tin,
)
from entity_tui.domain.ids import check_digit, read_account
from entity_tui.domain.lookalikes import plain_number


class Target(StrEnum):
    """What a reading looks for, beyond the search fields of Control Central."""

    CRITERIA = "criteria"
    CASE = "case"
    EMPLOYEE = "employee"
    MODULE = "module"
    LOCATION = "location"
    PERSON = "person"
    RECORD = "record"
    """A bill, payment, obligation, contact … by its ID, as its page shows it."""
    NONE = "none"
    """The number is recognised and cannot be searched: `fault` says why."""


_NOTHING = Criteria()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the line: its name for the user, and what to look for.

    `value` is the bare text for targets other than criteria; a module's is `TIN MFT PERIOD`.
    """

    read_as: str
    target: Target
    criteria: Criteria = _NOTHING
    value: str = ""
    fault: str = ""

    @property
    def is_tin(self) -> bool:
        """Does it look for a taxpayer identification number?"""
        return bool(self.criteria.id_value)


_EIN_FORM = re.compile(r"(?a)\d{2}[-. ]\d{7}.*")
_PHONE = re.compile(
    r"(?ai)(?:tel: ?)?(?:\+ ?1|1)?[ .\-/]*\(?\d{3}\)?[ .\-/]*\d{3}[ .\-/]*\d{4}"
    r"(?: ?[,;]? ?(?:extension|ext\.?|x|#) ?\d+)?"
)
_ACCOUNT = re.compile(r"(?a)\d{10}[-. ]\d")
_ASSIGNMENT = re.compile(r"(?a)\d{4}[- ]\d{4}|\d{4}[- ]\d{2}[- ]\d{2}")
_MODULE = re.compile(r"(?ai)(.+?)[ /]+(\d{2})[ /]+(\d{6}|\d{4}[-/]?\d{2})")

# The beginnings of numbers, cut off after a separator or later.
_SSN_BEGINS = re.compile(r"(?a)\d{3}-\d{0,2}(-\d{0,4})?")
_EIN_BEGINS = re.compile(r"(?a)\d{2}-\d{0,6}")
_PHONE_BEGINS = re.compile(
    r"(?a)(?:\+ ?1[ .\-/]*|1[ .\-/]+)?\(?\d{3}\)?[ .\-/]+(\d{0,3}|\d{3}[ .\-/]\d{0,3})"
    r"|\+ ?1 ?\(?\d{1,10}"
)
_ASSIGNMENT_BEGINS = re.compile(r"(?a)\d{4}-\d{0,3}|\d{4}-\d{2}-\d?")

_LABELLED = re.compile(
    r"(?ai)(tin|ssnv|ssnw|ssn|ein|itin|atin|irsn|account|acct|phone|tel|home|business|cell|fax|"
    r"case|location|loc|person|module|assignment)(?: id| number| no\.?)?[ :#]+"
    r"([\d(+][\d ().+/\-]*(?:[vw]|(?:ext\.?|x) ?\d+)?)"
)
"""A number after the word that is shown before it: `EIN 12-3450001`, `case 0001234567`."""
_KINDS = {
    "acct": "account", "tel": "phone", "home": "phone", "business": "phone", "cell": "phone",
    "fax": "phone", "loc": "location", "assignment": "assignment number",
}  # fmt: skip
_TIN_LABELS = {"tin", *(kind.lower() for kind in TinType)}
_By = Callable[..., Reading]
_Other = Callable[[str, Target], Reading]


def recognise(text: str, all_locations: bool = False) -> tuple[Reading, ...]:
    """Return every way to read the line, likeliest first; empty for an empty line.

    Digits with their separators have one reading; bare digits may have several. Anything else is
    a name, with `%` as its wild card.
    """
    if not text.strip():
        return ()
    line = plain_number(text)

    def by(read_as: str, **fields: str) -> Reading:
        criteria = replace(_NOTHING, **fields, all_locations=all_locations)
        return Reading(read_as, Target.CRITERIA, criteria)

    name = by("name", name=text.strip())
    if found := _LABELLED.fullmatch(line):
        return _of_kind(found[1].lower(), _numbers(found[2].strip(), by)) or (name,)
    if readings := _numbers(line, by):
        return readings
    if line.isascii() and line.isdigit():
        return (*_digits(line, by), *((name,) if len(line) < 8 or len(line) > 11 else ()))
    return _partial(line, by) or (name,)


def readings_shown(readings: Sequence[Reading]) -> list[str]:
    """Return the names of the readings; one that cannot be searched only where it is alone."""
    named = [reading.read_as for reading in readings if reading.target is not Target.NONE]
    return named or [reading.read_as for reading in readings]


def name_reading(text: str, all_locations: bool = False) -> Reading:
    """Return the line read as a name, however it looks."""
    criteria = replace(_NOTHING, name=text.strip(), all_locations=all_locations)
    return Reading("name", Target.CRITERIA, criteria)


def _of_kind(label: str, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings that the word before the number allows."""
    if label in _TIN_LABELS:
        return tuple(reading for reading in readings if reading.is_tin)
    kind = _KINDS.get(label, label)
    return tuple(reading for reading in readings if reading.read_as.startswith(kind))


def _numbers(line: str, by: _By) -> tuple[Reading, ...]:
    """The readings of a whole number; none for anything else."""
    if line.isascii() and line.isdigit():
        return _digits(line, by) if 8 <= len(line) <= 11 else ()
    for read in (_module, _tin, _account, _phone, _assignment):
        if found := read(line, by):
            return (found,)
    return ()


def _module(line: str, by: _By) -> Reading | None:
    found = _MODULE.fullmatch(line)
    if not found:
        return None
    try:
        tin = read_tin(found[1]).digits
    except ValueError:
        return None
    period = re.sub(r"\D", "", found[3])
    return Reading("module", Target.MODULE, value=f"{tin} {found[2]} {period}")


def _tin(line: str, by: _By) -> Reading | None:
    """A whole TIN. Its form and mark say which type is likely, not which it is on file."""
    try:
        digits, mark = read_tin(line)
    except ValueError as error:
        if is_masked(line):
            return Reading(
                "masked number", Target.NONE, fault=f"{str(error)[0].upper()}{str(error)[1:]}."
            )
        return None
    kind = f"SSN{mark}" if mark else "EIN" if _EIN_FORM.fullmatch(line) else individual_type(digits)
    return by(str(kind), id_type=str(kind), id_value=digits)


def _account(line: str, by: _By) -> Reading | None:
    if not _ACCOUNT.fullmatch(line):
        return None
    try:
        return by("account", account=read_account(line))
    except ValueError as error:
        return _wrong_account(error)


def _wrong_account(error: ValueError) -> Reading:
    return Reading("account with a wrong check digit", Target.NONE, fault=str(error))


def _phone(line: str, by: _By) -> Reading | None:
    if not _PHONE.fullmatch(line):
        return None
    return by("phone", phone=parse_phone(line)[0])


def _assignment(line: str, by: _By) -> Reading | None:
    return (
        _other("assignment number", Target.EMPLOYEE, line) if _ASSIGNMENT.fullmatch(line) else None
    )


def _other(read_as: str, target: Target, line: str) -> Reading:
    return Reading(read_as, target, value=re.sub(r"\D", "", line))


def _partial(line: str, by: _By) -> tuple[Reading, ...]:
    """The readings of the beginning of a number with separators; none for anything else."""
    found = []
    digits = re.sub(r"\D", "", line)
    if _SSN_BEGINS.fullmatch(line):
        found.append(by("SSN", id_type="SSN", id_value=digits))
    if _EIN_BEGINS.fullmatch(line):
        found.append(by("EIN", id_type="EIN", id_value=digits))
    if _PHONE_BEGINS.fullmatch(line):
        found.append(by("phone", phone=phone_prefix(line)))
    if _ASSIGNMENT_BEGINS.fullmatch(line):
        found.append(_other("assignment number", Target.EMPLOYEE, line))
    return tuple(found)


def _digits(line: str, by: _By) -> tuple[Reading, ...]:
    length = len(line)
    if length == 11:
        return _eleven(line, by)
    if length == 10:
        return (
            by("account", account=line),
            by("phone", phone=line),
            _other("location", Target.LOCATION, line),
            _other("case", Target.CASE, line),
            _other("person", Target.PERSON, line),
            _other("record", Target.RECORD, line),
        )
    if length == 9:
        kind = str(individual_type(line))
        return (by(f"{kind} or EIN", id_type=kind, id_value=line),)
    if length == 8:
        return (_other("assignment number", Target.EMPLOYEE, line), by("account", account=line))
    if length < 8:
        numbers = [by("account", account=line), by("phone", phone=line)]
        if length >= 4:
            numbers.append(_other("assignment number", Target.EMPLOYEE, line))
        return tuple(numbers)
    return ()


def _eleven(line: str, by: _By) -> tuple[Reading, ...]:
    """An account with its check digit, or a phone after the country code 1."""
    phone = (by("phone", phone=line[1:]),) if line[0] == "1" else ()
    if check_digit(int(line[:10])) == int(line[10]):
        return (by("account", account=line[:10]), *phone)
    try:
        read_account(line)
    except ValueError as error:
        return (*phone, _wrong_account(error))
    return phone


def words_apart(name: str) -> tuple[str, ...]:
    """Other ways to search for a name that found nothing: its words with anything between.

    `smith tuan` → `smith%tuan`, and `tuan smith` → `smith%tuan` as well: names of persons are
    kept as LAST, FIRST. Nothing for a single word or a name with wild cards.
    """
    words = [word for word in re.split(r"[\s,]+", name) if word]
    if len(words) < 2 or "%" in name:
        return ()
    return tuple(dict.fromkeys(("%".join(words), "%".join((words[-1], *words[:-1])))))
