"""Unsaved work: one guard for every way out, and drafts for a dropped line (UI-06, UI-07)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from entity_tui.errors import EntityError

if TYPE_CHECKING:
    from screens.shared.quiet import QuietScreen
    from screens.shared.reception import Desk

DRAFT = "draft."
"""The preferences drafts are stored under begin so."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What was typed and is not saved: a word for it, and the texts."""

    what: str
    """`This contact`, at the start of a sentence."""
    texts: tuple[tuple[str, str], ...] = ()
    draft: str = ""
    """The name a draft of it is stored under; "" where none is."""

    how: str = "F10 saves it"

    @property
    def question(self) -> str:
        """What is asked before it is discarded."""
        return f"{self.what} is not saved. {self.how}, the same key again discards it."

    def as_draft(self) -> tuple[str, str]:
        """The name of the preference and its value."""
        return f"{DRAFT}{self.draft}", json.dumps(dict(self.texts))


class NotLeft(EntityError):
    """Unsaved work stays; the message asks whether to discard it."""


class LeavingGuard:
    """Asks once before unsaved work is discarded; after any other key it asks again.

    A key that was typed ahead, before the question was shown, never answers it.
    """

    def __init__(self, confirm_after: float) -> None:
        """`confirm_after` is how many seconds the question is shown before a key answers it."""
        self._confirm_after = confirm_after
        self._asked: tuple[Unsaved, ...] = ()
        self._asked_at = 0.0
        self._asked_by = ""
        self.pressed_at = 0.0
        """When the key that is taken now was pressed."""
        self.pressed_key = ""
        """Its name; another way out than the one that asked does not answer the question."""

    def forget(self) -> None:
        """Another key was pressed: the way out asks anew."""
        self._asked = ()

    def check(self, unsaved: Iterable[Unsaved | None]) -> None:
        """Raise NotLeft where something would be lost that was not asked about."""
        found = tuple(work for work in unsaved if work is not None)
        if not found:
            return
        seen = self.pressed_at - self._asked_at
        same = found == self._asked and self.pressed_key == self._asked_by
        if same and seen > 0 and seen >= self._confirm_after:
            self._asked = ()
            return
        self._asked, self._asked_at, self._asked_by = found, monotonic(), self.pressed_key
        raise NotLeft(found[0].question)


def unsaved_on(screens: Iterable[QuietScreen]) -> tuple[Unsaved, ...]:
    """The unsaved work of these screens, that on top first."""
    return tuple(work for screen in screens if (work := screen.unsaved) is not None)


def keep_drafts(desk: Desk, unsaved: Iterable[Unsaved]) -> None:
    """Store what was typed when the line drops; the page it was typed on offers it again."""
    for work in unsaved:
        if work.draft:
            desk.set_preference(*work.as_draft())


def read_draft(desk: Desk, name: str) -> Mapping[str, str]:
    """Return the texts of a draft, which stays stored; empty where there is none."""
    kept = desk.preference(f"{DRAFT}{name}")
    if not kept:
        return {}
    try:
        texts = json.loads(kept)
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in texts.items()} if isinstance(texts, dict) else {}


def delete_drafts(desk: Desk, names: Iterable[str]) -> None:
    """Delete these before the program ends; a store that refuses keeps them."""
    with suppress(EntityError):
        for name in names:
            desk.set_preference(f"{DRAFT}{name}", "")


class Drafts:
    """The drafts shown in this session: each stays stored until it is saved or discarded."""

    def __init__(self, delete: Callable[[str], None]) -> None:
        """`delete` takes the name of the preference."""
        self._delete = delete
        self._shown: set[str] = set()
        self._ended: set[str] = set()

    def show(self, name: str, texts: Mapping[str, str]) -> Mapping[str, str]:
        """Return the texts to show; none if they were saved or discarded in this session.

        The deletion may still be on its way to the store.
        """
        if not texts or name in self._ended:
            return {}
        self._shown.add(name)
        return texts

    def end(self, name: str) -> bool:
        """Delete a draft that was shown: it is saved or discarded. False where none was."""
        if name not in self._shown:
            return False
        self._shown.remove(name)
        self._ended.add(name)
        self._delete(f"{DRAFT}{name}")
        return True


RESTORED = "What was typed when the line dropped is here again. F10 saves it."
