"""A layout proposed for an unknown file of taxpayers, for a person to edit (IM-02).

Nothing is loaded; what was unsure bears `# ?`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from entity_tui.domain.inert import inert
from entity_tui.domain.organisation import area_of_state
from entity_tui.imports.read import Source
from entity_tui.imports.sniffing import Shape, sniff
from entity_tui.imports.values import TYPES

_TITLES = (
    ("tin", r"(tax ?payer )?(tin|ein|fein|ssn|itin|tax ?id|tax ?(id )?n(o|um(ber)?))"
            r"|employer id(entification number)?|irs n(o|um(ber)?)"),
    ("dba_name", r"dba( name)?|sort ?name|trade ?name|doing business as|secondary name"),
    ("legal_name", r"legal ?name|legal business name"),
    ("alias_name", r"alias( name)?|aka|other name"),
    ("name", r"(primary |business |company |corporate |entity |tax ?payer )?name|tax ?payer"
             r"|business|company|organi[sz]ation( name)?|name ?(line )?1"),
    ("address2", r"(street |mailing )?addr(ess)? ?(line )?2|suite|unit|apt|street ?2"),
    ("address", r"(street |mailing |business )?addr(ess)?( ?(line )?1)?|street( addr(ess)?)?"
                r"|addr ?1|street ?1"),
    ("city", r"(mailing |business )?(city|town)( name)?|municipality|post town"),
    ("state", r"(mailing |business )?(state|st|province|state (code|abbr))"),
    ("postal", r"(mailing |business )?(zip|postal|post)( ?code)?|zip ?5|zip ?4|postcode"),
    ("country", r"country( code)?"),
    ("phone_cell", r"cell( phone)?|mobile( phone)?"),
    ("phone_business", r"(business |work |office )?(tele)?phone( n(o|um(ber)?))?|tel"),
    ("phone_home", r"home (tele)?phone"),
    ("email", r"e ?mail( addr(ess)?)?"),
    ("person_type", r"person type|entity kind"),
    ("tin_type", r"(tin|id) type"),
)  # fmt: skip
_DATES = ("", "%m/%d/%Y", "%d/%m/%Y", "%m-%d-%Y", "%d-%m-%Y", "%m/%d/%y", "%d-%b-%Y", "%d %b %Y",
          "%d.%m.%Y", "%Y/%m/%d", "%m%d%Y", "%b %d, %Y")  # fmt: skip
_STATE, _POSTAL = re.compile(r"[A-Za-z]{2}"), re.compile(r"\d{5}(-?\d{4})?")
_BUSINESS = re.compile(r"(?i)(?<![a-z])f?ein(?![a-z])|employer")
_EIN, _LOOKED = re.compile(r"\d\d-\d{7}"), 500
_TAKEN = {"tin": "tin", "ein": "tin", "phone": "phone_business", "state": "state",
          "postal": "postal"}  # fmt: skip


@dataclass(slots=True)
class Column:
    """A column of the file: its title, what its values are, and the field it may fill."""

    title: str
    values: list[str]
    kind: str = "text"
    form: str = ""
    field: str = ""
    doubt: str = ""


def propose(source: Source) -> list[str]:
    """The lines of a commented layout for a file; EntityError where it is no text."""
    shape = sniff(source)
    _find_header(shape)
    columns = _named(shape)
    return [*_head(source.name, shape), *_record(shape, columns)]


# --- what the columns are -----------------------------------------------------------------------


def _find_header(shape: Shape) -> None:
    """The first row is a header where it has titles we know, or words above numbers."""
    if not shape.rows:
        return
    first, rest = shape.rows[0], shape.rows[1:]
    titles = [cell.strip() for cell in first]
    known = sum(bool(_by_title(title)) for title in titles)
    words = all(title and not re.search(r"\d{3}", title) for title in titles)
    distinct = len({title.lower() for title in titles}) == len(titles)
    numbers = any(_kind([row[x].strip() for row in rest])[0] != "text" for x in range(len(titles)))
    shape.header = bool(words and distinct and (known > 1 or (rest and numbers)))
    if not shape.header and words:
        shape.doubts["header"] = "the first line may be one"
    elif shape.header and not known:
        shape.doubts["header"] = "the first line has words above numbers"


def _named(shape: Shape) -> list[Column]:
    rows = shape.rows[1:] if shape.header else shape.rows
    width = len(shape.rows[0]) if shape.rows else 0
    columns = []
    for x in range(width):
        values = [row[x].strip() for row in rows[:_LOOKED] if row[x].strip()]
        column = Column(shape.rows[0][x].strip() if shape.header else "", values)
        column.kind, column.form, column.doubt = _kind(values)
        columns.append(column)
    _assign(columns)
    return columns


def _kind(values: Sequence[str]) -> tuple[str, str, str]:
    """Type, format and doubt of a column's values, by trying the types on them."""
    if not values:
        return "text", "", ""
    if all(_EIN.fullmatch(value) for value in values):
        return "ein", "", ""
    dates = [form for form in _DATES if _all("date", values, form)]
    if dates:
        return "date", dates[0], f"or {dates[1]}" if len(dates) > 1 else ""
    if all(_POSTAL.fullmatch(value) for value in values) and not all(map(_nine, values)):
        return "postal", "", ""
    if _all("tin", values, ""):
        return "tin", "", "nine digits: a TIN?" if all(map(_nine, values)) else ""
    if all(_STATE.fullmatch(v) and area_of_state(v.upper(), "US") for v in values):
        return "state", "", ""
    if _all("phone", values, ""):
        return "phone", "", ""
    if _all("amount", values, "") and any("." in value for value in values):
        return "amount", "", ""
    return "text", "", ""


