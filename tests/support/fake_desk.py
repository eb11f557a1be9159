"""A desk without a store: the same methods, believable rows, knobs for slow and failing calls."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from entity_tui.domain.control_central import timeline
from entity_tui.domain.control_central.account_page import (
    AccountLine,
    AccountPage,
    ActivityRow,
    CaseCard,
    Identifier,
    LinkedPerson,
    LocationCard,
    LocationPage,
    ModuleRow,
    NameRow,
    PersonCard,
    PersonPage,
    Phone,
)
from entity_tui.domain.control_central.compliance import ComplianceRow
from entity_tui.domain.control_central.credit_allocation import Allocation, Level
from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.detail import DetailPage
from entity_tui.domain.control_central.financial_history import (
    FinancialHistory,
    financial_history,
)
from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.control_central.recognise import Target, recognise
from entity_tui.domain.control_central.record_ref import RecordRef
from entity_tui.domain.control_central.tree import TreePage
from entity_tui.domain.entity.import_standing import ImportStanding
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.errors import EntityError
from entity_tui.long_work import current_work
from support import fake_imports, fake_records
from support.fake_adding import FakeAdding
from support.fake_lists import FakeLists
from support.fake_months import FakeMonths
from support.fake_rejects import FakeRejects
from support.fake_time import FakeTime
from support.fake_verification import FakeReExtract, FakeVerification

TODAY = date(2026, 11, 20)
_FIRST = ["JOAN A", "JOANNA", "JOE", "JOHN", "JOHN B", "JON", "JOSÉ", "JOYCE", "JUAN", "JUDITH"]
_CITIES = ["OAKLAND", "SAN FRANCISCO", "FRESNO", "DALY CITY", "RENO", "SACRAMENTO"]
_FORMS = ["U.S. Individual Income Tax Return", "Employer's Quarterly Federal Tax Return"]
_STREETS = ["MISSION ST", "BROADWAY", "2ND AVE", "EL CAMINO REAL", "MARKET ST"]


def viewer(sensitive: bool = True) -> Viewer:
    grant = Grant(Role.GROUP_MANAGER, "210312", date(2020, 1, 1))
    return Viewer("mrivera", "M. Rivera", (grant,), sensitive=sensitive, assignment="210312")


def hit(n: int) -> Hit:
    """The nth of the SMITHs; every 40th has no account, every 97th is a bare location."""
    if n % 97 == 96:
        return Hit(0, 0, 900 + n, "", "", "", "", "", f"{n} MARKET ST", "RENO", "89501", None)
    business = n % 7 == 3
    account = 0 if n % 40 == 39 else (n * 7919 + 1929119291) % 10**10
    digits = f"{(n * 48611 + 123456789) % 10**9:09d}"
    return Hit(
        person_id=1000 + n,
        account_id=account,
        location_id=5000 + n if account else 0,
        name=f"SMITH {_FIRST[n % 10]} INC" if business else f"SMITH, {_FIRST[n % 10]}",
        name_type=("primary", "alias", "dba", "legal")[n % 4] if n % 5 == 0 else "primary",
        role=("guarantor" if n % 6 == 2 else "main") if account else "",
        id_type="EIN" if business else "SSN",
        id_value=digits,
        address=f"{100 + n} {_STREETS[n % 5]}" if account else "",
        city=_CITIES[n % 6] if account else "",
        postal=f"9{4000 + n}" if account else "",
        balance=(n * 778123) % 9_000_000 if account else None,
        open_case=f"2103120{n % 9}" if account and n % 3 == 0 else "",
    )


GUARANTOR = Hit(7, 0, 0, "DOE, JANE", "primary", "", "SSN", "987654321", "", "", "", None)
HITS = tuple(hit(n) for n in range(400))


FOUR_ZONES = (
    '{"order": ["case", "taxpayer", "modules", "location"],'
    ' "hidden": ["activity", "alerts", "compliance", "finance", "history"]}'
)
"""A short page, so that tests of what a page does need not know every zone there is."""


class FakeDesk:
    """Knobs: `slow` seconds per call, `gate` to hold calls, `fail` to raise, `hits` to find."""

    def __init__(self, hits: tuple[Hit, ...] = HITS, sensitive: bool = True) -> None:
        self.viewer = viewer(sensitive)
        self.today = TODAY
        self.now = datetime(2026, 11, 20, 9, tzinfo=UTC)
        self.store_shown = "demo"
        self.demo = True
        self.hits = hits
        self.near: tuple[Hit, ...] = ()
        self.lists = FakeLists()
        self.adding = FakeAdding()
        self.rejects = FakeRejects()
        self.time = FakeTime()
        self.asked: list[tuple[str, str, str]] = []
        self.verification = FakeVerification(self.asked)
        self.re_extract = FakeReExtract(self.asked)
        self.months = FakeMonths()
        self.slow = 0.0
        self.gate: threading.Event | None = None
        self.fail: Exception | None = None
        self.calls: list[tuple[object, ...]] = []
        self.stopped: list[str] = []
        self.preferences: dict[str, str] = {}
        self.unless_chosen = {"typing": "off", "zones.account": FOUR_ZONES, "dashboard": "off"}
        self.closed = False

    def named(self, name: str) -> list[tuple[object, ...]]:
        """The calls of one method so far."""
        return [call for call in self.calls if call[0] == name]

    def _call(self, *call: object, stop: Callable[[], bool] | None = None) -> None:
        self.calls.append(call)
        if self.slow:
            time.sleep(self.slow)
        while self.gate is not None and not self.gate.is_set():
            if stop is not None and stop():
                self.stopped.append(str(call[1]))
                break
            if (work := current_work()) is not None:
                work.require()
            self.gate.wait(0.01)
        if self.fail is not None:
            raise self.fail

    def find(
        self, criteria: Criteria, read_as: str = "", stop: Callable[[], bool] | None = None
    ) -> HitList:
        criteria = criteria.checked()
        self._call("find", criteria.shown(), criteria, stop=stop)
        wanted = (criteria.name or criteria.city or criteria.address).replace("%", "").upper()
        found = tuple(
            h for h in self.hits
            if wanted in f"{h.name} {h.city} {h.address}".upper()
            and h.id_value.startswith(criteria.id_value)
            and (not criteria.account or f"{h.account_id:010d}".startswith(criteria.account))
        )  # fmt: skip
        return self._list(criteria, found, read_as)

    def _list(self, criteria: Criteria, found: tuple[Hit, ...], read_as: str) -> HitList:
        if not found and criteria.name and self.near:
            return HitList(criteria, criteria.kind, self.near, False, read_as, near=True)
        return HitList(criteria, criteria.kind, found[:300], len(found) > 300, read_as)

    def find_near(self, criteria: Criteria, stop: Callable[[], bool] | None = None) -> HitList:
        self._call("find_near", criteria.shown(), stop=stop)
        return HitList(criteria, criteria.kind, self.near, False, near=True)

    def find_line(
        self, text: str, all_locations: bool, stop: Callable[[], bool] | None = None
    ) -> HitList:
        self._call("find_line", text, stop=stop)
        readings = recognise(text, all_locations)
        asked = [r for r in readings if r.target is Target.CRITERIA]
        criteria = asked[0].criteria if asked else Criteria(name=text)
        words = text.upper().replace("%", " ").replace(",", " ").split()
        digits = "".join(filter(str.isdigit, text))
        found = tuple(
            h for h in self.hits
            if all(word in h.name.upper().replace(",", " ") for word in words)
            or (len(digits) > 3 and (h.id_value.startswith(digits)
                                     or f"{h.account_id:010d}".startswith(digits[:10])
                                     or any(p.digits == digits for p in person(h).phones)))
        )  # fmt: skip
        read_as = " or ".join(r.read_as for r in readings)
        return self._list(criteria, found, read_as)

    def import_status(self) -> ImportStanding:
        self._call("import_status")
        return fake_imports.standing()

    def open_account(
        self, account_id: int, person_id: int = 0, location_id: int = 0, fresh: bool = False
    ) -> AccountPage:
        self._call("open_account", account_id, fresh)
        found = next(h for h in (*HITS, *self.hits) if h.account_id == account_id)
        page = account_page(found)
        through = next((p for p in page.linked if p.person_id == person_id), None)
        return replace(page, found_through=through)

    def prefetch_account(self, account_id: int, person_id: int = 0, location_id: int = 0) -> None:
        self.calls.append(("prefetch_account", account_id))

    def open_person(self, person_id: int) -> PersonPage:
        self._call("open_person", person_id)
        found = next((h for h in (*self.hits, *HITS, GUARANTOR) if h.person_id == person_id), None)
        if found is None:
            raise EntityError(f"Person {person_id:010d} is not in your profile.")
        rows = fake_records.contacts(person_id, person_id)
        return PersonPage(person(found), accounts_of(found), TODAY, rows)

    def open_location(self, location_id: int) -> LocationPage:
        self._call("open_location", location_id)
        found = next(h for h in self.hits if h.location_id == location_id)
        line = AccountLine(1929119291, "individual", "SMITH, JOAN A", "main", 120450)
        return LocationPage(location(found), (line,), TODAY)

    def open_detail(self, ref: RecordRef) -> DetailPage:
        self._call("open_detail", ref)
        found = next((h for h in HITS if ref.owner in {h.account_id, h.person_id}), HITS[0])
        return fake_records.detail(ref, found.name, found.person_id)

    def open_tree(self, kind: str, subject: int) -> TreePage:
        self._call("open_tree", kind, subject)
        return fake_records.tree(kind, subject)

    def open_timeline(
        self, account_id: int, person_id: int, start: date, months: int
    ) -> timeline.Timeline:
        self._call("open_timeline", account_id, person_id, start, months)
        return timeline.timeline(fake_records.events(account_id, person_id), start, months)

    def open_allocation(self, level: Level) -> Allocation:
        self._call("open_allocation", level)
        return fake_records.allocation(level)

    def all_history(self, account_id: int) -> FinancialHistory:
        self._call("all_history", account_id)
        return financial_history(fake_records.transactions(account_id, 1, 60), 750)

    def all_activity(self, account_id: int) -> tuple[tuple[ActivityRow, ...], int]:
        self._call("all_activity", account_id)
        return tuple(ActivityRow(TODAY, "Case", "Case", f"Event {i}", "") for i in range(750)), 7

    def all_compliance(self, account_id: int) -> tuple[tuple[ComplianceRow, ...], int]:
        self._call("all_compliance", account_id)
        return (), 0

    def add_contact(
        self, person_id: int, contact_type: str, comment: str, is_open: bool = False
    ) -> int:
        self._call("add_contact", person_id, contact_type, comment, is_open)
        return len(self.named("add_contact"))

    def contact_types(self) -> tuple[tuple[str, str], ...]:
        return (("phone", "Telephone call"), ("visit", "Field visit"), ("letter", "Letter"))

    def reveal(self, what: str, subject: int) -> None:
        self._call("reveal", what, subject)
        if not self.viewer.sensitive:
            raise EntityError("Your profile does not show identifiers.")

    def export_rows(self, what: str, rows: int, whole: bool) -> None:
        self._call("export_rows", what, rows, whole)
        if not self.viewer.export:
            raise EntityError("Your profile may not export taxpayer data")

    def export(self, what: str, subject: int) -> None:
        self._call("export", what, subject)
        if not self.viewer.export:
            raise EntityError("Your profile may not export whole identifiers; F11 masks them.")

    def id_types(self) -> tuple[tuple[str, str], ...]:
        return (
            ("SSN", "Social security number"), ("EIN", "Employer identification number"),
            ("ITIN", "Individual taxpayer identification number"), ("DL", "Driver's licence"),
        )  # fmt: skip

    def geo_types(self) -> tuple[tuple[str, str], ...]:
        return (("PARCEL", "Parcel number"), ("GEO", "Geographic code"))

    def preference(self, name: str) -> str | None:
        return self.preferences.get(name, self.unless_chosen.get(name))

    def set_preference(self, name: str, value: str) -> None:
        self.preferences[name] = value

    def close(self) -> None:
        self.closed = True


def accounts_of(h: Hit) -> tuple[AccountLine, ...]:
    """The person's own account and the two after it; of the guarantor the first three."""
    n = 2 if h is GUARANTOR else h.person_id - 1000 if h.account_id else -1
    rows = [other for other in HITS[n : n + 3] if other.account_id] if n >= 0 else []
    return tuple(
        AccountLine(o.account_id, "individual", o.name, "main" if o is h else "guarantor",
                    o.balance or 0)
        for o in rows
    )  # fmt: skip


