"""EX-ZIP, ICSZIP.DAT, weekly: the assignment grid by ZIP, grade and part of the alphabet."""

from __future__ import annotations

from entity_tui.imports.feeds.feed import Columns, Feed
from entity_tui.imports.feeds.kept import kept
from entity_tui.imports.values import Wrong
from entity_tui.store.merge.assignment_grid import GRID

_GRADES = {"00", "09", "11", "12", "13"}


def _derive(columns: Columns, count: int) -> dict[str, Wrong]:
    """ZIPs of five digits, grades of two, letters in capitals and in their order."""
    wrong: dict[str, Wrong] = {"zip": {}, "grade": {}, "alpha_from": {}, "alpha_to": {}}
    columns["zip"] = [str(code)[:5] if _is_zip(str(code)) else code for code in columns["zip"]]
    columns["grade"] = [str(grade).zfill(2) for grade in columns["grade"]]
    for name, default in (("alpha_from", "A"), ("alpha_to", "Z")):
        columns[name] = [str(letters or default).upper() for letters in columns[name]]
    for i in range(count):
        first, last = str(columns["alpha_from"][i]), str(columns["alpha_to"][i])
        if not _is_zip(str(columns["zip"][i])):
            wrong["zip"][i] = f"'{columns['zip'][i]}' is not a ZIP of five digits"
        if columns["grade"][i] not in _GRADES:
            wrong["grade"][i] = f"'{columns['grade'][i]}' is not a grade of a case"
        for name, letters in (("alpha_from", first), ("alpha_to", last)):
            if not (letters.isascii() and letters.isalpha()):
                wrong[name][i] = f"'{letters}' is not letters of the alphabet"
        if first > last and not last.startswith(first):
            wrong["alpha_to"][i] = f"ends with '{last}', before it begins with '{first}'"
    return wrong


def _is_zip(text: str) -> bool:
    plain = text.replace("-", "")
    return plain.isascii() and plain.isdigit() and len(plain) in (5, 9)


FEED = Feed(
    "zip", "Assignment grid", "weekly",
    (
        kept(
            GRID, "Rows of the assignment grid",
            {"zip": "text", "grade": "text", "alpha_from": "text", "alpha_to": "text",
             "assignment": "assignment"},
            ("zip", "grade", "assignment"), derive=_derive,
        ),
    ),
)  # fmt: skip
