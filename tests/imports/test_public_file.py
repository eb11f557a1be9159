"""A public registry of taxpayers through a user's layout, against a plain reference (IM-02, CC-04).

`ENTITY_TUI_PUBLIC_FILE` names a real one (the columns of the exempt organizations' master file);
without it a file of the same columns and habits is made. The long form runs in `make torture`.
"""

from __future__ import annotations

import csv
import os
import random
from pathlib import Path

import pytest
from test_files import REGISTRY

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.search_key import search_key
from entity_tui.domain.viewer import Viewer
from entity_tui.domain.wildcard import Pattern
from entity_tui.services.desk import Desk
from entity_tui.settings import Settings
from entity_tui.store.database import Database
from entity_tui.store.schema import create_tables
from support.importing import TODAY, load

COLUMNS = (
    "EIN,NAME,ICO,STREET,CITY,STATE,ZIP,GROUP,SUBSECTION,AFFILIATION,CLASSIFICATION,RULING,"
    "DEDUCTIBILITY,FOUNDATION,ACTIVITY,ORGANIZATION,STATUS,TAX_PERIOD,ASSET_CD,INCOME_CD,"
    "FILING_REQ_CD,PF_FILING_REQ_CD,ACCT_PD,ASSET_AMT,INCOME_AMT,REVENUE_AMT,NTEE_CD,SORT_NAME"
)
_FIRST = ("FIRST UNITED FRIENDS OF AMERICAN ST SAINT GREATER NEW COMMUNITY HOLY 4-H 100% A_B LA "
          "NATIONAL ROTARY LIONS VETERANS EL CAFÉ").split()  # fmt: skip
_LAST = ("CHURCH FOUNDATION CLUB ASSOCIATION MINISTRIES INC TRUST SOCIETY PTA LODGE ACADEMY FUND "
         "COUNCIL LEAGUE CORP 50%_OFF").split()  # fmt: skip
_CITIES = ("SPRINGFIELD,IL", "SAN FRANCISCO,CA", "ST LOUIS,MO", "O FALLON,MO", "APO,AE", "PONCE,PR")


def make_registry(path: Path, rows: int, seed: int = 11) -> Path:
    """A registry with the habits of real ones: odd lines, quotes, NULs in unused columns."""
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(COLUMNS + "\n")
        for n in range(rows):
            name = " ".join((dice.choice(_FIRST), dice.choice(_FIRST), dice.choice(_LAST)))
            name = f'"{name}, THE"' if dice.random() < 0.02 else name
            sort = dice.choice(_LAST) if dice.random() < 0.1 else ""
            unused = "\0" if dice.random() < 0.0005 else ""
            rest = f"0000,03,3,1000,19{n % 99:02d}01,1,15,{unused},1,01,,0,0,01,0,12,,,,X20"
            place = dice.choice(_CITIES)
            ein = f"{(n * 7_919 + 10_000) % 10**9:09d}" if dice.random() > 0.0005 else ""
            street = f"{dice.randrange(1, 9999)} N {dice.choice(_LAST)} AVE"
            file.write(
                f"{ein},{name},% J DOE,{street},{place},{n % 99999:05d}-0001,{rest},{sort}\n"
            )
            if dice.random() < 0.0003:
                file.write('000000099,"NEVER CLOSED,,,,,,\n')
    return path


def _reference(path: Path) -> tuple[int, dict[str, set[str]]]:
    """Data lines, and the names of every EIN that has one, read another way than the program's."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n")[1:] if line.strip()]
    names: dict[str, set[str]] = {}
    for line in lines:
        try:
            row = next(csv.reader([line], strict=True))
        except csv.Error:
            continue
        ein = row[0]
        if len(row) == 28 and ein.isdigit() and len(ein) == 9 and int(ein) and row[1].strip():
            found = {search_key(text.strip()) for text in (row[1], row[27]) if text.strip()}
            names.setdefault(ein, found)
    return len(lines), names


def _patterns(names: dict[str, set[str]], count: int) -> list[str]:
    dice = random.Random(5)
    keys = sorted(key for found in names.values() for key in found)
    made = ["%", "100%", "a_", "%_", "%50", "%\\", "é%", "%zzq", "cafe", "% ", "%, the"]
    while len(made) < count:
        key = dice.choice(keys)
        start, length = dice.randrange(len(key)), dice.randrange(1, 7)
        part = key[start : start + length]
        made.append(
            dice.choice([part, f"%{part}", f"{key[:1]}%{part}", key[:length], f"%{part}%e"])
        )
    return [text for text in made if text.strip()]


def _prove(folder: Path, path: Path, patterns: int) -> None:
    layout = folder / "registry.toml"
    layout.write_text(REGISTRY)
    database = Database(f"sqlite:///{folder / 'store.db'}")
    create_tables(database, owner="tester")
    done = load(database, "acc", path, layout=layout)
    lines, names = _reference(path)
    assert done.balanced and done.read == lines
    assert done.loaded == len(names)
    desk = Desk(database, Viewer.system("test"), Settings(str(database.url), today=TODAY))
    for text in _patterns(names, patterns):
        pattern = Pattern.typed(text)
        assert pattern is not None
        expected = sum(any(map(pattern.matches, found)) for found in names.values())
        assert desk.count(Criteria(name=text)) == expected, text
    desk.close()


def test_im_02_wildcard_counts_over_a_registry_equal_a_plain_reference(tmp_path: Path) -> None:
    _prove(tmp_path, make_registry(tmp_path / "registry.csv", 3_000), patterns=60)


@pytest.mark.torture
def test_im_02_a_registry_of_320_000_rows_is_accounted_for_and_counted_exactly(
    tmp_path: Path,
) -> None:
    real = os.environ.get("ENTITY_TUI_PUBLIC_FILE")
    path = Path(real) if real else make_registry(tmp_path / "registry.csv", 320_000)
    _prove(tmp_path, path, patterns=150)
