"""Employees, their assignment numbers over time, and the units above them (OR-01)."""

from datetime import date

from sqlmodel import Field, SQLModel

from entity_tui.store.columns import KEYED, hundredths, id_field, key_text, ref


class OrgUnit(SQLModel, table=True):
    """An area (2 digits), territory (4) or group (6), from a day on."""

    __tablename__ = "org_unit"
    __table_args__ = KEYED
    code: str = key_text(primary_key=True)
    start: date = Field(primary_key=True)
    until: date | None = None
    kind: str
    name: str = ""


class Employee(SQLModel, table=True):
    """Everyone with access to the case system; `user_id` is the operating system's login."""

    employee_id: int = id_field()
    user_id: str = key_text(unique=True)
    name: str
    title: str = ""
    role: str
    grade: str = ""
    tour: int = hundredths()
    """Tour of duty per day in hundredths of an hour."""
    active_from: date
    active_to: date | None = None
    as_of: date
    created_run: int = 0
    version: int = 1


class EmployeeAssignment(SQLModel, table=True):
    """The eight-digit number an employee works under, `[from, to)`."""

    __tablename__ = "employee_assignment"
    __table_args__ = KEYED
    employee_id: int = ref("employee.employee_id", primary_key=True)
    start: date = Field(primary_key=True)
    until: date | None = None
    assignment: str = key_text(index=True)


class Subcode(SQLModel, table=True):
    """An area's subcode and what it stands for there (EX-S1)."""

    __table_args__ = KEYED
    area: int = Field(primary_key=True)
    code: str = key_text(primary_key=True)
    meaning: str
    as_of: date
    created_run: int = 0
