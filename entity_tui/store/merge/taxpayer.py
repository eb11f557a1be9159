"""Taxpayers: directory, person with names, identifiers and phones, account, place."""

from __future__ import annotations

from entity_tui.store.merge.bulk import indexes_afterwards
from entity_tui.store.merge.dating import date_rows
from entity_tui.store.merge.ground import Ground

_NAMES = {"name": "primary", "legal_name": "legal", "alias_name": "alias", "dba_name": "dba"}
_PHONES = {"phone_home": "home", "phone_business": "business", "phone_cell": "cell"}
_ADDRESS = ("address", "address2", "city", "state", "postal", "country", "address_key",
            "city_key", "postal_key", "area")  # fmt: skip
_FILLED = ("person", "location", "account", "account_person", "person_identifier", "person_name",
           "person_phone", "taxpayer")  # fmt: skip


def merge_taxpayers(ground: Ground) -> None:
    """Land staged taxpayers: new ones whole, known ones where they differ and are not newer.

    Makes `stage_known` (line, person_id, account_id) of all staged lines for what comes after.
    """
    ground.one_per_key(("tin", "tin_type"), "TIN")
    _match(ground)
    count = ground.number(
        "SELECT s.line FROM stage_line s LEFT JOIN stage_matched m ON m.line = s.line "
        "WHERE m.line IS NULL",
        ("person_id", "account_id", "location_id"),
    )
    _change_known(ground)
    with indexes_afterwards(ground.raw, _FILLED, count):
        _add_new(ground)
    ground.table(
        "stage_known",
        "SELECT line, person_id, account_id FROM stage_matched "
        "UNION ALL SELECT line, person_id, account_id FROM stage_ids",
        "line",
    )


def add_unknown(ground: Ground) -> None:
    """Make the taxpayers that nobody has brought yet, each from its first line that has a name.

    They give way to any extract of entities, whatever its date.
    """
    ground.number(
        "SELECT min(s.line) AS line FROM stage_line s LEFT JOIN taxpayer t ON t.tin = s.tin "
        "AND t.tin_type = s.tin_type WHERE t.tin IS NULL AND s.name <> '' "
        "GROUP BY s.tin, s.tin_type",
        ("person_id", "account_id", "location_id"),
    )
    _add_new(ground, "CAST('0001-01-01' AS DATE)" if ground.raw.postgres else "'0001-01-01'")


def _match(ground: Ground) -> None:
    ground.table(
        "stage_matched",
        "SELECT s.line, t.person_id, t.account_id, "
        f"CASE WHEN t.as_of > {ground.as_of()} THEN 1 ELSE 0 END AS stale "
        "FROM stage_line s JOIN taxpayer t ON t.tin = s.tin AND t.tin_type = s.tin_type",
        "line",
    )
    ground.execute("INSERT INTO stage_stale SELECT line FROM stage_matched WHERE stale = 1")


