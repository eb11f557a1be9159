"""Run the application on the desk without a store: `python tests/support/run_fake.py [slow]`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from entity_tui.app import EntityApp
from entity_tui.settings import Settings, load


def _open(settings: Settings, as_user: str | None):  # type: ignore[no-untyped-def]
    from support.fake_desk import FakeDesk

    desk = FakeDesk()
    desk.slow = float(sys.argv[1]) if len(sys.argv) > 1 else 0.0
    time.sleep(desk.slow)
    return desk


def _run() -> int:
    screens = EntityApp(load(store="fake://"), open_desk=_open)
    screens.run()
    return int(screens.return_code or 0)


if __name__ == "__main__":
    sys.exit(_run())
