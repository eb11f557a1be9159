"""A new person and a new account as typed: what is wrong, and what they become (AM-01, CC-11)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from entity_tui.domain.control_central.hits import Hit
from entity_tui.domain.identifiers import (
    TinType,
    individual_type,
    parse_phone,
    parse_tin,
    read_tin,
    tin_oddity,
)
from entity_tui.domain.lookalikes import plain_number
from entity_tui.domain.organisation import area_of_state
from entity_tui.domain.viewer import Role, Viewer

PERSON_TYPES = {"person": "An individual", "business": "A business or another organisation"}
ACCOUNT_OF = {"person": "Individual", "business": "Business"}
"""The type of account offered for a type of person."""
_IDS_OF = {"person": TinType.SSN, "business": TinType.EIN}
_MAY = frozenset(Role) - {Role.QUALITY_ANALYST}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_POSTAL = re.compile(r"(?a)\d{5}(-?\d{4})?")
_LOCATION = re.compile(r"(?a)\d{1,10}")
_LAST_FIRST = re.compile(r"[^,]+,[^,]*[^,\s][^,]*")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account as typed; without an address it has no mailing location."""

    account_type: str = ""
    setup: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    postal: str = ""
    location: str = ""
    """The number of a location on file, in place of an address."""

    @property
    def addressed(self) -> bool:
        """Is there anything of an address?"""
        return any((self.street, self.city, self.state, self.postal))


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person as typed, with the account that is to be opened for them."""

    person_type: str = "person"
    name: str = ""
    id_type: str = ""
    id_value: str = ""
    phone: str = ""
    email: str = ""
    account: NewAccount = NewAccount()


@dataclass(frozen=True, slots=True)
class Added:
    """The numbers of what was added; 0 for no account."""

    person_id: int
    account_id: int


IN_USE = "This number is already in use."
"""The answer where it is in use outside the profile: it does not say by whom (SE-02)."""


@dataclass(frozen=True, slots=True)
class AlreadyOnFile:
    """Nothing was added: these have the identifier. Adding another one is a decision to take."""

    found: tuple[Hit, ...]


def may_create_taxpayer(viewer: Viewer) -> bool:
    """May this profile add persons and accounts? Everyone may but quality analysts (SE-02)."""
    return viewer.holds(*_MAY)


def who_may_create() -> str:
    """Said in the refusal."""
    return "Adding taxpayers is for every role but quality analysts."


def default_id_type(person_type: str) -> str:
    """SSN for a person, EIN for a business."""
    return str(_IDS_OF.get(person_type, TinType.SSN))


def kept_name(name: str, person_type: str) -> str:
    """In capitals with single blanks, `LAST, FIRST` for a person, as extracts have them."""
    clean = " ".join(name.upper().split())
    return re.sub(r" ?, ?", ", ", clean, count=1) if person_type == "person" else clean


def person_faults(new: NewPerson, account_types: Iterable[str], today: date) -> dict[str, str]:
    """What is wrong, by field; empty where it can be saved."""
    faults = {
        "person_type": "" if new.person_type in PERSON_TYPES else "person or business",
        "name": _name_fault(new),
        "id_type": "" if new.id_type in set(TinType) else f"one of {', '.join(TinType)}",
        "id_value": _id_fault(new),
        "phone": _fault_of(new.phone, parse_phone),
        "email": "" if not new.email or _EMAIL.fullmatch(new.email) else "not an email address",
    }
    if new.account.account_type:
        faults |= account_faults(new.account, account_types, today)
    elif new.account.addressed:
        faults["account_type"] = "an address belongs to an account: F4 lists types"
    return {field: fault for field, fault in faults.items() if fault}


def account_faults(new: NewAccount, account_types: Iterable[str], today: date) -> dict[str, str]:
    """What is wrong with an account, by field."""
    known = tuple(account_types)
    faults = {
        "account_type": "" if new.account_type in known else f"one of {', '.join(known)}",
        "setup": _fault_of(new.setup, lambda text: setup_day(text, today)),
    }
    if new.addressed and new.location:
        faults["location"] = "a location or an address, not both"
    elif new.location and not _LOCATION.fullmatch(plain_number(new.location)):
        faults["location"] = "the ten digits of a location"
    if new.addressed:
        postal_ok = _POSTAL.fullmatch(plain_number(new.postal))
        faults |= {
            "street": "" if new.street.strip() else "an address needs its street",
            "city": "" if new.city.strip() else "an address needs its city",
            "state": "" if area_of_state(new.state) else "two letters of a state",
            "postal": "" if postal_ok else "five digits, or nine",
        }
    return {field: fault for field, fault in faults.items() if fault}


def setup_day(text: str, today: date) -> date:
    """`t` or nothing is today, `-5` five days ago, else `11/20`, `11/20/26` or `2026-11-20`.

    Raises ValueError for anything else, and for days to come.
    """
    typed = plain_number(text).lower()
    if typed in {"", "t"}:
        return today
    if re.fullmatch(r"(?a)-\d{1,3}", typed):
        return today - timedelta(days=int(typed[1:]))
    day = _read_day(typed, today)
    if day > today:
        raise ValueError("a day that has come")
    return day


def _read_day(typed: str, today: date) -> date:
    try:
        if found := re.fullmatch(r"(?a)(\d{1,2})/(\d{1,2})(?:/(\d{2}|\d{4}))?", typed):
            month, day, year = found.groups()
            number = int(year) if year else today.year
            return date(number + 2000 if number < 100 else number, int(month), int(day))
        return date.fromisoformat(typed)
    except ValueError:
        raise ValueError("a day: t, -5, 11/20/26, 2026-11-20") from None


def area_of_new(new: NewAccount, viewer: Viewer) -> int:
    """The area of the address; without one the viewer's own where there is one only, else 0."""
    if new.addressed:
        return area_of_state(new.state)
    areas = viewer.scope.areas
    return next(iter(areas)) if areas is not None and len(areas) == 1 else 0


def unusual(new: NewPerson) -> str:
    """Why the identifier looks unusual; never a reason to refuse."""
    try:
        return tin_oddity(parse_tin(new.id_value), new.id_type)
    except ValueError:
        return ""


def _name_fault(new: NewPerson) -> str:
    name = new.name.strip()
    if not name:
        return "a name is needed"
    if len(name) > _LONGEST or not name.isprintable():
        return f"at most {_LONGEST} letters and signs"
    if "%" in name:
        return "a name has no %"
    if new.person_type == "person" and not _LAST_FIRST.fullmatch(name):
        return "Last,First for a person"
    return ""


def _id_fault(new: NewPerson) -> str:
    if not new.id_value.strip():
        return "an identifier is needed"
    try:
        digits, mark = read_tin(new.id_value)
    except ValueError as error:
        return str(error)
    if new.id_type not in set(TinType):
        return ""
    if mark and new.id_type != f"SSN{mark}":
        return f"the mark {mark} belongs to the ID type SSN{mark}"
    individual = {TinType.ITIN, TinType.ATIN, TinType.IRSN}
    if new.id_type in individual and individual_type(digits) != new.id_type:
        return f"does not have the form of an {new.id_type}"
    return ""


def _fault_of(text: str, parse: Callable[[str], object]) -> str:
    if not text.strip():
        return ""
    try:
        parse(text)
    except ValueError as error:
        return str(error)
    return ""