def _nine(value: str) -> bool:
    return len(value) == 9 and value.isdigit()


def _all(kind: str, values: Sequence[str], form: str) -> bool:
    return not TYPES[kind](list(values), form)[1]


def _by_title(title: str) -> str:
    plain = re.sub(r"[\W_]+", " ", title).strip().lower()
    return next((name for name, pattern in _TITLES if re.fullmatch(pattern, plain)), "")


def _assign(columns: list[Column]) -> None:
    """Each field is taken once: by title, else by what the values are, with a doubt."""
    taken: set[str] = set()
    for column in columns:
        name = _by_title(column.title)
        if name and name not in taken and _suits(name, column.kind):
            column.field, column.doubt = name, "" if name == "tin" else column.doubt
            taken.add(name)
    for column in columns:
        name = _TAKEN.get(column.kind, "")
        if not column.field and name and name not in taken:
            column.field = name
            column.doubt = column.doubt or "by its values"
            taken.add(name)
    if "name" not in taken:
        free = [c for c in columns if not c.field and c.kind == "text" and _wordy(c.values)]
        if free:
            best = max(free, key=lambda column: sum(map(len, column.values)) / len(column.values))
            best.field, best.doubt = "name", "the longest words"


def _suits(name: str, kind: str) -> bool:
    """May a column of such values be this field?"""
    if name == "tin":
        return kind in {"tin", "ein", "text"}
    return not (name.endswith("name") and kind in {"date", "amount", "tin", "ein"})


def _wordy(values: Sequence[str]) -> bool:
    letters = sum(sum(c.isalpha() for c in value) for value in values)
    return bool(values) and letters > 0.6 * sum(map(len, values))


# --- as TOML ------------------------------------------------------------------------------------


def _head(name: str, shape: Shape) -> list[str]:
    form = "delimited" if shape.delimiter else "fixed"
    lines = [
        f"# A proposal for {inert(name)}. What was unsure bears `# ?`: look at it, then",
        "# `entity-tui layout check THIS --against DATA` shows how the first lines come out.",
        'feed = "acc"',
        f'format = "{form}"',
    ]
    if shape.delimiter:
        lines.append(f"delimiter = {_text(shape.delimiter)}{_doubt(shape, 'delimiter')}")
        lines.append(f"quote = {_text(shape.quote)}")
    lines.append(f"header = {str(shape.header).lower()}{_doubt(shape, 'header')}")
    lines.append(f"encoding = {_text(shape.encoding)}{_doubt(shape, 'encoding')}")
    if shape.record_length:
        lines.append(f"record_length = {shape.record_length}{_doubt(shape, 'record_length')}")
    return [*lines, 'as_of = "option"', "", "[[record]]", 'target = "taxpayer"']


def _record(shape: Shape, columns: list[Column]) -> list[str]:
    lines = ["fields = [" + _doubt(shape, "columns")]
    for name in ("tin", "name"):
        if not any(column.field == name for column in columns):
            lines.append(f"  # ? no column looks like a {name}; the record needs one")
    for at, column in enumerate(columns):
        lines += _field(shape, at, column)
    return [*lines, "]"]


def _field(shape: Shape, at: int, column: Column) -> list[str]:
    where = _where(shape, at, column)
    told = _told(column)
    if not column.field:
        kind = f', type = "{column.kind}"' if column.kind in TYPES and column.kind != "text" else ""
        return [f'  # {{ name = "…", {where}{kind} }},  # not taken{told}']
    parts = [f'name = "{column.field}"', where]
    if column.field == "tin":
        business = column.kind == "ein" or _BUSINESS.search(column.title)
        parts.append(f'type = "{"ein" if business else "tin"}"')
    if column.field in {"tin", "name"}:
        parts.append("required = true")
    doubt = f"  # ? {column.doubt}{told}" if column.doubt else ""
    return [f"  {{ {', '.join(parts)} }},{doubt}"]


def _where(shape: Shape, at: int, column: Column) -> str:
    if shape.columns:
        start, width = shape.columns[at]
        return f"start = {start}, width = {width}"
    return f"column = {_text(column.title)}" if shape.header else f"column = {at + 1}"


def _told(column: Column) -> str:
    """A value of the column, so that who edits sees what is in it."""
    form = f" ({column.form})" if column.form else ""
    if not column.values:
        return "; always empty"
    return f"; {column.kind}{form}, as in {_text(column.values[0][:30])}"


def _text(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's too; what is live is written by its number."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(c if inert(c) == c else f"\\U{ord(c):08x}" for c in quoted)


def _doubt(shape: Shape, what: str) -> str:
    return f"  # ? {shape.doubts[what]}" if what in shape.doubts else ""
