"""EN-02, EN-03: codes show their meaning; every published table reads and names its source."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from entity_tui.errors import StoreError
from entity_tui.store.reference import meanings, rows

TABLES = {
    "area_offices": 8,
    "case_codes": 17,
    "inventory_ranges": 6,
    "issuance_codes": 13,
    "mft_codes": 35,
    "status_codes": 33,
    "subcodes": 11,
    "tc530_closing_codes": 27,
    "time_codes": 10,
}


@pytest.mark.parametrize(("table", "count"), TABLES.items())
def test_en_02_every_code_has_a_meaning_and_a_source(table: str, count: int) -> None:
    assert len(rows(table)) == len(meanings(table)) == count
    for row in rows(table):
        assert row["code"] and row["meaning"] and row["source"]


@pytest.mark.parametrize(
    ("table", "code", "meaning"),
    [
        ("case_codes", "201", "Corporation - In Business"),
        ("status_codes", "24", "TDA - Collection queue awaiting revenue officer"),
        ("mft_codes", "01", "Employer's Quarterly Federal Tax Return"),
        ("area_offices", "27", "Area 7"),
        ("tc530_closing_codes", "03", "Unable to locate taxpayer or assets"),
    ],
)
def test_en_02_a_code_has_its_published_meaning(table: str, code: str, meaning: str) -> None:
    assert meanings(table)[code] == meaning


def test_en_03_case_codes_are_those_of_the_source() -> None:
    assert "".join(sorted(code[0] for code in meanings("case_codes"))) == "01111112233445566"


def test_the_calendar_has_whole_months_one_after_the_other() -> None:
    calendar = rows("reporting_calendar")
    for month, following in pairwise(calendar):
        start, end = date.fromisoformat(month["start"]), date.fromisoformat(month["end"])
        assert (start.weekday(), end.weekday()) == (0, 4)
        assert (date.fromisoformat(following["start"]) - end).days == 3
        assert ((end - start).days + 3) // 7 == int(month["weeks"])


def test_an_unknown_table_is_told_by_name() -> None:
    with pytest.raises(StoreError, match="postcodes"):
        rows("postcodes")


def test_the_tables_cannot_be_changed_by_a_reader() -> None:
    with pytest.raises(TypeError):
        meanings("case_codes")["201"] = "x"  # type: ignore[index]
