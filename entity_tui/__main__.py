"""`python -m entity_tui` and the `entity-tui` command."""

from __future__ import annotations

import os
import sys

_COMPLETING = "_ENTITY_TUI_COMPLETE"
"""Set by the shell when it asks for completions."""


def main() -> None:
    """Answer `--version` without loading anything; open the screens without the parser."""
    words = sys.argv[1:]
    if words == ["--version"]:
        from entity_tui import __version__

        sys.stdout.write(f"entity-tui {__version__}\n")
        return
    from entity_tui.cli.opening import plain_opening

    found = plain_opening(words)
    if found is not None and _COMPLETING not in os.environ:
        sys.exit(_open(found))
    from entity_tui.cli.main import run

    run()


def _open(found: dict[str, str]) -> int:
    from entity_tui.cli.edge import guarded

    def work() -> int:
        from entity_tui.cli.opening import open_app
        from entity_tui.settings import load, parse_day

        today = parse_day(found.get("today"), "--today")
        return open_app(load(found.get("store"), today), found.get("as_user"))

    return guarded(work)


if __name__ == "__main__":
    main()
