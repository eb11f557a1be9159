"""What is typed over a week and not saved, as texts that are stored when a line drops (UI-06)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date

from entity_tui.domain.entity.daily_time import CaseOfTime, Change
from entity_tui.domain.entity.pending_day import Pending
from entity_tui.domain.entity.time_week import Key

Texts = tuple[tuple[str, str], ...]


def as_texts(pending: Mapping[Key, Pending]) -> Texts:
    """One pair for each day: `7 2026-11-20` and what is to become of it."""
    return tuple(
        (f"{employee} {day.isoformat()}", json.dumps(asdict(edit), default=date.isoformat))
        for (employee, day), edit in pending.items()
    )


def from_texts(texts: Mapping[str, str]) -> dict[Key, Pending]:
    """The days again; what cannot be read is left out."""
    return dict(_read(texts))


def _read(texts: Mapping[str, str]) -> Iterator[tuple[Key, Pending]]:
    for name, text in texts.items():
        employee, _, day = name.partition(" ")
        try:
            parts = json.loads(text)
            key = int(employee), date.fromisoformat(day)
            yield key, _pending(parts)
        except (ValueError, TypeError, KeyError):
            continue


def _pending(parts: dict[str, object]) -> Pending:
    changes, cases = parts.pop("changes"), parts.pop("cases")
    if not isinstance(changes, list) or not isinstance(cases, list):
        raise ValueError("no changes or no cases")
    return Pending(
        changes=tuple(Change(**change) for change in changes),
        cases=tuple(map(_case, cases)),
        reported=_day(parts.pop("reported", None)),
        **parts,  # type: ignore[arg-type]
    )


def _case(parts: dict[str, object]) -> CaseOfTime:
    closed = _day(parts.pop("closed_on"))
    return CaseOfTime(closed_on=closed, **parts)  # type: ignore[arg-type]


def _day(text: object) -> date | None:
    """A day that was stored as a text; ValueError for what is none."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise ValueError(f"{text} is no day")
    return date.fromisoformat(text)
