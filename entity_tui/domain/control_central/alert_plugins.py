"""Alerts an installation adds: entry points of the group `entity_tui.alerts` (CC-23, AM-81)."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from entity_tui.domain.control_central.account_page import Alert
from entity_tui.domain.control_central.alerts import DYNAMIC, AccountFacts, Question

GROUP = "entity_tui.alerts"
log = logging.getLogger("entity_tui")


@cache
def registered() -> tuple[Question, ...]:
    """The questions other packages registered, by name; one that cannot be loaded says so."""
    found: Iterable[EntryPoint] = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return tuple(guarded(point.name, _load(point)) for point in found)


def _load(point: EntryPoint) -> Question:
    try:
        question: Question = point.load()
    except Exception as error:
        log.warning("alert %s cannot be loaded: %s", point.name, type(error).__name__)
        return _broken
    return question


def _broken(facts: AccountFacts) -> Iterable[Alert]:
    raise RuntimeError("not loaded")


def guarded(name: str, question: Question) -> Question:
    """The question as the page may ask it: a failure becomes an alert that names it."""

    def ask(facts: AccountFacts) -> Iterator[Alert]:
        try:
            yield from [Alert(DYNAMIC, a.text, a.urgent, a.refs) for a in question(facts)]
        except Exception as error:
            log.warning("alert %s failed: %s", name, type(error).__name__)
            yield Alert(DYNAMIC, f"The alert '{name}' does not work: tell your administrator")

    return ask
