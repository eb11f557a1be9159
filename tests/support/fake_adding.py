"""Adding taxpayers without a store: keeps what was to be saved."""

from __future__ import annotations

from entity_tui.domain.control_central.hits import Hit
from entity_tui.domain.control_central.new_taxpayer import (
    Added,
    AlreadyOnFile,
    NewAccount,
    NewPerson,
    who_may_create,
)
from entity_tui.errors import EntityError


class FakeAdding:
    """`added` holds what was saved; `answer` is what it became; `fail` refuses."""

    def __init__(self) -> None:
        self.added: list[tuple[int, NewPerson | NewAccount]] = []
        self.answer = Added(1000, 0)
        self.fail: EntityError | None = None
        self.on_file: tuple[Hit, ...] = ()

    def account_types(self) -> tuple[tuple[str, str], ...]:
        return (("Individual", "Individual"), ("Business", "Business"))

    def begin(self, what: str) -> None:
        raise EntityError(f"Your profile adds no taxpayers. {who_may_create()}")

    def person(self, new: NewPerson, another: bool = False) -> Added | AlreadyOnFile:
        if self.on_file and not another:
            return AlreadyOnFile(self.on_file)
        return self._add(0, new)

    def account(self, person_id: int, new: NewAccount) -> Added:
        return self._add(person_id, new)

    def _add(self, person_id: int, new: NewPerson | NewAccount) -> Added:
        if self.fail is not None:
            raise self.fail
        self.added.append((person_id, new))
        return self.answer
