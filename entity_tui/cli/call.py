"""A call of a command: the store, the user and the day it was told, and what they open."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

import typer

from entity_tui.cli.options import AsOption, StoreOption, TodayOption
from entity_tui.settings import Settings, load, parse_day

if TYPE_CHECKING:
    from entity_tui.domain.clock import Clock
    from entity_tui.domain.viewer import Viewer
    from entity_tui.services.desk import Desk
    from entity_tui.store.database import Database

P = ParamSpec("P")
_KIND = inspect.Parameter.POSITIONAL_OR_KEYWORD
_CONTEXT = inspect.Parameter("context", _KIND, annotation=typer.Context)
_OPTIONS = {
    name: inspect.Parameter(name, _KIND, default=None, annotation=option)
    for name, option in (("store", StoreOption), ("as_user", AsOption), ("today", TodayOption))
}


@dataclass(frozen=True, slots=True)
class Call:
    """The options as they were given; nothing is read or opened before it is asked for."""

    store: str | None = None
    as_user: str | None = None
    today: str | None = None

    def settings(self) -> Settings:
        """The settings of this call."""
        return load(self.store, parse_day(self.today, "--today"))

    @contextmanager
    def desk(self, limit: int | None = None) -> Iterator[Desk]:
        """The desk of who calls."""
        from entity_tui.services.desk import open_desk

        settings = self.settings()
        desk = open_desk(replace(settings, limit=limit or settings.limit), self.as_user)
        try:
            yield desk
        finally:
            desk.close()

    @contextmanager
    def signed_on(self) -> Iterator[tuple[Database, Viewer, Clock]]:
        """The store, who calls, and the office's clock, where no desk is needed."""
        from entity_tui.services.clock import office_clock
        from entity_tui.services.sign_on import sign_on
        from entity_tui.store.database import Database

        settings = self.settings()
        database = Database(settings.store)
        database.require()
        try:
            clock = office_clock(database, settings.today)
            yield database, sign_on(database, clock.today, self.as_user), clock
        finally:
            database.close()


Command = Callable[Concatenate[Call, P], None]


def call_of(context: typer.Context, given: Mapping[str, object]) -> Call:
    """The call with options given before or after the command's name; the later one wins."""
    root = context.find_root()
    told = {name: text for name, text in given.items() if isinstance(text, str)}
    root.obj = call = replace(root.obj or Call(), **told)
    return call


def called_with(*names: str) -> Callable[[Command[P]], Callable[..., None]]:
    """Give a command its call in place of these options; its user sees them after its own."""

    def made(command: Command[P]) -> Callable[..., None]:
        @wraps(command)
        def parsed(context: typer.Context, *args: P.args, **kwargs: P.kwargs) -> None:
            call = call_of(context, {name: kwargs.pop(name) for name in names})
            command(call, *args, **kwargs)

        _, *own = inspect.signature(command, eval_str=True).parameters.values()
        seen = [_CONTEXT, *own, *(_OPTIONS[name] for name in names)]
        vars(parsed)["__signature__"] = inspect.Signature(seen)
        return parsed

    return made


called = called_with(*_OPTIONS)
"""For a command that takes all of them."""
