"""Persons, locations and accounts put straight into the tables, for tests of the index."""

from __future__ import annotations

from entity_tui.store.database import Raw

DAY = "2025-01-31"


def person(raw: Raw, number: int, *names: str, area: int = 21, kind: str = "primary") -> None:
    raw.execute(
        "INSERT INTO person (person_id, person_type, area, email, as_of, created_run, version) "
        "VALUES (?, 'person', ?, '', ?, 0, 1)",
        (number, area, DAY),
    )
    for seq, name in enumerate(names):
        raw.execute(
            "INSERT INTO person_name (person_id, seq, name_type, name, search_key) "
            "VALUES (?, ?, ?, ?, ?)",
            (number, seq, kind, name, name),
        )


def place(raw: Raw, number: int, address: str, city: str = "") -> None:
    raw.execute(
        "INSERT INTO location (location_id, location_type, address, address2, city, state, postal, "
        "country, division, area, address_key, city_key, postal_key, created_run, version) "
        "VALUES (?, 'mailing', ?, '', ?, '', '', '', '', 21, ?, ?, '', 0, 1)",
        (number, address, city, address, city),
    )


def account(raw: Raw, number: int, mailing: int | None, *members: int) -> None:
    raw.execute(
        "INSERT INTO account (account_id, account_type, division, bill_cycle, setup_date, "
        "access_group, area, mailing_location_id, created_run, version) "
        "VALUES (?, 'x', '', '', ?, 0, 21, ?, 0, 1)",
        (number, DAY, mailing),
    )
    for at, member in enumerate(members):
        raw.execute(
            "INSERT INTO account_person (account_id, person_id, role, financially_responsible) "
            "VALUES (?, ?, ?, ?)",
            (number, member, "other" if at else "main", True),
        )
