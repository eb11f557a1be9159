"""Assignment numbers and areas: who holds a case, read off eight digits (IRM 2.4.27, ASGNI).

AOTOBGEE: area office, territory office, group, employee. `prefix` of 0, 2, 4, 6 or 8 digits is
the scope of a profile: nation, area, territory, group, own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from entity_tui.domain.lookalikes import plain_number

QUEUE = "7000"
_FORM = re.compile(r"\d{8}|\d{4}[- ]\d{4}|\d{4}[- ]\d{2}[- ]\d{2}", re.ASCII)
_UNIT = re.compile(r"\d{2}|\d{4}|\d{6}|\d{4}[- ]\d{2}", re.ASCII)
_SEPARATORS = re.compile(r"[- ]")

# Controlling code of the area office → states (Document 6209 section 11).
AREA_STATES = {
    21: "CT ME MA NH NY RI VT",
    22: "KY MI NJ OH PA WV",
    23: "DC DE FL MD NC SC VA",
    24: "KS IA IN IL MN MO ND NE SD WI",
    25: "AL AR GA LA MS OK TN TX",
    26: "AK AZ CO HI ID MT NV NM OR UT WA WY",
    27: "CA",
    35: "PR VI GU AS MP AA AE AP",
}
_AREA_OF = {state: area for area, states in AREA_STATES.items() for state in states.split()}


class Holder(StrEnum):
    """Where a case lies, read off its assignment number."""

    QUEUE = "queue"
    HOLD = "hold"
    OFFICER = "officer"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Assignment:
    """An eight-digit assignment number."""

    number: str

    @classmethod
    def parse(cls, text: str) -> Assignment:
        """`21031207`, `2103-1207`, `2103-12-07`. Raises ValueError with the reason."""
        typed = plain_number(text)
        if not _FORM.fullmatch(typed):
            raise ValueError(f"'{text.strip()}' is not an eight-digit assignment number")
        return cls(_SEPARATORS.sub("", typed))

    @property
    def area(self) -> int:
        """The area office's controlling code, 21 … 27 and 35 in the field."""
        return int(self.number[:2])

    @property
    def group(self) -> str:
        """The six digits of the group."""
        return self.number[:6]

    @property
    def holder(self) -> Holder:
        """Queue (AOTO7000), hold file (NNNNNN00), officer (groups 10-69), else elsewhere."""
        if self.number[4:] == QUEUE:
            return Holder.QUEUE
        if not 10 <= int(self.number[4:6]) <= 69:
            return Holder.ELSEWHERE
        return Holder.HOLD if self.number[6:] == "00" else Holder.OFFICER

    def shown(self) -> str:
        """`2103-1207`."""
        return f"{self.number[:4]}-{self.number[4:]}"


def read_unit(text: str) -> str:
    """The digits of an area, territory, group or number: `27`, `2701`, `2701-12`, `2701-1207`.

    Raises ValueError for anything else.
    """
    typed = plain_number(text)
    if not (_UNIT.fullmatch(typed) or _FORM.fullmatch(typed)):
        raise ValueError(f"'{text}' is no area, territory, group or assignment number")
    return _SEPARATORS.sub("", typed)


def is_group(code: str) -> bool:
    """Six digits with 10 to 69 at their end: a group of officers."""
    return (
        len(code) == 6 and code.isascii() and code.isdigit()
        and Assignment(f"{code}01").holder is Holder.OFFICER
    )  # fmt: skip


def collection_place(number: str) -> str:
    """Where an account is worked: queue, field, ACS, campus or other (IRM 5.2.4, digits 5-6).

    A number left blank is ACS's.
    """
    if not number:
        return "ACS"
    if number[4:] == QUEUE:
        return "queue"
    branch = int(number[4:6])
    if 10 <= branch <= 69:
        return "field"
    return "ACS" if branch <= 9 else "campus" if 80 <= branch <= 89 else "other"


def area_of_state(state: str, country: str = "") -> int:
    """The area of a postal state; 35 (international) abroad; 0 where nothing tells."""
    if country and country.upper() not in {"US", "USA"}:
        return 35
    return _AREA_OF.get(state.strip().upper(), 0)
