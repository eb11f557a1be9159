"""`tour`: five minutes on the demonstration, for whoever is new (UI-10)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import typer

from entity_tui.cli.call import Call, called
from entity_tui.cli.output import say
from entity_tui.settings import Settings

TAXPAYERS = 2_000
"""Of the demonstration made where there is none."""


@called
def tour(call: Call) -> None:
    """Learn the program in five minutes, on the demonstration.

    Makes a small one if need be.
    """
    from entity_tui.cli.opening import open_app, require_terminal

    settings = call.settings()
    require_terminal()
    if not call.store:
        settings = replace(settings, store=f"sqlite:///{_demo(settings)}")
    raise typer.Exit(open_app(settings, call.as_user, tour=True))


def _demo(settings: Settings) -> Path:
    """The demonstration there is, or a small one made now."""
    from entity_tui.cli.demo import make_demo
    from entity_tui.domain.clock import Clock
    from entity_tui.paths import demo_store_path

    small = demo_store_path(TAXPAYERS, 1)
    for path in (small, demo_store_path(20_000, 1)):
        if path.exists():
            _up_to_date(replace(settings, store=f"sqlite:///{path}"))
            return path
    say("Making a small demonstration; this takes some seconds, once.")
    place = replace(settings, store=f"sqlite:///{small}")
    make_demo(place, TAXPAYERS, 1, Clock(fixed=settings.today).today, quiet=True)
    return small


def _up_to_date(settings: Settings) -> None:
    """An earlier version of the program may have made it."""
    from entity_tui.services import store as service

    service.require_demo_place(settings)
    for _ in service.create(settings, demo=True):
        pass
