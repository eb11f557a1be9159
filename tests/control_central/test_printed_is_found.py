"""What the program prints it reads: all of a random demo is found again by Find (CC-12)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

import pytest

from entity_tui.domain.control_central.account_page import AccountPage
from entity_tui.domain.control_central.asked import looks_like_street
from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.identifiers import TinType, show_phone, show_tin
from entity_tui.domain.ids import show_account
from entity_tui.domain.inert import inert
from entity_tui.domain.viewer import Viewer
from entity_tui.reports.account_text import account_lines
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database, Raw
from support.demo_office import TODAY, Office

_RECORDS = {
    "account": "account_id", "field_case": "case_id", "obligation": "obligation_id",
    "bill": "bill_id", "payment": "payment_id", "adjustment": "adjustment_id",
    "fin_transaction": "ft_id", "pay_plan": "plan_id", "overdue_process": "process_id",
}  # fmt: skip
_SEED = random.Random().randrange(1, 10_000)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    office = Office(tmp_path_factory.mktemp("office"))
    office.run("demo", "--taxpayers", "120", "--as-of", TODAY, "--no-open", "--seed", str(_SEED))
    database = Database(f"sqlite:///{office.store}")
    settings = Settings(str(database.url), today=date.fromisoformat(TODAY))
    desk = Desk(database, Viewer.system("tests"), settings)
    yield desk
    desk.close()


def rows(desk: Desk, sql: str) -> list[tuple[int, ...]]:
    with desk._database.read() as connection:
        return Raw(connection).rows(sql)


def printed(page: AccountPage) -> Iterator[str]:
    """Every name and number of an account's page, as it is shown and as exports have it."""
    yield from (show_account(page.account_id), f"{page.account_id:010d}")
    yield page.person.name
    for name in page.person.names:
        yield inert(name.name)
    for identifier in page.person.identifiers:
        yield show_tin(identifier.value, identifier.id_type)
        yield identifier.value
        if identifier.id_type in set(TinType):
            yield f"{identifier.id_type:<10} {show_tin(identifier.value, identifier.id_type)}"
    for phone in page.person.phones:
        yield show_phone(phone.digits, phone.extension)
        yield f"{phone.phone_type:<10} {show_phone(phone.digits, phone.extension)}"
        yield phone.digits
    for linked in page.linked:
        yield linked.name
        yield f"{linked.name} ({linked.role})"
    main = next((i for i in page.person.identifiers if i.primary), None)
    for module in page.modules if main else ():
        yield f"{show_tin(main.value, main.id_type)} {module.mft} {module.period}"
        yield f"{main.value} {module.mft} {module.period[:4]}-{module.period[4:]}"


def test_cc_12_everything_an_account_prints_finds_it_again(desk: Desk) -> None:
    lost, tried = [], 0
    for (account,) in rows(desk, "SELECT account_id FROM account"):
        page = desk.open_account(account)
        text = "\n".join(account_lines(page, whole=True))
        for shown in dict.fromkeys(printed(page)):
            found = desk.find_line(shown, False)
            tried += 1
            if account not in {hit.account_id for hit in found.hits}:
                lost.append((shown, found.read_as))
        assert show_account(account) in text
    assert not lost, (_SEED, lost[:20])
    assert tried > 1000


@pytest.mark.parametrize("table", _RECORDS)
def test_cc_12_the_id_of_every_record_finds_its_account(desk: Desk, table: str) -> None:
    pairs = rows(desk, f"SELECT {_RECORDS[table]}, account_id FROM {table}")
    for number, account in random.Random(_SEED).sample(pairs, min(60, len(pairs))):
        found = desk.find_line(f"{number:010d}", False)
        assert account in {hit.account_id for hit in found.hits}, (_SEED, number)


def test_cc_12_persons_places_and_contacts_are_found_by_their_id(desk: Desk) -> None:
    for table, key, attribute in (
        ("person", "person_id", "person_id"), ("location", "location_id", "location_id"),
    ):  # fmt: skip
        for (number,) in rows(desk, f"SELECT {key} FROM {table}"):
            found = desk.find_line(f"{number:010d}", False)
            assert number in {getattr(hit, attribute) for hit in found.hits}, (_SEED, number)
    for number, person in rows(desk, "SELECT contact_id, person_id FROM contact")[:60]:
        found = desk.find_line(f"{number:010d}", False)
        assert person in {hit.person_id for hit in found.hits}, (_SEED, number)


def test_cc_03_every_address_city_and_postal_code_is_found_by_its_field(desk: Desk) -> None:
    sql = "SELECT DISTINCT location_id, address, city, postal FROM location"
    for place, address, city, postal in rows(desk, sql):
        asked = Criteria(address=str(address), city=str(city), postal=str(postal))
        if asked.empty:
            continue
        if looks_like_street(str(address)):
            line = f"{address}, {city} {postal}"
            assert place in {hit.location_id for hit in desk.find_line(line, False).hits}, line
        hits = desk.find(asked).hits
        assert place in {hit.location_id for hit in hits}, (_SEED, address, city)


def test_cc_12_every_assignment_number_in_use_is_found_as_shown(desk: Desk) -> None:
    sql = "SELECT DISTINCT assignment, account_id FROM field_case WHERE status <> 'closed'"
    for number, account in rows(desk, sql):
        shown = f"{str(number)[:4]}-{str(number)[4:]}"
        found = desk.find_line(shown, False)
        assert account in {hit.account_id for hit in found.hits} or found.more, (_SEED, shown)
