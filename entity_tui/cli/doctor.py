"""`doctor`: is everything here that the program needs, and is it safe?"""

from __future__ import annotations

from dataclasses import asdict

import typer

from entity_tui.cli.call import Call, called_with
from entity_tui.cli.options import OnlyJsonOption
from entity_tui.cli.output import put, put_json


@called_with("store")
def doctor(call: Call, as_json: OnlyJsonOption = False) -> None:
    """Look at Python, SQLite, the terminal, the packages and the store. Exit code 1 on findings."""
    from entity_tui.services.doctor import examine

    findings = list(examine(call.settings()))
    if as_json:
        put_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            put(f"{'ok ' if finding.good else '!  '} {finding.what:<10} {finding.said}")
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)
