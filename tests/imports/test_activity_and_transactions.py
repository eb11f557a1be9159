"""EX-E3 and EX-FIN: entries and transactions land under case and account, in any order."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database
from support.importing import (
    E1_COLUMNS,
    E2_COLUMNS,
    SYSTEM,
    TODAY,
    entity,
    load,
    module,
    query,
    write,
)

E3_COLUMNS = "tin|tin_type|assignment|day|seq|kind|entry"
E3 = [
    "123456789|EIN|27031207|2026-10-29|1|contact|Field visit, no one home",
    "123456789|EIN|27031207|2026-11-02|1|letter|Letter sent",
    "123456789|EIN|27031207|2026-11-02|2|research|Bank sources checked",
]
FIN = [
    "FT|123456789|EIN|A1|bill||01|202603|2026-09-30|1000.00||2026-10-21|frozen||||",
    "FT|123456789|EIN|A2|payment|check|01|202603|2026-10-15|-150.25|||frozen||||",
    "FT|123456789|EIN|A3|adjustment|penalty|01|202603||99.50|120.00||frozen||||",
    "FT|123456789|EIN|A4|payment|check|01|202603|2026-10-16|-1.00|||error||||",
]


def _files(folder: Path) -> dict[str, Path]:
    return {
        "e1": write(folder / "e1.dat", E1_COLUMNS, [entity()]),
        "e2": write(folder / "e2.dat", E2_COLUMNS, [module()]),
        "e3": write(folder / "e3.dat", E3_COLUMNS, E3),
        "fin": write(folder / "fin.dat", "", FIN),
    }


def _business(database: Database) -> list[object]:
    return [
        query(database, "SELECT day, seq, kind, entry FROM activity ORDER BY day, seq"),
        query(database, "SELECT number, kind, ft_type, current, payoff FROM fin_transaction "
                        "ORDER BY number"),
        query(database, "SELECT mft, period, balance FROM obligation"),
        query(database, "SELECT count(*) FROM waiting_line"),
    ]  # fmt: skip


@pytest.mark.parametrize("order", list(itertools.permutations(["e1", "e2", "e3", "fin"])))
def test_im_08_any_order_of_arrival_ends_in_the_same_state(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    from entity_tui.store.schema import create_tables

    database = Database(f"sqlite:///{tmp_path / 's.db'}")
    create_tables(database, owner="tester")
    files = _files(tmp_path)
    for feed in order:
        assert load(database, feed, files[feed]).balanced
    entries, transactions, modules, waiting = _business(database)
    assert [len(entries), len(transactions), len(modules), waiting] == [3, 4, 1, [(0,)]]  # type: ignore[arg-type]
    assert transactions[2] == ("A3", "adjustment", "penalty", 9950, 12000)  # type: ignore[index]
    database.close()


def test_cc_21_cc_22_the_page_shows_them_newest_first_with_running_balances(
    database: Database, tmp_path: Path
) -> None:
    for feed, path in _files(tmp_path).items():
        load(database, feed, path)
    desk = Desk(database, SYSTEM, Settings(str(database.url), today=TODAY))
    (hit,) = desk.find_line("12-3456789", False).hits
    page = desk.open_account(hit.account_id)
    assert [row.text for row in page.activity] == [
        "Bank sources checked", "Letter sent", "Field visit, no one home", "Case received",
    ]  # fmt: skip
    shown = [
        (r.label, r.transaction.current, r.balance, r.payoff_balance) for r in page.history.rows
    ]
    assert shown == [
        ("Adjustment: penalty", 9950, 94925, 96975),
        ("Payment: check", -15025, 84975, 84975),
        ("Bill", 100000, 100000, 100000),
    ]
    assert (page.current_balance, page.payoff_balance) == (94925, 96975)
    assert page.reported_balance == 120450
    assert hit.balance == 94925
    desk.close()


def test_im_05_a_corrected_transaction_replaces_the_earlier_one_and_keeps_its_image(
    database: Database, tmp_path: Path
) -> None:
    for feed, path in _files(tmp_path).items():
        load(database, feed, path)
    changed = [FIN[0].replace("1000.00", "900.00"), *FIN[1:]]
    done = load(database, "fin", write(tmp_path / "fin2.dat", "", changed))
    assert (done.loaded, done.unchanged, done.changed) == (1, 3, 1)
    images = query(database, "SELECT before FROM change_log WHERE table_name = 'fin_transaction'")
    assert len(images) == 1 and "100000" in images[0][0]


@pytest.mark.parametrize(
    ("feed", "columns", "line", "said"),
    [
        ("fin", "", FIN[0].replace("bill", "gift"), "kind of transaction"),
        ("fin", "", FIN[0].replace("1000.00", "lots"), "not an amount"),
        ("fin", "", FIN[0].replace("frozen", "warm"), "status of a transaction"),
        ("e3", E3_COLUMNS, E3[0].replace("|1|contact", "|x|contact"), "whole number"),
        ("e3", E3_COLUMNS, E3[0].replace("2026-10-29", ""), "is missing"),
    ],
)
def test_im_08_bad_entries_are_rejected_with_field_and_reason(
    database: Database, tmp_path: Path, feed: str, columns: str, line: str, said: str
) -> None:
    done = load(database, feed, write(tmp_path / "bad.dat", columns, [line]))
    assert done.rejected == 1 and said in done.rejects[0].message


@pytest.mark.parametrize("feed", ["e3", "fin"])
def test_im_02_a_layout_whose_tins_are_eins_finds_the_business(
    database: Database, tmp_path: Path, feed: str
) -> None:
    from entity_tui.paths import data_root

    load(database, "e1", write(tmp_path / "e1.dat", E1_COLUMNS, [entity()]))
    text = (data_root() / "layouts" / f"{feed}.toml").read_text()
    text = text.replace('column = "tin", required', 'column = "tin", type = "ein", required')
    text = text.replace(
        '"tin", "tin_type", "number", "kind"',
        '{ name = "tin", type = "ein" }, "tin_type", "number", "kind"',
    )
    layout = tmp_path / "own.toml"
    layout.write_text(text)
    columns, rows = (E3_COLUMNS, E3) if feed == "e3" else ("", FIN)
    bare = [row.replace("|EIN|", "||") for row in rows]
    done = load(database, feed, write(tmp_path / "x.dat", columns, bare), layout=layout)
    assert (done.loaded, done.waiting) == (len(rows), 0)
