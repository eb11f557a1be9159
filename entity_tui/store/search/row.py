"""A row of the index and the order of its columns, which is the order of everything."""

from __future__ import annotations

from typing import Final

ROW = (
    "name",
    "person_id",
    "account_id",
    "location_id",
    "flags",
    "name_seq",
    "address",
    "city",
    "postal",
    "scope",
)
"""The columns of an index row in sort order."""
COLUMNS = ", ".join(ROW)
NAME: Final = 0
PERSON: Final = 1
ACCOUNT: Final = 2
LOCATION: Final = 3
FLAGS: Final = 4
SCOPE: Final = 9

Row = tuple[str, int, int, int, int, int, str, str, str, int]

OWNER = "CASE person_id WHEN 0 THEN -location_id ELSE person_id END"
"""Under what a row is found again: its person, or a lone location's negative id."""
