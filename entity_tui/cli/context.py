"""Options every command takes, before or after its name: store, demo user, date."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from entity_tui.settings import Settings, load, parse_day

StoreOption = Annotated[
    str | None, typer.Option("--store", metavar="URL", help="The store: a file or a database URL.")
]
AsOption = Annotated[
    str | None,
    typer.Option("--as", metavar="USER", help="Another user (demonstration store only)."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
TodayOption = Annotated[
    str | None, typer.Option("--today", metavar="DATE", help="Take this day for today.")
]


def remember(
    context: typer.Context, store: str | None, as_user: str | None, today: str | None
) -> None:
    """Keep options given before or after the command's name; the later one wins."""
    kept = _kept(context)
    for name, value in (("store", store), ("as_user", as_user), ("today", today)):
        if value is not None:
            kept[name] = value


def settings_of(context: typer.Context) -> tuple[Settings, str | None]:
    """The settings of this call and the user to act as in a demonstration."""
    kept = _kept(context)
    return load(kept.get("store"), parse_day(kept.get("today"), "--today")), kept.get("as_user")


def _kept(context: typer.Context) -> dict[str, Any]:
    root: Any = context.find_root()
    if root.obj is None:
        root.obj = {}
    kept: dict[str, Any] = root.obj
    return kept
