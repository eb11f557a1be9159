"""Where the packaged data lies and where a user's files go."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def data_root() -> Path:
    """The folder of layouts, reference tables and samples: packaged first, then the checkout's."""
    packaged = _HERE / "_data"
    return packaged if packaged.is_dir() else _HERE.parent / "data"


def package_root() -> Path:
    """The folder of the `entity_tui` package."""
    return _HERE


def default_store_path() -> Path:
    """The store a user gets who names none: one SQLite file in the user's data folder."""
    import platformdirs

    return Path(platformdirs.user_data_dir("entity-tui")) / "store.db"


def user_config_path() -> Path:
    """The user's own settings file, read when it exists."""
    import platformdirs

    return Path(platformdirs.user_config_dir("entity-tui")) / "settings.toml"


def demo_store_path(taxpayers: int, seed: int) -> Path:
    """The demonstration store of a size and seed, apart from every real store."""
    name = f"demo-{taxpayers}" if seed == 1 else f"demo-{taxpayers}-{seed}"
    return default_store_path().with_name(f"{name}.db")
