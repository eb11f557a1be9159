"""A group's month as a table: employees down, codes across, and what is to be known (TM-08)."""

from __future__ import annotations

from collections.abc import Sequence

from entity_tui.domain.counted import counted
from entity_tui.domain.entity.daily_time import hours_text
from entity_tui.domain.entity.month_days import Finding
from entity_tui.domain.entity.month_differences import amount_text, not_compared
from entity_tui.domain.entity.month_end import HOURS, UNCLASSIFIED, Part
from entity_tui.domain.entity.month_standing import opened_again
from entity_tui.domain.entity.month_steps import StepKind
from entity_tui.domain.entity.month_view import Check, FormReport, MonthView
from entity_tui.domain.entity.time_codes import CASE_TIME, Category

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
SHORT = {UNCLASSIFIED: "uncl"}
"""How a line is headed where there is little room."""


def lines_of(view: MonthView) -> tuple[tuple[str, str], ...]:
    """(part, line) of each column with hours: cases by what they count under, then codes."""
    found = {(f.part, f.line) for f in view.figures if f.part in (Part.CASE, Part.CODE) and f.hours}
    return tuple(sorted(found))


def head_of(part: str, line: str, view: MonthView) -> str:
    """`c101` for case time under 101, `809` for a code, in brackets what is informational."""
    name = SHORT.get(line, line)
    if part == Part.CASE:
        return f"c{name}"
    return f"({name})" if view.categories.get((part, line)) == Category.INFORMATIONAL else name


def employee_table(view: MonthView) -> Table:
    """Heads and rows: employee, name, hours due, total, then each line; the sums last."""
    columns = lines_of(view)
    figures = {figure.key: figure.hours for figure in view.figures}
    heads = ("employee", "name", "due", "total", *(head_of(*key, view) for key in columns))
    rows = []
    sums = [0] * (len(columns) + 2)
    for unit in view.units:
        hours = [figures.get((unit, Part.DUE, HOURS), 0), figures.get((unit, Part.TOTAL, HOURS), 0),
                 *(figures.get((unit, *key), 0) for key in columns)]  # fmt: skip
        if not any(hours):
            continue
        sums = [one + other for one, other in zip(sums, hours, strict=True)]
        rows.append((unit, view.names.get(unit, ""), *map(_shown, hours)))
    rows.append((view.group, "group", *map(_shown, sums)))
    return heads, tuple(rows)


def condensed_table(view: MonthView, most: int) -> Table:
    """As `employee_table` without numbers, at most so many columns of hours, the least as `other`.

    Informational hours are never among the others.
    """
    columns = lines_of(view)
    told = {key for key in columns
            if view.categories.get(key) == Category.INFORMATIONAL}  # fmt: skip
    kept = columns
    if len(columns) > most:
        sums = {key: sum(f.hours for f in view.figures if (f.part, f.line) == key)
                for key in columns}  # fmt: skip
        ranked = sorted(columns, key=lambda key: (key not in told, -sums[key], key))
        kept = tuple(sorted(ranked[: max(1, most - 1)]))
    rest = [key for key in columns if key not in kept]
    figures = {figure.key: figure.hours for figure in view.figures}
    heads = ("name", "due", "total", *(head_of(*key, view) for key in kept),
             *(("other",) if rest else ()))  # fmt: skip

    def hours(unit: str) -> list[int]:
        own = [figures.get((unit, Part.DUE, HOURS), 0), figures.get((unit, Part.TOTAL, HOURS), 0),
               *(figures.get((unit, *key), 0) for key in kept)]  # fmt: skip
        return [*own, sum(figures.get((unit, *key), 0) for key in rest)] if rest else own

    rows = [(view.names.get(unit, unit), hours(unit)) for unit in view.units]
    rows = [(name, found) for name, found in rows if any(found)]
    sums_row = [sum(column) for column in zip(*(found for _, found in rows), strict=True)]
    return heads, tuple(
        (name, *map(_shown, found)) for name, found in [*rows, ("group", sums_row)]
    )  # fmt: skip


def code_table(view: MonthView) -> Table:
    """Code, category, hours as charged, hours after 809 has been divided."""
    charged: dict[str, int] = {}
    for figure in view.figures:
        if figure.part in (Part.CASE, Part.CODE):
            charged[figure.line] = charged.get(figure.line, 0) + figure.hours
    ctrs = {f.line: f.hours for f in view.figures if f.part == Part.CTRS}
    rows = [
        (line, _category(view, line), _shown(charged.get(line, 0)), _shown(ctrs.get(line, 0)))
        for line in sorted(charged.keys() | ctrs.keys())
    ]
    return ("code", "category", "charged", "for CTRS"), tuple(rows)


