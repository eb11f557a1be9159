"""The demo's extract files, in the order they are imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from entity_tui.demo.account_model import AccountModel, Neighbour
from entity_tui.demo.activity import Activities
from entity_tui.demo.cases import Cases
from entity_tui.demo.collection import Collection
from entity_tui.demo.compliance import Compliance
from entity_tui.demo.days import Days
from entity_tui.demo.financial import Financial
from entity_tui.demo.grid import Grid
from entity_tui.demo.liens import Liens
from entity_tui.demo.modules import Modules
from entity_tui.demo.month_end import MonthEnd
from entity_tui.demo.organisation import Organisation
from entity_tui.demo.samples import area_shares
from entity_tui.demo.taxpayers import Taxpayer, Taxpayers, related
from entity_tui.demo.time_charged import TimeCharged
from entity_tui.demo.tins import MOST
from entity_tui.errors import UsageError

Progress = Callable[[str, int, int], None]
_EVERY = 5_000

E5 = "user_id|name|title|role|grade|assignment|tour|active_from|active_to"
E1 = (
    "tin|tin_type|person_type|name|dba_name|street|street2|city|state|postal|country|phone_home"
    "|phone_business|case_code|subcode|grade|assignment|status|priority|predictive|scored_on"
    "|received_on|assigned_on|last_touch|first_contact|closed_on"
)
E2 = "tin|tin_type|mft|period|kind|status|assessed|balance|csed|ased|rsed|closing_code|closed_on"
E3 = "tin|tin_type|assignment|day|seq|kind|entry"
EB = "tin|tin_type|number|mft|period|status|filed_on|released_on|office|amount"
E7 = "tin|tin_type|assignment|day|hours|code|eod"
E8 = "assignment|day|code|hours|eod"
S1 = "area|code|meaning"
ZIP = "zip|grade|alpha_from|alpha_to|assignment"
_WHO = "tin|tin_type|person_type|name|street|street2|city|state|postal|country"
E4 = (
    f"{_WHO}|number|obligation_type|module_state|start|until|mft|period|kind|assignment|case_code"
    "|subcode|grade|priority|status|received_on|assigned_on|closed_on"
)
E6 = "month|unit|line|measure|figure"
E9 = "tin|tin_type|closed_on|disposition"
EA = "tin|tin_type|mft|period|status|closing_code|closed_on"
_LISTED = f"{_WHO}|assignment|status|grade|priority|predictive|scored_on"
DIAL42, DIAL32 = f"{_LISTED}|tdas|balance|csed", f"{_LISTED}|tdis"
_SUBCODES = (
    ("505", "Payroll provider client"), ("655", "Returns with tax examiner"),
    ("656", "Balances with tax examiner"), ("903", "Equity, referral"), ("904", "Equity, ACS"),
    ("926", "Installment agreement"),
)  # fmt: skip
# Past these, only every tenth taxpayer brings activity and transactions: a million stays a demo.
_FULL, _THEN_EVERY = 20_000, 10
# To so many taxpayers in field and queue there is one whom only ACS or a campus works.
_ELSEWHERE = 8


class World(NamedTuple):
    """Everything a demo's lines are made of."""

    taxpayers: Taxpayers
    cases: Cases
    modules: Modules
    activities: Activities
    account_model: AccountModel
    financial: Financial
    compliance: Compliance
    liens: Liens
    time: TimeCharged
    organisation: Organisation
    collection: Collection
    grid: Grid
    month_end: MonthEnd
    days: Days
    size: int


def world(taxpayers: int, seed: int, as_of: date) -> World:
    """The demo of a seed at a size and on a day. Raises UsageError for an impossible size."""
    if not 1 <= taxpayers <= MOST:
        raise UsageError(f"A demo has 1 to {MOST:,} taxpayers, not {taxpayers:,}.")
    days = Days(as_of)
    organisation = Organisation(seed, taxpayers, as_of)
    tours = {employee.assignment: employee.tour for employee in organisation.employees}
    return World(
        Taxpayers(seed), Cases(seed, days), Modules(seed, days), Activities(seed, days),
        AccountModel(seed, days), Financial(seed, days), Compliance(seed, days),
        Liens(seed, days), TimeCharged(seed, days, tours), organisation, Collection(seed, days),
        Grid(seed, organisation), MonthEnd(seed, as_of), days, taxpayers,
    )  # fmt: skip


