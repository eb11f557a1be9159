"""`python -m entity_tui` and the `entity-tui` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Answer `--version` without loading anything, else hand over to the commands."""
    if sys.argv[1:] == ["--version"]:
        from entity_tui import __version__

        sys.stdout.write(f"entity-tui {__version__}\n")
        return
    from entity_tui.cli import run

    run()


if __name__ == "__main__":
    main()