def difference_table(view: MonthView) -> Table:
    """Each difference from the month-end extract."""
    rows = tuple(
        (d.unit, view.names.get(d.unit, "group" if d.unit == view.group else ""),
         "time on cases" if d.line == CASE_TIME else d.line, amount_text(d, d.ours),
         "nothing" if d.told is None else amount_text(d, d.told), amount_text(d, d.by))
        for d in view.differences
    )  # fmt: skip
    return ("employee", "name", "line", "days", "extract", "differs"), rows


def finding_table(found: Sequence[Finding]) -> Table:
    """Days that stop the approval, or do not balance."""
    rows = tuple((one.unit, one.name, one.day.isoformat(), one.told) for one in found)
    return ("employee", "name", "day", "what"), rows


def source_line(view: MonthView) -> str:
    """From which data the report was made: import runs, and changes made here."""
    if view.report is None:
        return ""
    runs = " ".join(map(str, view.report.runs)) or "none"
    changes = counted(view.report.corrections, "change")
    return f"Made from import runs {runs} and {changes} made here."


def reopened_line(view: MonthView) -> str:
    """That the report shown was signed and is no longer, by whom and why; "" where it is not so."""
    found = opened_again(view.steps)
    if found is None or view.report is None or view.report.n != found[0].n:
        return ""
    signed, undone = found
    what = "reopened" if undone.step is StepKind.REOPEN else "sent back"
    why = f": {undone.note}" if undone.note else ""
    return (
        f"Report {signed.n}, signed {signed.on_day:%m/%d/%y} by {signed.name}, was {what} "
        f"{undone.on_day:%m/%d/%y} by {undone.name}{why}"
    )


def unclassified_line(view: MonthView, named: int = 0) -> str:
    """Hours that count under no code of the table; "" where there are none.

    With `named` so many cases are named.
    """
    found = view.unclassified
    if not found:
        return ""
    hours = sum(figure.hours for figure in found)
    lines = sorted({f"code {f.line}" for f in found if f.line != UNCLASSIFIED})
    cases = list(dict.fromkeys(one.told for one in view.unknown if one.case_id and not one.code))
    if named and cases:
        more = len(cases) - named
        lines += [*cases[:named], *([counted(more, "more case")] if more > 0 else [])]
    elif any(f.line == UNCLASSIFIED for f in found):
        lines.append("time on cases without a code")
    return f"{hours_text(hours)} hours are unclassified: {', '.join(lines)}"


def extract_line(view: MonthView) -> str:
    """How the month-end extract compares, in one line."""
    if not view.told:
        return "No month-end extract (E6) for this month was received: nothing was compared."
    count = len(view.differences)
    said = f"differs in {counted(count, 'place')}" if count else "says the same as is summed here"
    left = ", ".join(not_compared(view.figures))
    return f"The month-end extract (E6) {said}.{f' Not compared: {left}.' if left else ''}"


def _category(view: MonthView, line: str) -> str:
    for part in (Part.CODE, Part.CASE, Part.CTRS):
        if (part, line) in view.categories:
            return view.categories[part, line]
    return ""


def _shown(hours: int) -> str:
    return hours_text(hours) if hours else "-"


def form_lines(found: FormReport) -> tuple[str, ...]:
    """Form 4872: a line of the form, its codes and its hours; then who is not in it."""
    rows = [
        f"  {line.code or '-':<6} {line.meaning:<40.40} {' '.join(line.codes) or '-':<16} "
        f"{hours_text(line.hours):>10}"
        for line in found.lines
    ]
    total = hours_text(sum(line.hours for line in found.lines))
    left = f"Not signed, not included: {', '.join(found.unsigned)}" if found.unsigned else ""
    return (
        f"  {'Line':<6} {'Meaning':<40} {'Codes':<16} {'Hours':>10}",
        *rows,
        f"  {'':<6} {'Total':<40} {'':<16} {total:>10}",
        f"{counted(len(found.signed), 'signed group')}. {left}".rstrip(),
    )


def check_lines(found: Sequence[Check]) -> tuple[str, ...]:
    """The quality analyst's checks, each with its exceptions below."""
    lines = []
    for check in found:
        count = len(check.exceptions)
        told = counted(count, "exception") if count else "nothing"
        stops = ", stops it" if check.grave and count else ""
        lines.append(f"{'!' if count else ' '} {check.name}: {told}{stops} ({check.asks})")
        for one in check.exceptions:
            day = f"{one.day:%m/%d/%y} " if one.day else ""
            who = f"{one.unit} {one.name} " if one.unit else ""
            lines.append(f"    {one.group} {who}{day}{one.told}")
    return tuple(lines)
