"""The log: a rotating file only its owner can read; ids and places, never business values."""

from __future__ import annotations

import io
import logging
import os
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

_KEEP_BYTES = 1 << 20


def log_path() -> Path:
    """Where the log lies."""
    import platformdirs

    return Path(platformdirs.user_state_dir("entity-tui")) / "entity-tui.log"


class _PrivateFile(RotatingFileHandler):
    def _open(self) -> io.TextIOWrapper:
        number = os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        return io.TextIOWrapper(os.fdopen(number, "ab"), encoding="utf-8", write_through=True)


def attach_log() -> Path | None:
    """Send the program's log to its file; None where that cannot be written."""
    path, logger = log_path(), logging.getLogger("entity_tui")
    if any(isinstance(handler, _PrivateFile) for handler in logger.handlers):
        return path
    logger.propagate = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = _PrivateFile(path, maxBytes=_KEEP_BYTES, backupCount=3)
    except OSError:
        logger.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(message)s"))
    logger.addHandler(handler)
    return path


def keep_traceback(error: BaseException) -> Path | None:
    """Write where an error came from (files and lines, no values); None where that fails."""
    path = attach_log()
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
    logging.getLogger("entity_tui").error("%s %s", type(error).__name__, places)
    return path
