"""`doctor`: is everything here that the program needs, and is it safe?"""

from __future__ import annotations

import typer

from entity_tui.cli.context import StoreOption, remember, settings_of
from entity_tui.cli.output import put


def doctor(context: typer.Context, store: StoreOption = None) -> None:
    """Look at Python, SQLite, the terminal, the packages and the store. Exit code 1 on findings."""
    from entity_tui.services.doctor import examine

    remember(context, store, None, None)
    bad = 0
    for finding in examine(settings_of(context)[0]):
        put(f"{'ok ' if finding.good else '!  '} {finding.what:<10} {finding.said}")
        bad += not finding.good
    if bad:
        raise typer.Exit(1)