def location(h: Hit) -> LocationCard:
    return LocationCard(
        h.location_id, "premises", h.address, "", h.city, "CA", h.postal, "US", "California",
        alternates=("PO BOX 12",) if h.person_id % 4 == 0 else (),
        geo=(("PARCEL", f"{h.person_id:06d}"),) if h.person_id % 3 == 0 else (),
    )  # fmt: skip


def person(h: Hit) -> PersonCard:
    n = h.person_id
    return PersonCard(
        person_id=n,
        person_type="business" if h.id_type == "EIN" else "person",
        name=h.name,
        names=(NameRow("primary", h.name), *((NameRow("dba", "JON'S DINER"),) if n % 2 else ())),
        identifiers=(
            Identifier(h.id_type, h.id_value, True),
            *((Identifier("ITIN", "912701234", False, "looks unusual"),) if n % 5 == 0 else ()),
        ),
        phones=(Phone("business", f"415555{n % 10000:04d}", "12" if n % 2 else ""),),
        email=f"smith{n}@example.org" if n % 3 else "",
        as_of=date(2026, 11, 15),
    )


def modules(n: int) -> tuple[ModuleRow, ...]:
    rows = []
    for i in range(n % 9 if n % 9 != 8 else 24):
        tda = (n + i) % 3 != 2
        end = date(2025 - i // 4, 12 - 3 * (i % 4), 1)
        rows.append(ModuleRow(
            n * 100 + i, "01" if n % 2 else "30", _FORMS[n % 2], f"{end:%Y%m}",
            "TDA" if tda else "TDI", "26" if tda else "03",
            "TDA with revenue officer" if tda else "TDI issued",
            (n * 31 + i * 77777) % 5_000_000 if tda else None,
            (n * 17 + i * 99991) % 9_000_000 if tda else None,
            TODAY + timedelta(days=(n * 97 + i * 211) % 3600 - 40) if tda else None,
            TODAY + timedelta(days=(n * 31 + i * 100) % 900) if n % 4 == 0 else None,
            None, date(2026, 3, 1) if (n + i) % 11 == 10 else None, date(2026, 11, 15),
        ))  # fmt: skip
    return tuple(rows)


def case(n: int) -> CaseCard | None:
    if n % 3:
        return None
    holder = ("officer", "queue", "hold")[n // 3 % 3]
    return CaseCard(
        case_id=n, case_code="202", case_code_meaning="Corporation", subcode="604",
        subcode_meaning="Large dollar", grade="12",
        assignment={"officer": "21031207", "queue": "21007000", "hold": "21031200"}[holder],
        holder=holder, officer="CHEN, L" if holder == "officer" else "", status="open",
        priority="102", predictive="a", assigned_on=date(2026, 6, 3),
        received_on=date(2026, 5, 28), last_touch=date(2026, 10, 29),
        first_contact=date(2026, 6, 15), closed_on=None, as_of=date(2026, 11, 15),
    )  # fmt: skip


def account_page(h: Hit) -> AccountPage:
    n = h.person_id - 1000
    page = AccountPage(
        account_id=h.account_id,
        account_type="corporation" if h.id_type == "EIN" else "individual",
        division="California", bill_cycle="monthly", setup_date=date(2019, 4, 1),
        current_balance=h.balance or 0,
        payoff_balance=(h.balance or 0) + (31207 if n % 2 else 0),
        person=person(h), main_person_id=h.person_id,
        linked=(LinkedPerson(7, "DOE, JANE", "guarantor", True),) if n % 6 == 2 else (),
        location=location(h) if h.location_id else None, location_count=1 + n % 3,
        account_count=1 + n % 4, modules=modules(n), case=case(n), case_hidden=n % 3 == 2,
        today=TODAY,
    )  # fmt: skip
    return fake_records.complete(page, n)


def with_text(text: str) -> tuple[Hit, ...]:
    """Three hits whose every string is the given one."""
    base = HITS[0]
    return tuple(
        replace(base, person_id=1000 + i, account_id=10 + i, name=text, name_type=text, role=text,
                id_type=text, id_value=text, address=text, city=text, postal=text, open_case=text)
        for i in range(3)
    )  # fmt: skip
