"""ACC, FIN, EB, S1: many kinds of record in a file, each accounted for, in any order of arrival."""

from __future__ import annotations

from pathlib import Path

import pytest

from entity_tui.store.database import Database
from support.importing import counts, load, query, snapshot, write

ONE, TWO = "123456789|EIN", "987654321|EIN"
PERSONS = [
    f"TP|{ONE}|B|DELTA FREIGHT LLC||||1 MAIN ST||OAKLAND|CA|94601||||||",
    f"TP|{TWO}|B|BAY ROOFING INC||||2 MAIN ST||OAKLAND|CA|94601||||||",
]
MODEL = [
    f"ACCT|{ONE}|Open item||Q2|Books kept outside|Standard|2026-12-01|2026-12-31",
    f"NAME|{ONE}|alias|DELTA TRUCKS",
    f"ID|{ONE}|passport|AB-77",
    f"PHONE|{ONE}|cell|5105550100",
    f"SEASON|{ONE}|1|11-01|02-28|active|9 SNOW RD|TAHOE|CA|96150|",
    f"LINK|{ONE}|{TWO}|subsidiary|2020-01-01||Y",
    f"MEMBER|{ONE}|{TWO}|guarantor|N",
    "LOC|H1||building|5 DOCK RD||OAKLAND|CA|94601||",
    "LOC|H1-1|H1|unit|5 DOCK RD|UNIT 1|OAKLAND|CA|94601||",
    f"OBL|{ONE}|F1|FTD|active|H1-1|2026-01-01||",
    f"ALERT|{ONE}|POA|2026-01-01|",
    f"AUTOPAY|{ONE}|2026-01-01||Checking|Direct debit|1234|500.00|",
    f"ROLE|{ONE}|01|2020-01-01||quarterly|active",
    f"CHAR|{ONE}|account|INDUSTRY|2020-01-01|Trucking",
    f"CHAR|{ONE}|location|COUNTY|2020-01-01|ALAMEDA",
    f"CONTACT|{ONE}|C1|phone|2026-11-01T09:30:00-08:00|jpark|PARK, JIN|Promise to pay|Y",
]
MONEY = [
    f"FT|{ONE}|A1|bill||01|202603|2026-09-30|1000.00||2026-10-21|frozen|B1|tax|A1|M1",
    f"BILL|{ONE}|B1|2026-09-30|2026-10-21|complete|1000.00|1000.00|",
    f"SEG|{ONE}|B1|1|01|202603|||1000.00|frozen",
    f"PAY|{ONE}|P1|E1|2026-10-15|150.25|check|frozen||",
    f"UPLOAD|{ONE}|U1|2026-12-01|20.00|lockbox",
    f"ADJ|{ONE}|J1|penalty|penalty|2026-10-01|12.00|01|202603|frozen|",
    f"PLAN|{ONE}|L1|Installment agreement|active|2026-10-01||Check|",
    f"PLANLINE|{ONE}|L1|1|2026-11-01|100.00|0.00",
    f"PROC|{ONE}|R1|Balance due|active|2026-10-01||01|202603|1000.00|",
    f"EVENT|{ONE}|R1|1|demand|pending|2026-12-01|",
    f"REF|{ONE}|X1|ACME|2026-10-01||500.00",
    f"RATING|{ONE}|K1|2026-10-01|2027-10-01|-20|NSF payment|2026-10-01|system",
]
LIENS = "tin|tin_type|number|mft|period|status|filed_on|released_on|office|amount"
LIEN = f"{ONE}|N1|01|202603|filed|2026-05-01||COUNTY|900.00"


def _files(folder: Path) -> dict[str, tuple[str, Path]]:
    return {
        "persons": ("acc", write(folder / "tp.dat", "", PERSONS)),
        "model": ("acc", write(folder / "acc.dat", "", MODEL)),
        "money": ("fin", write(folder / "fin.dat", "", MONEY)),
        "liens": ("eb", write(folder / "eb.dat", LIENS, [LIEN])),
    }


