"""Settings: option, then environment, then user file, then system file, then default."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from entity_tui.domain.lookalikes import plain_number
from entity_tui.domain.typed_date import typed_date
from entity_tui.errors import UsageError
from entity_tui.paths import default_store_path, user_config_path

SYSTEM_FILE = Path("/etc/entity-tui/settings.toml")
_KNOWN: dict[str, type] = {
    "store": str,
    "limit": int,
    "show_all_locations": bool,
    "mouse": bool,
    "cancel_after": float,
    "confirm_after": float,
    "escape_wait": float,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What one run of the program was told. Identity comes from none of it (SE-01)."""

    store: str
    limit: int = 300
    show_all_locations: bool = False
    mouse: bool = False
    cancel_after: float = 1.0
    """Seconds a question is open before F12 cancels it; pressed earlier, F12 waits its turn."""
    confirm_after: float = 0.7
    """Seconds a question about unsaved work is shown before a key can confirm it."""
    escape_wait: float = 0.5
    """Seconds in which the rest of an escape sequence may follow its ESC."""
    today: date | None = None


def load(
    store: str | None = None,
    today: date | None = None,
    environ: Mapping[str, str] = os.environ,
    files: tuple[Path, ...] | None = None,
) -> Settings:
    """The settings of this run; a wrong value names its file (or variable) and field."""
    found: dict[str, Any] = {}
    for path in files if files is not None else (SYSTEM_FILE, user_config_path()):
        if path.is_file():
            found |= _from_file(path)
    for name, kind in _KNOWN.items():
        variable = f"ENTITY_TUI_{name.upper()}"
        if variable in environ:
            found[name] = _from_text(variable, environ[variable], kind)
    if store:
        found["store"] = store
    found.setdefault("store", f"sqlite:///{default_store_path()}")
    if "://" not in found["store"]:
        found["store"] = f"sqlite:///{Path(found['store']).expanduser().absolute()}"
    return Settings(today=today, **found)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    for name, value in values.items():
        if name not in _KNOWN:
            raise UsageError(f"{path}: there is no setting '{name}' (known: {', '.join(_KNOWN)})")
        wanted = (int, float) if _KNOWN[name] is float else _KNOWN[name]
        if not isinstance(value, wanted):
            raise UsageError(f"{path}: '{name}' takes a {_KNOWN[name].__name__}")
    return values


def _from_text(variable: str, text: str, kind: type) -> Any:
    if kind is bool:
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off", ""}:
            return False
        raise UsageError(f"{variable}: '{text}' is neither yes nor no")
    try:
        return kind(text)
    except ValueError as error:
        raise UsageError(f"{variable}: '{text}' is not a {kind.__name__}") from error


def parse_day(text: str | None, option: str) -> date | None:
    """`2026-11-20`; UsageError names the option."""
    if text is None:
        return None
    try:
        return datetime.strptime(plain_number(text), "%Y-%m-%d").date()
    except ValueError as error:
        raise UsageError(f"{option}: '{text}' is not a date (YYYY-MM-DD)") from error


def day_of_work(text: str, today: date, option: str) -> date:
    """A day as the screens read it: `11/20`, `t`, `2026-11-20`; UsageError names the option."""
    try:
        return typed_date(text, today)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error