def _add_new(ground: Ground, since: str = "") -> None:
    run, as_of = ground.given.run_id, ground.as_of()
    source = "FROM stage_ids i JOIN stage_line s ON s.line = i.line"
    # Every taxpayer of this feed has one account and, where an address came, one place.
    email = "coalesce(s.email, '')" if "email" in ground.given.fields else "''"
    ground.write(
        "INSERT INTO person (person_id, person_type, area, email, as_of, created_run, version) "
        f"SELECT i.person_id, s.person_type, s.area, {email}, {as_of}, {run}, 1 {source}"
    )
    ground.write(
        "INSERT INTO location (location_id, location_type, address, address2, city, state, postal, "
        "country, division, area, address_key, city_key, postal_key, created_run, version) "
        "SELECT i.location_id, 'mailing', s.address, s.address2, s.city, s.state, s.postal, "
        f"s.country, '', s.area, s.address_key, s.city_key, s.postal_key, {run}, 1 {source} "
        "WHERE s.has_address = 1"
    )
    ground.write(
        "INSERT INTO account (account_id, account_type, division, bill_cycle, setup_date, "
        "access_group, area, mailing_location_id, created_run, version) SELECT i.account_id, "
        f"CASE s.person_type WHEN 'person' THEN 'Individual' ELSE 'Business' END, s.division, '', "
        f"{as_of}, 0, s.area, CASE s.has_address WHEN 1 THEN i.location_id END, {run}, 1 "
        f"{source}"
    )
    ground.write(
        "INSERT INTO account_person (account_id, person_id, role, financially_responsible) "
        f"SELECT i.account_id, i.person_id, 'main', {_true(ground)} {source}"
    )
    ground.write(
        "INSERT INTO person_identifier (person_id, seq, id_type, value, is_primary, flag) "
        f"SELECT i.person_id, 1, s.tin_type, s.tin, {_true(ground)}, s.flag {source}"
    )
    for seq, (field, name_type) in enumerate(_NAMES.items(), 1):
        if field in ground.given.fields:
            ground.write(
                "INSERT INTO person_name (person_id, seq, name_type, name, search_key) "
                f"SELECT i.person_id, {seq}, '{name_type}', s.{field}, s.{field}_key {source} "
                f"WHERE s.{field} <> ''"
            )
    for seq, (field, phone_type) in enumerate(_PHONES.items(), 1):
        if field in ground.given.fields:
            ground.write(
                "INSERT INTO person_phone (person_id, seq, phone_type, digits, extension) "
                f"SELECT i.person_id, {seq}, '{phone_type}', substr(s.{field}, 1, 10), "
                f"substr(s.{field}, 12) {source} WHERE s.{field} <> ''"
            )
    ground.write(
        "INSERT INTO taxpayer (tin, tin_type, person_id, account_id, as_of, created_run) "
        f"SELECT s.tin, s.tin_type, i.person_id, i.account_id, {since or as_of}, {run} {source} "
        "ORDER BY s.tin"
    )
    ground.execute("INSERT INTO stage_person SELECT person_id FROM stage_ids")


def _change_known(ground: Ground) -> None:
    if not int(ground.raw.value("SELECT count(*) FROM stage_matched WHERE stale = 0")):
        return
    known = "stage_matched m JOIN stage_line s ON s.line = m.line"
    fresh = "m.stale = 0"
    given = ground.given.fields
    ground.replace(
        "person", ("person_id",),
        {"person_type": "s.person_type", "area": "CASE s.area WHEN 0 THEN t.area ELSE s.area END"}
        | ({"email": "CASE coalesce(s.email, '') WHEN '' THEN t.email ELSE s.email END"}
           if "email" in given else {}),
        f"{known} JOIN person t ON t.person_id = m.person_id WHERE {fresh}",
        versioned=True, touch="t.person_id",
    )  # fmt: skip
    ground.replace(
        "account", ("account_id",),
        {"area": "CASE s.area WHEN 0 THEN t.area ELSE s.area END"},
        f"{known} JOIN account t ON t.account_id = m.account_id WHERE {fresh}",
        versioned=True, touch="m.person_id",
    )  # fmt: skip
    _children(ground, known, fresh)
    _addresses(ground, known, fresh)
    date_rows(
        ground, "taxpayer", ("tin", "tin_type"),
        f"{known} JOIN taxpayer t ON t.tin = s.tin AND t.tin_type = s.tin_type WHERE {fresh}",
    )  # fmt: skip


def _children(ground: Ground, known: str, fresh: str) -> None:
    for field, name_type in _NAMES.items():
        if field in ground.given.fields:
            _child(
                ground, known, fresh, "person_name", f"name_type = '{name_type}'", f"s.{field}",
                {"name": f"s.{field}", "search_key": f"s.{field}_key"}, f"'{name_type}'",
                "name_type",
            )  # fmt: skip
    for field, phone_type in _PHONES.items():
        if field in ground.given.fields:
            _child(
                ground, known, fresh, "person_phone", f"phone_type = '{phone_type}'", f"s.{field}",
                {"digits": f"substr(s.{field}, 1, 10)", "extension": f"substr(s.{field}, 12)"},
                f"'{phone_type}'", "phone_type",
            )  # fmt: skip