def _business(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """Rows without the ids and runs that depend on the order of arrival."""
    wanted = {
        "person_name": "name_type, name", "person_identifier": "id_type, value, is_primary",
        "person_phone": "phone_type, digits", "person_address": "start, until, address",
        "person_link": "relationship, start, financial", "account_person": "role",
        "account": "account_type, bill_cycle, comment, next_review",
        "location": "number, address, parent_id IS NULL", "obligation": "obligation_type, state, "
        "location_id IS NULL", "account_alert": "alert_type", "account_autopay": "source",
        "tax_role": "mft, calendar", "characteristic": "owner_kind, char_type, value",
        "contact": "contact_type, at, comment, is_open", "fin_transaction": "number, current",
        "bill": "number, charges", "bill_segment": "bill, amount", "payment": "number, amount",
        "payment_staging": "number", "adjustment": "number, amount", "pay_plan": "number, status",
        "pay_plan_line": "plan, amount", "overdue_process": "number, amount",
        "overdue_event": "process, event_type", "referral": "agency",
        "compliance_rating": "points", "lien": "number, amount",
    }  # fmt: skip
    return {
        table: sorted(query(database, f"SELECT {columns} FROM {table}"), key=repr)
        for table, columns in wanted.items()
    }


def test_ex_acc_every_kind_of_record_lands_and_changes_nothing_again(
    database: Database, tmp_path: Path
) -> None:
    for feed, path in _files(tmp_path).values():
        done = load(database, feed, path)
        assert (done.read, done.rejected, done.waiting) == (done.loaded, 0, 0), done
    assert all(_business(database).values())
    before = snapshot(database)
    for feed, path in _files(tmp_path).values():
        again = load(database, feed, path, force=True)
        assert (again.unchanged, again.changed) == (again.read, 0), again
    assert snapshot(database) == before


def test_im_08_whatever_hangs_on_a_taxpayer_waits_for_it(
    database: Database, tmp_path: Path
) -> None:
    """The outcome is the one there would have been had the taxpayers come first."""
    files = _files(tmp_path)
    for name in ("liens", "money", "model"):
        feed, path = files[name]
        done = load(database, feed, path)
        places = sum(line.startswith("LOC|") for line in MODEL) if name == "model" else 0
        assert (done.waiting, done.loaded) == (done.read - places, places), done
    assert load(database, *files["persons"]).attached == len(MODEL) - 2 + len(MONEY) + 1
    assert query(database, "SELECT count(*) FROM waiting_line") == [(0,)]
    late = _business(database)
    other = tmp_path / "other"
    other.mkdir()
    fresh = Database(f"sqlite:///{other / 'b.db'}")
    from entity_tui.store import schema

    schema.create_tables(fresh, owner="tester")
    for feed, path in files.values():
        load(fresh, feed, path)
    early = _business(fresh)
    assert {k: [tuple(map(str, r)) for r in v] for k, v in late.items()}.keys() == early.keys()
    for table, rows in early.items():
        assert [[_plain(v) for v in row] for row in late[table]] == [
            [_plain(v) for v in row] for row in rows
        ], table
    fresh.close()


def _plain(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def test_im_05_an_older_extract_overwrites_nothing_of_a_newer_one(
    database: Database, tmp_path: Path
) -> None:
    from datetime import date

    files = _files(tmp_path)
    for feed, path in files.values():
        load(database, feed, path)
    older = [
        line.replace("Open item", "Business").replace("UNIT 1", "UNIT 9").replace("500.00", "1.00")
        for line in (*MODEL, *MONEY)
    ]
    before = snapshot(database)
    day = date(2026, 11, 1)
    acc = [line for line in older if line.split("|")[0] in {m.split("|")[0] for m in MODEL}]
    fin = [line for line in older if line not in acc]
    for feed, lines in (("acc", acc), ("fin", fin)):
        done = load(database, feed, write(tmp_path / f"old-{feed}.dat", "", lines, as_of=day))
        assert done.loaded == 0 and done.superseded > 0, done
    assert snapshot(database) == before


@pytest.mark.parametrize(
    ("feed", "line", "said"),
    [
        ("acc", "XX|1|2", "'XX' is not a record of this layout"),
        ("acc", f"NAME|{ONE}|nickname|X", "not a type of name"),
        ("acc", f"NAME|{ONE}|alias", "4 fields where the layout needs 5"),
        ("acc", f"NAME|{ONE}|alias|A|B", "6 fields where the record has 5"),
        ("acc", f"SEASON|{ONE}|1|13-01|02-28|active|X||||", "not a day of the year"),
        ("acc", f"SEASON|{ONE}|1|02-01|02-01|active|X||||", "ends on the day it starts"),
        ("acc", f"ID|{ONE}|SSN|12345", "not nine digits"),
        ("acc", f"CONTACT|{ONE}|C1|phone|yesterday|u|n|c|Y", "not a time"),
        ("acc", f"MEMBER|{ONE}|{TWO}|partner|perhaps", "neither Y nor N"),
        ("fin", f"BILL|{ONE}|B1|2026-02-30||complete|1|1|", "not a date"),
        ("fin", f"PLAN|{ONE}|L1|X|ongoing|2026-01-01|||", "not a status of a pay plan"),
        ("fin", f"RATING|{ONE}|K1|2026-01-01||many|||", "not a whole number"),
    ],
)  # fmt: skip
def test_im_08_a_bad_line_of_any_kind_is_rejected_with_its_reason(
    database: Database, tmp_path: Path, feed: str, line: str, said: str
) -> None:
    done = load(database, feed, write(tmp_path / "bad.dat", "", [line]))
    assert done.rejected == done.read == 1
    assert said in done.rejects[0].message
    assert done.rejects[0].raw.decode().rstrip("\n") == line


def test_im_03_kinds_mixed_line_by_line_are_accounted_for(
    database: Database, tmp_path: Path
) -> None:
    mixed = [*MODEL[:3], "??|x", *PERSONS, *MODEL[3:], "NAME|bad", MODEL[1]]
    done = load(database, "acc", write(tmp_path / "acc.dat", "", mixed))
    assert done.balanced and done.read == len(mixed)
    wanted = {"loaded": len(MODEL) + len(PERSONS), "rejected": 2, "unchanged": 1, "waiting": 0}
    assert {name: counts(done)[name] for name in wanted} == wanted
    lines = query(database, "SELECT line FROM import_reject ORDER BY line")
    assert lines == [(4,), (len(mixed) - 1,)]


def test_ex_s1_subcodes_of_an_area_replace_their_meaning(
    database: Database, tmp_path: Path
) -> None:
    for meaning in ("Old words", "New words"):
        path = write(tmp_path / f"{meaning[:3]}.dat", "area|code|meaning", [f"27|505|{meaning}"])
        assert load(database, "s1", path).loaded == 1
    assert query(database, "SELECT area, code, meaning FROM subcode") == [(27, "505", "New words")]


def test_cc_03_a_place_that_came_with_the_account_model_is_found(
    database: Database, tmp_path: Path
) -> None:
    from entity_tui.domain.control_central.criteria import Criteria
    from entity_tui.services.desk import Desk
    from entity_tui.settings import Settings
    from support.importing import SYSTEM

    files = _files(tmp_path)
    for name in ("persons", "model"):
        load(database, *files[name])
    desk = Desk(database, SYSTEM, Settings(store=""))
    found = {hit.name for hit in desk.find(Criteria(address="5 dock")).hits}
    assert "DELTA FREIGHT LLC" in found
    assert [hit.name for hit in desk.find(Criteria(name="delta trucks")).hits] == ["DELTA TRUCKS"]
    page = desk.open_account(desk.find(Criteria(name="delta trucks")).hits[0].account_id)
    assert (page.open_item, page.comment) == (True, "Books kept outside")
    assert {row.role for row in page.linked} == {"guarantor"}


PLACE = (
    "LOC|S||site|1 YARD RD||OAKLAND|CA|94601||",
    "LOC|B|S|building|1 YARD RD||OAKLAND|CA|94601||",
    "LOC|U|B|unit|1 YARD RD|UNIT 1|OAKLAND|CA|94601||",
)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_im_08_a_place_waits_for_the_one_it_is_part_of_and_an_obligation_for_its_place(
    database: Database, tmp_path: Path, order: tuple[int, ...]
) -> None:
    load(database, "acc", write(tmp_path / "tp.dat", "", PERSONS))
    duty = write(tmp_path / "obl.dat", "", [f"OBL|{ONE}|F1|FTD|active|U|2026-01-01||"])
    assert load(database, "acc", duty).waiting == 1
    for n in order:
        load(database, "acc", write(tmp_path / f"{n}.dat", "", [PLACE[n]]))
    parents = query(
        database, "SELECT l.number, p.number FROM location l LEFT JOIN location p "
        "ON p.location_id = l.parent_id WHERE l.number <> '' ORDER BY l.number",
    )  # fmt: skip
    assert parents == [("B", "S"), ("S", None), ("U", "B")]
    found = "SELECT l.number FROM obligation o JOIN location l ON l.location_id = o.location_id"
    assert query(database, found) == [("U",)]
    assert query(database, "SELECT count(*) FROM waiting_line") == [(0,)]


def test_im_08_places_that_are_part_of_one_another_wait_and_one_of_itself_stands_alone(
    database: Database, tmp_path: Path
) -> None:
    rows = [
        "LOC|A|B|unit|1 A ST||OAKLAND|CA|94601||", "LOC|B|A|unit|1 B ST||OAKLAND|CA|94601||",
        "LOC|C|C|unit|1 C ST||OAKLAND|CA|94601||",
    ]  # fmt: skip
    done = load(database, "acc", write(tmp_path / "loc.dat", "", rows))
    assert (done.loaded, done.waiting) == (1, 2)
    assert query(database, "SELECT number FROM location WHERE number <> ''") == [("C",)]
