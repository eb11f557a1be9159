"""The Find line: says how it reads what was typed (CC-12)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.identifiers import individual_type
from entity_tui.domain.ids import check_digit


class Target(StrEnum):
    """What a reading looks for, beyond the search fields of Control Central."""

    CRITERIA = "criteria"
    CASE = "case"
    EMPLOYEE = "employee"
    MODULE = "module"
    LOCATION = "location"


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


_SSN = re.compile(r"(?a)\d{3}[- ]\d{2}[- ]\d{4}")
_EIN = re.compile(r"(?a)\d{2}-\d{7}")
_PHONE = re.compile(
    r"(?a)\(?\d{3}\)?[ .\-]+\d{3}[ .\-]?\d{4}|\(\d{3}\)\d{3}-?\d{4}|1[- ]\d{3}[- ]\d{3}[- ]\d{4}"
)
_ACCOUNT = re.compile(r"(?a)(\d{10})-(\d)")
_ASSIGNMENT = re.compile(r"(?a)\d{4}-\d{4}|\d{4}-\d{2}-\d{2}")
_MODULE = re.compile(
    r"(?a)(\d{9}|\d{3}-\d{2}-\d{4}|\d{2}-\d{7})[ /]+(\d{2})[ /]+(\d{6}|\d{4}-?\d{2})"
)

# The beginnings of numbers, cut off after a separator or later.
_SSN_BEGINS = re.compile(r"(?a)\d{3}-\d{0,2}(-\d{0,4})?")
_EIN_BEGINS = re.compile(r"(?a)\d{2}-\d{0,6}")
_PHONE_BEGINS = re.compile(r"(?a)\(?\d{3}\)?[ .\-](\d{0,3}|\d{3}[ .\-]\d{0,3})")
_ASSIGNMENT_BEGINS = re.compile(r"(?a)\d{4}-\d{0,3}|\d{4}-\d{2}-\d?")


def recognise(text: str, all_locations: bool = False) -> tuple[Reading, ...]:
    """Every way to read the line, likeliest first; empty for an empty line.

    Digits with their separators have one reading; bare digits may have several. Anything else is
    a name, with `%` as its wild card.
    """
    line = " ".join(text.split()) if not text.isascii() or "%" not in text else text.strip()
    if not line:
        return ()

    def by(read_as: str, **fields: str) -> Reading:
        criteria = replace(_NOTHING, **fields, all_locations=all_locations)
        return Reading(read_as, Target.CRITERIA, criteria)

    def other(read_as: str, target: Target) -> Reading:
        return Reading(read_as, target, value=re.sub(r"\D", "", line))

    if found := _MODULE.fullmatch(line):
        tin, mft, period = (re.sub(r"\D", "", part) for part in found.groups())
        return (Reading("module", Target.MODULE, value=f"{tin} {mft} {period}"),)
    if _SSN.fullmatch(line):
        digits = re.sub(r"\D", "", line)
        kind = str(individual_type(digits))
        return (by(kind, id_type=kind, id_value=digits),)
    if _EIN.fullmatch(line):
        return (by("EIN", id_type="EIN", id_value=line.replace("-", "")),)
    if (found := _ACCOUNT.fullmatch(line)) and check_digit(int(found[1])) == int(found[2]):
        return (by("account", account=found[1]),)
    if _PHONE.fullmatch(line):
        return (by("phone", phone=line),)
    if _ASSIGNMENT.fullmatch(line):
        return (other("assignment number", Target.EMPLOYEE),)
    if line.isascii() and line.isdigit():
        return _digits(line, by, other)
    if partial := _partial(line, by, other):
        return partial
    return (by("name", name=text.strip()),)


def _partial(line, by, other) -> tuple[Reading, ...]:  # type: ignore[no-untyped-def]
    """The readings of the beginning of a number with separators; none for anything else."""
    found = []
    digits = re.sub(r"\D", "", line)
    if _SSN_BEGINS.fullmatch(line):
        found.append(by("SSN", id_type="SSN", id_value=digits))
    if _EIN_BEGINS.fullmatch(line):
        found.append(by("EIN", id_type="EIN", id_value=digits))
    if _PHONE_BEGINS.fullmatch(line):
        found.append(by("phone", phone=digits))
    if _ASSIGNMENT_BEGINS.fullmatch(line):
        found.append(other("assignment number", Target.EMPLOYEE))
    return tuple(found)


def _digits(line, by, other) -> tuple[Reading, ...]:  # type: ignore[no-untyped-def]
    length = len(line)
    if length == 11 and check_digit(int(line[:10])) == int(line[10]):
        return (by("account", account=line[:10]),)
    if length == 11 and line[0] == "1":
        return (by("phone", phone=line[1:]),)
    if length == 10:
        return (
            by("account", account=line),
            by("phone", phone=line),
            other("location", Target.LOCATION),
            other("case", Target.CASE),
        )
    if length == 9:
        kind = str(individual_type(line))
        return (by(kind, id_type=kind, id_value=line), by("EIN", id_type="EIN", id_value=line))
    if length == 8:
        return (other("assignment number", Target.EMPLOYEE), by("account", account=line))
    if length < 8:
        numbers = [by("account", account=line), by("phone", phone=line)]
        if length >= 4:
            numbers.append(other("assignment number", Target.EMPLOYEE))
        return (*numbers, by("name", name=line))
    return (by("name", name=line),)


def words_apart(name: str) -> tuple[str, ...]:
    """Other ways to search for a name that found nothing: its words with anything between.

    `smith tuan` → `smith%tuan`, and `tuan smith` → `smith%tuan` as well: names of persons are
    kept as LAST, FIRST. Nothing for a single word or a name with wild cards.
    """
    words = [word for word in re.split(r"[\s,]+", name) if word]
    if len(words) < 2 or "%" in name:
        return ()
    return tuple(dict.fromkeys(("%".join(words), "%".join((words[-1], *words[:-1])))))
