"""One small and one larger demo, written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from entity_tui.demo.generate import generate
from support.extracts import AS_OF, SEED, Extract, by_feed, read


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return by_feed(generate(tmp_path_factory.mktemp("demo"), 5_000, SEED, AS_OF))


@pytest.fixture(scope="session")
def small_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return by_feed(generate(tmp_path_factory.mktemp("small"), 100, SEED, AS_OF))


@pytest.fixture(scope="session")
def employees(demo_files: dict[str, Path]) -> Extract:
    return read(demo_files["e5"])


@pytest.fixture(scope="session")
def entities(demo_files: dict[str, Path]) -> Extract:
    return read(demo_files["e1"])


@pytest.fixture(scope="session")
def modules(demo_files: dict[str, Path]) -> Extract:
    return read(demo_files["e2"])
