"""The case of a taxpayer: codes, grade, where it lies and its days in their order."""

from __future__ import annotations

from typing import NamedTuple

from entity_tui.demo.days import Days, workday
from entity_tui.demo.draws import WORD, Words, below, chance, slots, words
from entity_tui.demo.kinds import NO_CODE, PERSON_CODES, Kind, business_code
from entity_tui.demo.organisation import Organisation
from entity_tui.demo.taxpayers import Core

OFFICER, QUEUE, HOLD, CLOSED = "officer", "queue", "hold", "closed"
_WHERE = ((OFFICER, 60), (QUEUE, 25), (HOLD, 5), (CLOSED, 10))
_LETTERS = {OFFICER: "O", HOLD: "O", QUEUE: "Q", CLOSED: "C"}
_GRADES = ((chance(0.28), "09"), (chance(0.63), "11"), (chance(0.87), "12"), (WORD, "13"))
_SUBCODES = (
    ("", 860), ("505", 14), ("655", 16), ("656", 12), ("903", 20), ("904", 22), ("926", 18),
)  # fmt: skip
# 100 taxpayer needs contact, 101-103 high, 201 medium, 399 the default.
_PRIORITIES = (("100", 4), ("101", 13), ("103", 22), ("201", 56), ("399", 5))
_PREDICTIVE = (("a", 12), ("b", 20), ("c", 28), ("d", 24), ("e", 16))
_UNCODED, _UNTOUCHED, _NO_CONTACT = chance(0.015), chance(0.06), chance(0.12)


class Case(NamedTuple):
    """A case as the entity extract shows it; days are ordinals, 0 where there is none."""

    where: str
    code: str
    subcode: str
    grade: str
    priority: str
    predictive: str
    slot: int
    received: int
    assigned: int
    last_touch: int
    first_contact: int
    closed: int

    @property
    def status(self) -> str:
        """O open, Q queue, C closed."""
        return _LETTERS[self.where]


class Cases:
    """The case of taxpayer n, and its holder in an organisation."""

    def __init__(self, seed: int, days: Days) -> None:
        self._days = days
        self._words = words(seed, "case", 12)
        self._where = slots(_WHERE)
        self._person_codes = slots(PERSON_CODES)
        self._subcodes = slots(_SUBCODES)
        self._priorities = slots(_PRIORITIES)
        self._predictive = slots(_PREDICTIVE)

    def case(self, core: Core) -> Case:
        """The case of a taxpayer."""
        draw = self._words(core.n)
        lies, code, sub, level, value, slot = draw[:6]
        where = self._where[lies]
        priority = self._priorities[level]
        predictive = "" if priority == "399" else self._predictive[value]
        grade = next(grade for bound, grade in _GRADES if core.size < bound)
        return Case(
            where,
            self._code(core, code),
            self._subcode(core, sub, priority),
            grade,
            priority,
            predictive,
            slot,
            *self._dates(where, draw[6:]),
        )

    def slot(self, n: int) -> int:
        """The word that places a case among the officers; related taxpayers share one."""
        return self._words(n)[5]

    def holder(self, case: Case, area: int, organisation: Organisation) -> str:
        """The assignment number: queue, hold file, or an officer of the area and grade."""
        if case.where == QUEUE:
            return organisation.queue(area)
        if case.where == HOLD:
            return organisation.hold_file(area, case.slot)
        return organisation.officer(area, case.grade, case.slot)

    def _code(self, core: Core, word: int) -> str:
        if word < _UNCODED:
            return NO_CODE
        if core.person:
            return self._person_codes[word]
        return business_code(core.kind, core.active)

    def _subcode(self, core: Core, word: int, priority: str) -> str:
        if priority == "100":
            return "604" if word < WORD >> 2 else "601" if core.person else "602"
        if core.kind in (Kind.DECEDENT, Kind.TRUST) and word < WORD >> 2:
            return "323"
        return self._subcodes[word]

    def _dates(self, where: str, when: Words) -> tuple[int, int, int, int, int]:
        """Received, assigned, last touch, first contact and closed: in order, 0 for no day."""
        received_ago, assigned_after, touch_ago, contact_after, untouched, closed_after = when
        today = self._days.today
        age = 4 + (below(received_ago, 1_000) * below(contact_after, 1_000)) // 900
        received = workday(today - age)
        if where in (QUEUE, HOLD):
            return received, 0, 0, 0, 0
        assigned = workday(min(today, received + below(assigned_after, max(1, age // 2))))
        if where == OFFICER and untouched < _UNTOUCHED:
            return received, assigned, 0, 0, 0
        held = today - assigned
        share = below(touch_ago, 1_000)
        touched = workday(today - held * share * share // 1_000_000)
        touched = max(assigned, touched)
        contact = 0
        if untouched > _NO_CONTACT:
            contact = workday(min(touched, assigned + 3 + below(closed_after, 25)))
        if where == OFFICER:
            return received, assigned, touched, contact, 0
        closed = workday(min(today, touched + below(closed_after, 21)))
        return received, assigned, touched, contact, max(touched, closed)