def generate(
    folder: Path, taxpayers: int, seed: int, as_of: date, progress: Progress | None = None
) -> list[Path]:
    """Write the extract files into a folder and return them in import order.

    `progress` is told the feed, how many employees or taxpayers are done, and of how many.
    """
    demo = world(taxpayers, seed, as_of)
    folder.mkdir(parents=True, exist_ok=True)
    staff = (employee.line() for employee in demo.organisation.employees)
    employees = demo.organisation.employees
    feeds = (
        ("s1", S1, subcode_lines(), len(area_shares())),
        ("e5", E5, staff, len(demo.organisation.employees)),
        ("zip", ZIP, demo.grid.lines(entity_lines(demo)), taxpayers),
        ("e1", E1, entity_lines(demo), taxpayers),
        ("acc", "", account_lines(demo), taxpayers),
        ("e2", E2, reported_module_lines(demo), taxpayers),
        ("e4", E4, non_idrs_lines(demo), taxpayers),
        ("e3", E3, activity_lines(demo), taxpayers),
        ("e9", E9, closed_case_lines(demo), taxpayers),
        ("ea", EA, closed_module_lines(demo), taxpayers),
        ("eb", EB, lien_lines(demo), taxpayers),
        ("dial42", DIAL42, listed_lines(demo, "TDA"), taxpayers),
        ("dial32", DIAL32, listed_lines(demo, "TDI"), taxpayers),
        ("fin", "", financial_lines(demo), taxpayers),
        ("e7", E7, demo.month_end.of_cases(case_time_lines(demo)), taxpayers),
        ("e8", E8, demo.month_end.of_codes(demo.time.code_lines(employees)), len(employees)),
        ("e6", E6, demo.month_end.lines(), len(employees)),
    )
    return [
        _write(folder / f"{feed}-{as_of:%Y%m%d}.dat", feed, head, lines, total, as_of, progress)
        for feed, head, lines, total in feeds
    ]


def _write(
    path: Path,
    feed: str,
    head: str,
    lines: Iterator[str],
    total: int,
    as_of: date,
    progress: Progress | None,
) -> Path:
    count = done = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"{head}\n" if head else "")
        for block in lines:
            out.write(block)
            count += block.count("\n")
            done += 1
            if progress and done % _EVERY == 0 and done < total:
                progress(feed, done, total)
        out.write(f"TRAILER|{count}|{as_of.isoformat()}\n")
    if progress:
        progress(feed, total, total)
    return path


def entity_lines(demo: World, start: int = 0) -> Iterator[str]:
    """The line of every taxpayer from a number on that is a multiple of four."""
    anchor: Taxpayer | None = None
    for n in range(start, demo.size):
        core = demo.taxpayers.core(n)
        taxpayer = demo.taxpayers.taxpayer(core, anchor if n % 4 else None)
        if n % 4 == 0:
            anchor = taxpayer
        yield _entity_line(demo, taxpayer, anchor)


def _entity_line(demo: World, taxpayer: Taxpayer, anchor: Taxpayer | None) -> str:
    core, place, text = taxpayer.core, taxpayer.place, demo.days.text
    case = demo.cases.case(core)
    lead = case
    if anchor and related(core, anchor.core):
        lead = case._replace(slot=demo.cases.slot(anchor.core.n))
    city = place.city
    holder = demo.cases.holder(lead, city.area, demo.organisation)
    scored = text(demo.days.last_saturday()) if case.predictive else ""
    kind = "P" if core.person else "B"
    return (
        f"{core.tin}|{core.tin_type}|{kind}|{taxpayer.name}|{taxpayer.dba}"
        f"|{place.street}|{place.street2}|{city.name}|{city.state}|{place.postal}|{city.country}"
        f"|{taxpayer.phone_home}|{taxpayer.phone_business}|{case.code}|{case.subcode}|{case.grade}"
        f"|{holder}|{case.status}|{case.priority}|{case.predictive}|{scored}"
        f"|{text(case.received)}|{text(case.assigned)}|{text(case.last_touch)}"
        f"|{text(case.first_contact)}|{text(case.closed)}\n"
    )


