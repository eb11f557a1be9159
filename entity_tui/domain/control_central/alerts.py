"""The base alerts of Control Central, in the source's own order (CC-23).

Each is a question to the facts of one account; those whose facts are not kept yet are not asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from entity_tui.domain.control_central.account_page import Alert
from entity_tui.domain.control_central.contacts import age


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What the alerts are asked about."""

    today: date
    accounts: int
    """Accounts of the main person that the viewer may see."""
    locations: int
    """Different locations of the account's obligations and mail."""
    persons: int
    responsible: int
    guarantors: int
    last_contact: date | None = None
    last_contact_by: str = ""
    open_contacts: int = 0
    child_locations: int = 0
    has_parent_location: bool = False
    nearest_csed: date | None = None
    """The earliest collection statute date of a module with a balance."""


def _last_contact(facts: AccountFacts) -> str:
    if facts.last_contact is None:
        return ""
    return f"Last contact: {age(facts.last_contact, facts.today)} - {facts.last_contact_by}"


def _open_contacts(facts: AccountFacts) -> str:
    count = facts.open_contacts
    return f"{count} open contact{'s' if count > 1 else ''} for person" if count else ""


def _parent(facts: AccountFacts) -> str:
    return "Location is linked to a parent location" if facts.has_parent_location else ""


def _children(facts: AccountFacts) -> str:
    count = facts.child_locations
    return f"Location has {count} child location{'s' if count > 1 else ''}" if count else ""


def _accounts(facts: AccountFacts) -> str:
    return f"Person has {facts.accounts} accounts" if facts.accounts > 1 else ""


def _locations(facts: AccountFacts) -> str:
    return f"Account has {facts.locations} locations" if facts.locations > 1 else ""


def _responsible(facts: AccountFacts) -> str:
    if facts.responsible < 2:
        return ""
    return f"{facts.responsible} persons are financially responsible"


def _guarantor(facts: AccountFacts) -> str:
    return "Account has a third-party guarantor" if facts.guarantors else ""


def _persons(facts: AccountFacts) -> str:
    return f"{facts.persons} persons on account" if facts.persons > 1 else ""


# The order numbers are those of the source's table.
BASE_ALERTS: tuple[tuple[str, Callable[[AccountFacts], str]], ...] = (
    ("1", _last_contact),
    ("2", _open_contacts),
    ("10", _accounts),
    ("12", _locations),
    ("14a", _responsible),
    ("14b", _guarantor),
    ("14c", _persons),
    ("16", _parent),
    ("17", _children),
)
_SHORT_STATUTE_DAYS = 183


def alerts_of(facts: AccountFacts) -> tuple[Alert, ...]:
    """Every alert the account has, in order; a short statute, which is ours, comes first."""
    found = [Alert(order, text) for order, question in BASE_ALERTS if (text := question(facts))]
    return (*_statute(facts), *found)


def _statute(facts: AccountFacts) -> tuple[Alert, ...]:
    if facts.nearest_csed is None:
        return ()
    left = (facts.nearest_csed - facts.today).days
    if left > _SHORT_STATUTE_DAYS:
        return ()
    when = f"{facts.nearest_csed:%m/%d/%y}"
    text = f"CSED {when}: {left} days left" if left >= 0 else f"CSED {when} has passed"
    return (Alert("0", text, urgent=True),)
