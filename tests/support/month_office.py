"""A store with two groups' complete October, and everyone who has a step in its end."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from entity_tui.domain.clock import fixed_clock
from entity_tui.domain.viewer import Grant, Role, Viewer
from entity_tui.services.entity.month_end import MonthEnd
from entity_tui.services.entity.time_desk import TimeDesk
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database
from support.importing import E1_COLUMNS, E2_COLUMNS, E5_COLUMNS, employee, entity, load, module
from support.importing import write as write_extract

GROUP, OTHER, MONTH = "270312", "270311", "2026-10"
START, END, MONDAY = date(2026, 9, 28), date(2026, 10, 30), date(2026, 11, 2)
OFFICER = f"{GROUP}07"
STAFF = (
    ("mgr", "MANN, GRACE", Role.GROUP_MANAGER, f"{GROUP}01"),
    ("sec", "SEKU, SAM", Role.SECRETARY, f"{GROUP}02"),
    ("act", "ACTON, AVA", Role.ACTING_MANAGER, f"{GROUP}03"),
    ("off", "OFFIT, OLE", Role.REVENUE_OFFICER, OFFICER),
    ("omgr", "OTHER, OMAR", Role.GROUP_MANAGER, f"{OTHER}01"),
    ("terr", "TERRY, TESS", Role.TERRITORY_MANAGER, "27030001"),
    ("area", "ARENS, ART", Role.AREA_STAFF, "27000001"),
    ("qual", "QUALE, QUIN", Role.QUALITY_ANALYST, "27000002"),
)
_DIGITS = {Role.TERRITORY_MANAGER: 4, Role.AREA_STAFF: 2, Role.QUALITY_ANALYST: 0,
           Role.REVENUE_OFFICER: 8}  # fmt: skip
E8 = "assignment|day|code|hours"
E7 = "tin|tin_type|assignment|day|hours|code"
E6 = "month|unit|line|measure|figure"


def weekdays() -> list[date]:
    """Every weekday of the month."""
    days = [START + timedelta(days=n) for n in range((END - START).days + 1)]
    return [day for day in days if day.weekday() < 5]


def fill(database: Database, folder: Path) -> Database:
    """Staff, two cases, a whole month: the officer 3.5 on a case one day, 621 beside another."""
    folder.mkdir(exist_ok=True)
    staff = [employee(user, name=name, title="", role=role.value, assignment=number)
             for user, name, role, number in STAFF]  # fmt: skip
    load(database, "e5", write_extract(folder / "e5.dat", E5_COLUMNS, staff))
    cases = [entity(assignment=OFFICER),
             entity("222222222", "ESTATE LLC", assignment=OFFICER, subcode="323")]  # fmt: skip
    load(database, "e1", write_extract(folder / "e1.dat", E1_COLUMNS, cases))
    modules = [module(), module(period="202606"), module("222222222", kind="TDI", status="03")]
    load(database, "e2", write_extract(folder / "e2.dat", E2_COLUMNS, modules))
    codes(database, folder, month_lines())
    lines = [f"123456789|EIN|{OFFICER}|2026-10-01|3.5|",
             f"222222222|EIN|{OFFICER}|2026-10-02|2.0|"]  # fmt: skip
    load(database, "e7", write_extract(folder / "e7.dat", E7, lines, END))
    return database


def month_lines() -> list[str]:
    """Code time of every workday of both groups."""
    numbers = [number for _, _, _, number in STAFF if number[4:6] in ("11", "12")]
    lines = []
    for number in numbers:
        for day in weekdays():
            if number == OFFICER and day.isoformat() == "2026-10-01":
                lines.append(f"{number}|{day}|809|4.5")
            elif number == OFFICER and day.isoformat() == "2026-10-02":
                lines += [f"{number}|{day}|809|6.0", f"{number}|{day}|621|2.0"]
            else:
                lines.append(f"{number}|{day}|{'809' if number == OFFICER else '611'}|8.0")
    return lines


def codes(database: Database, folder: Path, lines: list[str], as_of: date = END) -> None:
    """An extract of code time."""
    name = f"e8-{as_of}-{len(lines)}.dat"
    load(database, "e8", write_extract(folder / name, E8, lines, as_of))


def viewer(user: str) -> Viewer:
    """Somebody of the staff, with the profile his role gives him."""
    _, name, role, number = next(one for one in STAFF if one[0] == user)
    grant = Grant(role, number[: _DIGITS.get(role, 6)], date.min)
    return Viewer(user, name, (grant,), export=True, assignment=number)


def months(database: Database, user: str, today: date = MONDAY) -> MonthEnd:
    """The months of the store as somebody sees them on a day."""
    return MonthEnd(database, viewer(user), ReadAudit(database), fixed_clock(today))


def time(database: Database, user: str, today: date = MONDAY) -> TimeDesk:
    """The time of the store as somebody sees it."""
    return TimeDesk(database, viewer(user), ReadAudit(database), fixed_clock(today))
