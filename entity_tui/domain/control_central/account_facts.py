"""What else an account's page shows: characteristics, liens, time, bills (CC-24 … CC-34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entity_tui.domain.control_central.record_ref import RecordRef


@dataclass(frozen=True, slots=True)
class CharacteristicRow:
    """A value of a type, in effect."""

    char_type: str
    meaning: str
    value: str


@dataclass(frozen=True, slots=True)
class AutoPay:
    """The automatic payment in effect today."""

    source: str
    method: str
    external_end: str
    start: date
    until: date | None
    ref: RecordRef


@dataclass(frozen=True, slots=True)
class LienRow:
    """A lien on one module."""

    number: str
    mft: str
    period: str
    status: str
    filed_on: date
    released_on: date | None
    office: str
    amount: int
    ref: RecordRef


@dataclass(frozen=True, slots=True)
class TimeRow:
    """Hours one employee charged to the case on a day, in hundredths."""

    day: date
    who: str
    hours: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class TimeCharged:
    """The newest days, how many more there are, and the hours of all."""

    rows: tuple[TimeRow, ...] = ()
    more: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class BillBar:
    """A bill of the graph: its new charges and the ending balance, in cents."""

    number: str
    billed_on: date
    due: date | None
    status: str
    charges: int
    balance: int
    ref: RecordRef


@dataclass(frozen=True, slots=True)
class FinanceRow:
    """A row of Financial Information beside bills and payments: what, in words, and where it is."""

    label: str
    text: str
    ref: RecordRef | None = None
