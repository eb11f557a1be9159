"""`doctor`: is everything here that the program needs, and is it safe?"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from entity_tui.cli.context import StoreOption, remember, settings_of
from entity_tui.cli.output import put, put_json


def doctor(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    store: StoreOption = None,
) -> None:
    """Look at Python, SQLite, the terminal, the packages and the store. Exit code 1 on findings."""
    from entity_tui.services.doctor import examine

    remember(context, store, None, None)
    findings = list(examine(settings_of(context)[0]))
    if as_json:
        put_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            put(f"{'ok ' if finding.good else '!  '} {finding.what:<10} {finding.said}")
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)
