"""Words the commands of time and month end share: employees, groups, days."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from entity_tui.errors import UsageError
from entity_tui.settings import day_of_work

EmployeeArgument = Annotated[
    str, typer.Argument(metavar="EMPLOYEE", help="Eight-digit assignment number.")
]
DayArgument = Annotated[
    str, typer.Argument(metavar="DATE", help="The day: 2026-11-20, 11/20 or t.")
]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why.")]
GroupOption = Annotated[
    str, typer.Option("--group", help="Area, territory, group or number; else all you see.")
]


def day_of(text: str, today: date, option: str = "DATE") -> date:
    """A day of work; UsageError for what is none."""
    return day_of_work(text, today, option)


def number_of(text: str) -> str:
    """An assignment number as stored; UsageError with the reason."""
    from entity_tui.domain.organisation import Assignment

    try:
        return Assignment.parse(text).number
    except ValueError as error:
        raise UsageError(f"EMPLOYEE: {error}") from error


def prefix_of(text: str) -> str:
    """The digits of an area, territory, group or number; UsageError for anything else."""
    from entity_tui.domain.organisation import read_unit

    try:
        return read_unit(text) if text else ""
    except ValueError as error:
        raise UsageError(f"--group: {error}") from error