def _child(
    ground: Ground, known: str, fresh: str, table: str, which: str, given: str,
    values: dict[str, str], kind: str, kind_column: str,
) -> None:  # fmt: skip
    """One name or phone of a type: changed where it differs, added where there is none."""
    first = (
        f"t.seq = (SELECT min(u.seq) FROM {table} u WHERE u.person_id = m.person_id AND u.{which})"
    )
    searched = "t.person_id" if table == "person_name" else ""
    ground.replace(
        table, ("person_id", "seq"), values,
        f"{known} JOIN {table} t ON t.person_id = m.person_id AND {first} "
        f"WHERE {fresh} AND {given} <> ''",
        touch=searched,
    )  # fmt: skip
    listed = ", ".join(f"{value} AS {column}" for column, value in values.items())
    count = ground.table(
        "stage_more",
        f"SELECT s.line, m.person_id, (SELECT coalesce(max(u.seq), 0) + 1 FROM {table} u "
        f"WHERE u.person_id = m.person_id) AS seq, {listed} "
        f"FROM {known} WHERE {fresh} AND {given} <> '' AND NOT EXISTS (SELECT 1 FROM {table} u "
        f"WHERE u.person_id = m.person_id AND u.{which})",
    )
    if not count:
        return
    columns = ", ".join(values)
    ground.write(
        f"INSERT INTO {table} (person_id, seq, {kind_column}, {columns}) "
        f"SELECT person_id, seq, {kind}, {columns} FROM stage_more"
    )
    ground.mark_new(table, {"person_id": "m.person_id", "seq": "m.seq"}, "stage_more m")
    ground.execute("INSERT INTO stage_changed SELECT line FROM stage_more")
    ground.execute("INSERT INTO stage_person SELECT person_id FROM stage_more")


def _addresses(ground: Ground, known: str, fresh: str) -> None:
    if "address" not in ground.given.fields:
        return
    ground.replace(
        "location", ("location_id",),
        {name: "CASE s.area WHEN 0 THEN t.area ELSE s.area END" if name == "area" else f"s.{name}"
         for name in _ADDRESS},
        f"{known} JOIN account a ON a.account_id = m.account_id "
        f"JOIN location t ON t.location_id = a.mailing_location_id WHERE {fresh} "
        "AND s.has_address = 1",
        versioned=True, touch="m.person_id",
    )  # fmt: skip
    _first_address(ground, known, fresh)


def _first_address(ground: Ground, known: str, fresh: str) -> None:
    """A known account that had no address gets its first one."""
    lacking = (
        f"SELECT s.line FROM {known} JOIN account a ON a.account_id = m.account_id "
        f"WHERE {fresh} AND s.has_address = 1 AND a.mailing_location_id IS NULL"
    )
    if not ground.table("stage_bare", lacking):
        return
    ground.number("SELECT line FROM stage_bare", ("location_id",), within=True)
    ground.write(
        "INSERT INTO location (location_id, location_type, address, address2, city, state, "
        "postal, country, division, area, address_key, city_key, postal_key, created_run, "
        "version) SELECT i.location_id, 'mailing', s.address, s.address2, s.city, s.state, "
        "s.postal, s.country, '', s.area, s.address_key, s.city_key, s.postal_key, "
        f"{ground.given.run_id}, 1 FROM stage_within i JOIN stage_line s ON s.line = i.line"
    )
    ground.replace(
        "account", ("account_id",), {"mailing_location_id": "i.location_id"},
        "stage_within i JOIN stage_line s ON s.line = i.line JOIN stage_matched m "
        "ON m.line = i.line JOIN account t ON t.account_id = m.account_id", versioned=True,
    )  # fmt: skip
    ground.execute("INSERT INTO stage_changed SELECT line FROM stage_bare")
    ground.execute(
        "INSERT INTO stage_person SELECT m.person_id FROM stage_bare b "
        "JOIN stage_matched m ON m.line = b.line"
    )


def _true(ground: Ground) -> str:
    return "TRUE" if ground.raw.postgres else "1"
