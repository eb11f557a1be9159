"""Killed, out of space, cut off: the store stays whole, going on ends in the same state (IM-04).

`make torture` does it by the hundred; here are a few of each, at moments drawn from a seed.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from entity_tui.demo.generate import generate
from entity_tui.store import schema
from entity_tui.store.database import Database, Raw
from entity_tui.store.digest import digest
from entity_tui.store.queries.upkeep import damage
from entity_tui.store.search import verify
from support.importing import SYSTEM, load

DAY = date(2026, 11, 20)
ON_SQLITE = pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
ON_POSTGRES = pytest.mark.parametrize("store_url", ["postgresql"], indirect=True)
ROOT = Path(__file__).parents[2]
# Imports every file of a directory in its order; a file that is in already changes nothing.
NIGHT = """
import json, resource, sys
from pathlib import Path
sys.path.insert(0, "tests")
most = int(sys.argv[3])
from entity_tui.errors import EntityError
from entity_tui.store.database import Database
from support.importing import load
database = Database(sys.argv[1])
print("ready", flush=True)
if most:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    for path in json.loads(sys.argv[2]):
        load(database, Path(path).name.split("-")[0], path)
except EntityError as error:
    print(error.message)
    sys.exit(4)
"""


@dataclass
class Night:
    """A store, the files of a night, and the state an undisturbed run ends in."""

    database: Database
    files: list[Path]
    wanted: str

    def start(self, most: int = 0) -> subprocess.Popen[bytes]:
        """The imports in a process of their own; `most` bytes a file may have."""
        words = [str(self.database.url), json.dumps([str(path) for path in self.files]), str(most)]
        child = subprocess.Popen(
            [sys.executable, "-c", NIGHT, *words], stdout=subprocess.PIPE, cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert child.stdout and child.stdout.readline() == b"ready\n"
        return child

    def finish(self, child: subprocess.Popen[bytes]) -> tuple[int, str]:
        """Its exit code and what it said."""
        said = child.communicate(timeout=120)[0].decode()
        return child.returncode, said

    def is_whole(self) -> None:
        """Nothing is half there: the database, the accounting and the index are sound."""
        with self.database.read() as connection:
            raw = Raw(connection)
            assert damage(raw) == []
            assert verify(raw) == []
            for run in raw.rows("SELECT run_id FROM import_run"):
                assert run[0] > 0

    def ends_as_wanted(self) -> None:
        """Going on without trouble ends in the state of an undisturbed run."""
        code, said = self.finish(self.start())
        assert code == 0, said
        self.is_whole()
        with self.database.read() as connection:
            assert digest(Raw(connection), SYSTEM) == self.wanted
        if self.database.sqlite:
            assert list(self.database.path.parent.glob(".*stage*")) == []


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return generate(tmp_path_factory.mktemp("night"), 250, 5, DAY)


@pytest.fixture(scope="module")
def wanted(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('calm') / 'calm.db'}")
    schema.create_tables(database, owner="tester")
    for path in files:
        load(database, path.name.split("-")[0], path)
    with database.read() as connection:
        found = digest(Raw(connection), SYSTEM)
    database.close()
    return found


@pytest.fixture
def night(database: Database, files: list[Path], wanted: str) -> Night:
    return Night(database, files, wanted)


def _length(night: Night) -> float:
    """About how long the imports take, in seconds."""
    return 2.0 if night.database.sqlite else 3.0


def _killed(night: Night, kills: int, seed: int) -> None:
    draw = random.Random(seed)
    for _ in range(kills):
        child = night.start()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(draw.random() * _length(night))
        child.kill()
        child.communicate()
        night.is_whole()
    night.ends_as_wanted()


def test_im_04_a_night_killed_at_any_moment_ends_in_the_same_state(night: Night) -> None:
    """SIGKILL, again and again; each time the imports begin anew and go on."""
    _killed(night, 4, seed=11)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(15))
def test_im_04_by_the_hundred(night: Night, seed: int) -> None:
    """Fifteen nights of ten kills on each database."""
    _killed(night, 10, seed)


def _starved(night: Night, times: int, seed: int) -> None:
    draw = random.Random(seed)
    refused = 0
    for _ in range(times):
        size = night.database.path.stat().st_size
        code, said = night.finish(night.start(most=size + draw.randrange(4_096, 500_000)))
        assert code in (0, 4), said
        assert "Traceback" not in said
        refused += code == 4
        night.is_whole()
    assert refused
    night.ends_as_wanted()


@ON_SQLITE
def test_im_04_a_full_disk_refuses_the_file_and_leaves_the_store_whole(night: Night) -> None:
    """No file may grow further: the disk is full for the store, its journal and the stage."""
    _starved(night, 3, seed=3)


@pytest.mark.torture
@ON_SQLITE
@pytest.mark.parametrize("seed", range(10))
def test_im_04_a_full_disk_by_the_hundred(night: Night, seed: int) -> None:
    _starved(night, 10, seed)


def _cut_off(night: Night, times: int, seed: int, cut: Callable[[], None]) -> None:
    draw = random.Random(seed)
    for _ in range(times):
        child = night.start()
        until = time.monotonic() + 0.3 + draw.random() * 3
        while child.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        cut()
        code, said = night.finish(child)
        assert code in (0, 4), said
        night.is_whole()
    night.ends_as_wanted()


def _cutter(url: str) -> Callable[[], None]:
    """Ends every other session of the database."""
    import psycopg

    def cut() -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    return cut


@ON_POSTGRES
def test_im_04_a_dropped_connection_leaves_the_store_whole(night: Night, store_url: str) -> None:
    _cut_off(night, 3, 7, _cutter(store_url))


@pytest.mark.torture
@ON_POSTGRES
@pytest.mark.parametrize("seed", range(10))
def test_im_04_dropped_connections_by_the_hundred(night: Night, store_url: str, seed: int) -> None:
    _cut_off(night, 10, seed, _cutter(store_url))
