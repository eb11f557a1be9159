"""The base alerts of Control Central, in the source's own order (CC-23).

Each is a question to the facts of one account. Installations add their own as entry points of the
group `entity_tui.alerts`: functions of the facts that give alerts; they stand at order 16.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from entity_tui.domain.control_central.account_page import Alert
from entity_tui.domain.control_central.compliance import Rating
from entity_tui.domain.control_central.contacts import age
from entity_tui.domain.control_central.record_ref import RecordRef

DYNAMIC = "16"
MOST_ACCOUNT_ALERTS = 60
_NO_RATING = Rating()


@dataclass(frozen=True, slots=True)
class Named:
    """Something an alert names: its text and its page."""

    text: str
    ref: RecordRef


@dataclass(frozen=True, slots=True)
class Season:
    """A seasonal address: days of the year as MMDD."""

    start: str
    until: str
    ref: RecordRef


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What the alerts are asked about."""

    today: date
    accounts: int
    """Accounts of the main person that the viewer may see."""
    locations: tuple[RecordRef, ...] = ()
    """Different locations of the account's obligations and mail."""
    persons: tuple[RecordRef, ...] = ()
    """Everyone on the account, the main taxpayer first."""
    responsible: tuple[RecordRef, ...] = ()
    guarantors: tuple[RecordRef, ...] = ()
    account_id: int = 0
    person_id: int = 0
    last_contact: date | None = None
    last_contact_by: str = ""
    contact: RecordRef | None = None
    open_contacts: tuple[RecordRef, ...] = ()
    comment: str = ""
    account_alerts: tuple[Named, ...] = ()
    """Those of the account in effect today."""
    referrals: tuple[RecordRef, ...] = ()
    rating: Rating = _NO_RATING
    rating_changes: tuple[RecordRef, ...] = ()
    """The transactions of the rating in effect today."""
    obligation_alerts: tuple[Named, ...] = ()
    """Obligations whose type bears an alert message: the message and the obligation."""
    plans: tuple[Named, ...] = ()
    """Pay plans pending start, active and pending stop."""
    reactivated: tuple[RecordRef, ...] = ()
    auto_pay: Named | None = None
    seasons: tuple[Season, ...] = ()
    location_id: int = 0
    child_locations: int = 0
    parent_location: int = 0
    nearest_csed: date | None = None
    """The earliest collection statute date of a module with a balance."""
    csed_modules: tuple[RecordRef, ...] = ()
    """The modules with that date."""


Question = Callable[[AccountFacts], Iterable[Alert]]


def _last_contact(facts: AccountFacts) -> Iterator[Alert]:
    if facts.last_contact is not None:
        how_old = age(facts.last_contact, facts.today)
        text = f"Last contact: {how_old} - {facts.last_contact_by}"
        yield Alert("1", text, refs=_of(facts.contact))


def _open_contacts(facts: AccountFacts) -> Iterator[Alert]:
    if count := len(facts.open_contacts):
        yield Alert("2", f"{_many(count, 'open contact')} for person", refs=facts.open_contacts)


def _comment(facts: AccountFacts) -> Iterator[Alert]:
    if facts.comment:
        yield Alert("3", f"Comment on account: {facts.comment}")


def _account_alerts(facts: AccountFacts) -> Iterator[Alert]:
    for named in facts.account_alerts[:MOST_ACCOUNT_ALERTS]:
        yield Alert("4", named.text, urgent=True, refs=(named.ref,))


def _referral(facts: AccountFacts) -> Iterator[Alert]:
    if facts.referrals:
        yield Alert("5", "Collection referral active", refs=facts.referrals)


def _rating(facts: AccountFacts) -> Iterator[Alert]:
    if facts.rating.low:
        yield Alert("6b", f"Compliance rating: {facts.rating.value}", True, facts.rating_changes)


def _obligations(facts: AccountFacts) -> Iterator[Alert]:
    for text in dict.fromkeys(named.text for named in facts.obligation_alerts):
        refs = tuple(named.ref for named in facts.obligation_alerts if named.text == text)
        yield Alert("7", text, refs=refs)


def _plans(facts: AccountFacts) -> Iterator[Alert]:
    for plan in facts.plans:
        yield Alert("8", plan.text, refs=(plan.ref,))


def _reactivated(facts: AccountFacts) -> Iterator[Alert]:
    if facts.reactivated:
        yield Alert("9", "Reactivated obligations exist", refs=facts.reactivated)


