"""The log: a rotating file only its owner can read; ids and places, never business values."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

_KEEP_BYTES = 1 << 20


def log_path() -> Path:
    """Where the log lies."""
    import platformdirs

    return Path(platformdirs.user_state_dir("entity-tui")) / "entity-tui.log"


def keep_traceback(error: BaseException) -> Path | None:
    """Write where an error came from (files and lines, no values); None where that fails."""
    path = log_path()
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
    line = f"{datetime.now(UTC).isoformat(timespec='seconds')} {type(error).__name__} {places}\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if path.exists() and path.stat().st_size > _KEEP_BYTES:
            path.replace(path.with_suffix(".log.1"))
        with os.fdopen(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a") as file:
            file.write(line)
    except OSError:
        return None
    return path
