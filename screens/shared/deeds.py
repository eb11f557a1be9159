"""What is asked of the desk, told as the commands of the shell that do the same (UI-02)."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from entity_tui.domain.ids import show_account

if TYPE_CHECKING:
    from entity_tui.domain.control_central.criteria import Criteria

_OPTIONS = {
    "name": "--name", "address": "--address", "city": "--city", "postal": "--postal",
    "account": "--account", "phone": "--phone", "id_type": "--id-type", "id_value": "--id",
    "geo_type": "--geo-type", "geo_value": "--geo",
}  # fmt: skip


def find_command(criteria: Criteria) -> str:
    """`entity-tui find --name 'smith%'`."""
    words = ["entity-tui", "find"]
    for field, option in _OPTIONS.items():
        if value := getattr(criteria, field):
            words += [option, value]
    return _joined(words, criteria.all_locations)


def find_line_command(text: str, all_locations: bool) -> str:
    """`entity-tui find 'smith%'`."""
    return _joined(["entity-tui", "find", text], all_locations)


def _joined(words: list[str], all_locations: bool) -> str:
    return shlex.join([*words, "--all-locations"] if all_locations else words)


class NotedDesk:
    """A desk that tells each search and each page it is asked for, in the words of the shell."""

    def __init__(self, desk: Any, note: Callable[[str], None]) -> None:
        self._desk, self._note = desk, note

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    def find(self, criteria: Criteria, *others: Any, **options: Any) -> Any:
        """Search by the fields."""
        self._note(find_command(criteria))
        return self._desk.find(criteria, *others, **options)

    def find_line(self, text: str, all_locations: bool, **options: Any) -> Any:
        """Search by the Find line."""
        self._note(find_line_command(text, all_locations))
        return self._desk.find_line(text, all_locations, **options)

    def open_account(self, account_id: int, *others: Any, **options: Any) -> Any:
        """An account's page."""
        self._note(f"entity-tui show {show_account(account_id)}")
        return self._desk.open_account(account_id, *others, **options)

    def open_person(self, person_id: int, *others: Any, **options: Any) -> Any:
        """A person's page; the shell has no command for it."""
        self._note(f"# in the program: F9 person {person_id}")
        return self._desk.open_person(person_id, *others, **options)

    def open_location(self, location_id: int, *others: Any, **options: Any) -> Any:
        """A location's page; the shell has no command for it."""
        self._note(f"# in the program: F9 location {location_id}")
        return self._desk.open_location(location_id, *others, **options)

    def reveal(self, what: str, subject: int) -> None:
        """Identifiers shown whole."""
        self._desk.reveal(what, subject)
        self._note("# the same with --reveal shows identifiers whole, which is recorded")
