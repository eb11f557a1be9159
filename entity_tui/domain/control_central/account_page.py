"""What the Account Information page shows, as frozen rows (CC-20, 27, 29, 34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entity_tui.domain.control_central.account_facts import (
    AutoPay,
    BillBar,
    CharacteristicRow,
    FinanceRow,
    LienRow,
    TimeCharged,
)
from entity_tui.domain.control_central.compliance import ComplianceRow, Rating
from entity_tui.domain.control_central.contacts import ContactRow
from entity_tui.domain.control_central.financial_history import FinancialHistory
from entity_tui.domain.control_central.record_ref import RecordRef

_NO_HISTORY = FinancialHistory()
_NO_TIME = TimeCharged()
_NO_RATING = Rating()


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier of a person, unmasked; `flag` says why it looks unusual."""

    id_type: str
    value: str
    primary: bool
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone of a person."""

    phone_type: str
    digits: str
    extension: str = ""


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name of a person."""

    name_type: str
    name: str


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """Another person on the account."""

    person_id: int
    name: str
    role: str
    responsible: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person with everything the taxpayer zone shows."""

    person_id: int
    person_type: str
    """`person` or `business`."""
    name: str
    names: tuple[NameRow, ...]
    identifiers: tuple[Identifier, ...]
    phones: tuple[Phone, ...]
    email: str
    as_of: date


@dataclass(frozen=True, slots=True)
class LocationCard:
    """A location with everything its zone shows."""

    location_id: int
    location_type: str
    address: str
    address2: str
    city: str
    state: str
    postal: str
    country: str
    division: str
    alternates: tuple[str, ...] = ()
    geo: tuple[tuple[str, str], ...] = ()

    def one_line(self) -> str:
        """`1415 MISSION ST, DALY CITY CA 94014`."""
        place = " ".join(part for part in (self.city, self.state, self.postal) if part)
        return ", ".join(part for part in (self.address, place) if part)


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """A module: MFT and period, TDA or TDI, reported balance, statute dates."""

    obligation_id: int
    mft: str
    form: str
    """The return: its number and name."""
    period: str
    kind: str
    status: str
    status_meaning: str
    assessed: int | None
    balance: int | None
    csed: date | None
    ased: date | None
    rsed: date | None
    closed_on: date | None
    as_of: date


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A line of a delinquent inventory list: TDA or TDI, and where the account is worked."""

    listing: str
    place: str
    """queue, field, ACS, campus or other."""
    assignment: str
    modules: int
    balance: int | None
    as_of: date

    @property
    def elsewhere(self) -> bool:
        """Is it worked neither in the queue nor in the field (EN-01)?"""
        return self.place not in ("queue", "field")


@dataclass(frozen=True, slots=True)
class CaseCard:
    """The field case of the account; codes come with their meaning."""

    case_id: int
    case_code: str
    case_code_meaning: str
    subcode: str
    subcode_meaning: str
    grade: str
    assignment: str
    holder: str
    """queue, hold, officer or elsewhere."""
    officer: str
    """The employee's name; "" where the number is nobody's."""
    status: str
    priority: str
    predictive: str
    assigned_on: date | None
    received_on: date | None
    last_touch: date | None
    first_contact: date | None
    closed_on: date | None
    as_of: date
    ics_only: bool = False
    """IDRS has brought nothing of it yet (IM-09)."""


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One event of Account Activity History, newest first (CC-21)."""

    day: date
    source: str
    """What kind of record it is: Activity, Case …"""
    kind: str
    text: str
    who: str
    """The officer's name, or the assignment number where nobody is known under it."""
    ref: RecordRef | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """One line of the alert zone; `order` is the source's own (CC-23)."""

    order: str
    text: str
    urgent: bool = False
    refs: tuple[RecordRef, ...] = ()
    """What it leads to; with several, the one who asks chooses."""


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Everything the landing page shows of one account for one viewer on one day."""

    account_id: int
    account_type: str
    division: str
    bill_cycle: str
    setup_date: date
    current_balance: int
    payoff_balance: int
    person: PersonCard
    """The main taxpayer, whichever person the account was found through."""
    main_person_id: int
    linked: tuple[LinkedPerson, ...]
    location: LocationCard | None
    location_count: int
    account_count: int
    """Accounts the main person is linked to that the viewer may see."""
    modules: tuple[ModuleRow, ...]
    case: CaseCard | None
    case_hidden: bool
    """There is a case outside the viewer's profile."""
    today: date
    reported_balance: int = 0
    """The sum of the modules' reported balances, beside the sum of transactions."""
    history: FinancialHistory = _NO_HISTORY
    activity: tuple[ActivityRow, ...] = ()
    activity_more: int = 0
    contacts: tuple[ContactRow, ...] = ()
    """The newest contacts of the main taxpayer."""
    alerts: tuple[Alert, ...] = ()
    open_item: bool = False
    """Transactions are matched; else the balance is carried forward (AM-63)."""
    comment: str = ""
    next_review: date | None = None
    next_bill: date | None = None
    rating: Rating = _NO_RATING
    auto_pay: AutoPay | None = None
    account_characteristics: tuple[CharacteristicRow, ...] = ()
    person_characteristics: tuple[CharacteristicRow, ...] = ()
    location_characteristics: tuple[CharacteristicRow, ...] = ()
    compliance: tuple[ComplianceRow, ...] = ()
    compliance_more: int = 0
    liens: tuple[LienRow, ...] = ()
    """Of the field case's modules; none where the case is outside the profile."""
    time_charged: TimeCharged = _NO_TIME
    bills: tuple[BillBar, ...] = ()
    """Within twenty months of the latest, oldest first (CC-24)."""
    listed: tuple[ListedRow, ...] = ()
    """On the delinquent inventory lists; none where the case is outside the profile."""
    finance: tuple[FinanceRow, ...] = ()
    """Pending, freezable, incomplete and erroneous things, auto pay dates (CC-28)."""
    found_through: LinkedPerson | None = None
    """The other person on the account that the search found; None for the main taxpayer."""
    places: tuple[tuple[int, str], ...] = ()
    """Id and first address line of every location of the account."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in the summary of a person or a location."""

    account_id: int
    account_type: str
    main_name: str
    role: str
    balance: int
    depth: int = 0
    """0 the person's own; 1 to 4 of financially related children, theirs and so on (CC-31)."""
    last_bill: str = ""
    last_contact: str = ""


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The Taxpayer Information page of a person (CC-31, as far as data goes)."""

    person: PersonCard
    accounts: tuple[AccountLine, ...]
    today: date
    contacts: tuple[ContactRow, ...] = ()
    characteristics: tuple[CharacteristicRow, ...] = ()
    parents: tuple[LinkedPerson, ...] = ()
    children: tuple[LinkedPerson, ...] = ()
    """Persons above and below; `role` is the relationship, `responsible` the financial switch."""


@dataclass(frozen=True, slots=True)
class LocationPage:
    """The page of a location, with the accounts found there."""

    location: LocationCard
    accounts: tuple[AccountLine, ...]
    today: date
    characteristics: tuple[CharacteristicRow, ...] = ()
    parent: LocationCard | None = None
    children: tuple[LocationCard, ...] = ()