def _accounts(facts: AccountFacts) -> Iterator[Alert]:
    if facts.accounts > 1:
        refs = _of(RecordRef("person", facts.person_id) if facts.person_id else None)
        yield Alert("10", f"Person has {facts.accounts} accounts", refs=refs)


def _locations(facts: AccountFacts) -> Iterator[Alert]:
    if (count := len(facts.locations)) > 1:
        yield Alert("12", f"Account has {count} locations", refs=facts.locations)


def _auto_pay(facts: AccountFacts) -> Iterator[Alert]:
    if facts.auto_pay:
        method = f": {facts.auto_pay.text}" if facts.auto_pay.text else ""
        yield Alert("13", f"Auto pay active{method}", refs=(facts.auto_pay.ref,))


def _responsible(facts: AccountFacts) -> Iterator[Alert]:
    if (count := len(facts.responsible)) > 1:
        text = f"{count} persons are financially responsible"
        yield Alert("14a", text, refs=facts.responsible)


def _guarantor(facts: AccountFacts) -> Iterator[Alert]:
    if facts.guarantors:
        yield Alert("14b", "Account has a third-party guarantor", refs=facts.guarantors)


def _persons(facts: AccountFacts) -> Iterator[Alert]:
    if (count := len(facts.persons)) > 1:
        yield Alert("14c", f"{count} persons on account", refs=facts.persons)


def _season_now(facts: AccountFacts) -> Iterator[Alert]:
    for season in facts.seasons:
        if in_season(season.start, season.until, facts.today):
            shown = f"{_month_day(season.start)} - {_month_day(season.until)}"
            yield Alert("15a", f"Seasonal address in effect ({shown})", refs=(season.ref,))


def _season_later(facts: AccountFacts) -> Iterator[Alert]:
    known = facts.seasons
    if known and not any(in_season(s.start, s.until, facts.today) for s in known):
        yield Alert("15b", "Seasonal address exists", refs=tuple(s.ref for s in known))


def _parent(facts: AccountFacts) -> Iterator[Alert]:
    if facts.parent_location:
        refs = (RecordRef("location", facts.parent_location),)
        yield Alert("16", "Location is linked to a parent location", refs=refs)


def _children(facts: AccountFacts) -> Iterator[Alert]:
    if count := facts.child_locations:
        refs = _of(RecordRef("location", facts.location_id) if facts.location_id else None)
        yield Alert("17", f"Location has {_many(count, 'child location')}", refs=refs)


# The order numbers are those of the source's table; installations come at 16.
BASE_ALERTS: tuple[tuple[str, Question], ...] = (
    ("1", _last_contact),
    ("2", _open_contacts),
    ("3", _comment),
    ("4", _account_alerts),
    ("5", _referral),
    ("6b", _rating),
    ("7", _obligations),
    ("8", _plans),
    ("9", _reactivated),
    ("10", _accounts),
    ("12", _locations),
    ("13", _auto_pay),
    ("14a", _responsible),
    ("14b", _guarantor),
    ("14c", _persons),
    ("15a", _season_now),
    ("15b", _season_later),
    ("16", _parent),
    ("17", _children),
)
_SHORT_STATUTE_DAYS = 183


def alerts_of(facts: AccountFacts, dynamic: Sequence[Question] = ()) -> tuple[Alert, ...]:
    """Every alert the account has, in order; a short statute, which is ours, comes first."""
    found: list[Alert] = list(_statute(facts))
    for order, question in BASE_ALERTS:
        if order == DYNAMIC:
            for added in dynamic:
                found += added(facts)
        found += question(facts)
    return tuple(found)


def _statute(facts: AccountFacts) -> Iterator[Alert]:
    if facts.nearest_csed is None:
        return
    left = (facts.nearest_csed - facts.today).days
    if left > _SHORT_STATUTE_DAYS:
        return
    when = f"{facts.nearest_csed:%m/%d/%y}"
    text = f"CSED {when}: {left} days left" if left >= 0 else f"CSED {when} has passed"
    yield Alert("0", text, urgent=True, refs=facts.csed_modules)


def in_season(start: str, until: str, today: date) -> bool:
    """Is the day within a season from MMDD to MMDD, which may lie over new year?"""
    now = f"{today:%m%d}"
    if start <= until:
        return start <= now <= until
    return now >= start or now <= until


def _month_day(text: str) -> str:
    return f"{text[:2]}/{text[2:]}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count > 1 else ''}"


def _of(ref: RecordRef | None) -> tuple[RecordRef, ...]:
    return (ref,) if ref else ()
