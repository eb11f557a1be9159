"""One small and one larger demo, written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from entity_tui.demo.generate import generate
from support.extracts import AS_OF, SEED, Extract, read


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return generate(tmp_path_factory.mktemp("demo"), 5_000, SEED, AS_OF)


@pytest.fixture(scope="session")
def small_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return generate(tmp_path_factory.mktemp("small"), 100, SEED, AS_OF)


@pytest.fixture(scope="session")
def employees(demo_files: list[Path]) -> Extract:
    return read(demo_files[0])


@pytest.fixture(scope="session")
def entities(demo_files: list[Path]) -> Extract:
    return read(demo_files[1])


@pytest.fixture(scope="session")
def modules(demo_files: list[Path]) -> Extract:
    return read(demo_files[2])