def module_lines(demo: World) -> Iterator[str]:
    """The lines of the modules of every taxpayer in turn, one block for each."""
    for n in range(demo.size):
        core = demo.taxpayers.core(n)
        yield "".join(demo.modules.lines(core, demo.cases.case(core)))


def reported_module_lines(demo: World) -> Iterator[str]:
    """The same as the weekly extract has them: what was closed last week comes with its own."""
    for modules in module_lines(demo):
        yield "".join(demo.collection.before_closing(modules))


def _detailed(n: int) -> bool:
    return n < _FULL or n % _THEN_EVERY == 0


def activity_lines(demo: World) -> Iterator[str]:
    """The history entries of every detailed case in turn, one block for each taxpayer."""
    for n, entity in enumerate(entity_lines(demo)):
        yield "".join(demo.activities.lines(n, entity)) if _detailed(n) else ""


def subcode_lines() -> Iterator[str]:
    """Every area's subcodes."""
    for area in sorted(area_shares()):
        yield "".join(f"{area}|{code}|{meaning}\n" for code, meaning in _SUBCODES)


def account_lines(demo: World) -> Iterator[str]:
    """The account model of every detailed taxpayer in turn, one block for each."""
    entities, modules = entity_lines(demo), module_lines(demo)
    anchor, above = demo.taxpayers.core(0), Neighbour("", "")
    for n, (entity, owed) in enumerate(zip(entities, modules, strict=True)):
        core = demo.taxpayers.core(n)
        if n % 4 == 0:
            anchor, above = core, Neighbour(core.tin, str(core.tin_type))
        belongs = n % 4 != 0 and _detailed(n - n % 4) and related(core, anchor)
        roles = (line.split("|")[2] for line in owed.splitlines())
        yield (
            "".join(demo.account_model.lines(n, entity, above if belongs else None, roles))
            if _detailed(n) else ""
        )  # fmt: skip


def non_idrs_lines(demo: World) -> Iterator[str]:
    """What only ICS knows of every taxpayer in turn, one block for each."""
    for n, entity in enumerate(entity_lines(demo)):
        yield "".join(demo.collection.non_idrs(n, entity))


def closed_case_lines(demo: World) -> Iterator[str]:
    """The cases of every taxpayer that were closed in the week before."""
    for n, entity in enumerate(entity_lines(demo)):
        yield demo.collection.closed_case(n, entity)


def closed_module_lines(demo: World) -> Iterator[str]:
    """The modules of every taxpayer that were closed in the week before."""
    for modules in module_lines(demo):
        yield "".join(demo.collection.closed_modules(modules))


def listed_lines(demo: World, listing: str) -> Iterator[str]:
    """A list's line of every taxpayer in turn, then of those nobody in the field knows."""
    for entity, modules in zip(entity_lines(demo), module_lines(demo), strict=True):
        yield demo.collection.listed(listing, entity, modules)
    # The last numbers, so that a larger demo has them too.
    for n in range(MOST - 1, max(demo.size, MOST - 1 - demo.size // _ELSEWHERE), -1):
        core = demo.taxpayers.core(n)
        entity = _entity_line(demo, demo.taxpayers.taxpayer(core, None), None)
        modules = "".join(demo.modules.lines(core, demo.cases.case(core)))
        yield demo.collection.elsewhere(listing, n, entity, modules)


def lien_lines(demo: World) -> Iterator[str]:
    """The liens of every taxpayer in turn, one block for each."""
    for n, modules in enumerate(module_lines(demo)):
        yield "".join(demo.liens.lines(n, modules))


def financial_lines(demo: World) -> Iterator[str]:
    """Transactions, their objects and what follows from debt, one block for each taxpayer."""
    for n, modules in enumerate(module_lines(demo)):
        if not _detailed(n):
            yield ""
            continue
        matched = demo.account_model.open_item(n, demo.taxpayers.core(n).person)
        yield "".join(demo.financial.lines(n, modules, matched)) + "".join(
            demo.compliance.lines(n, modules)
        )


def case_time_lines(demo: World) -> Iterator[str]:
    """The hours on the cases that were touched lately, one block for each taxpayer."""
    for activity in activity_lines(demo):
        yield "".join(demo.time.case_lines(activity))
