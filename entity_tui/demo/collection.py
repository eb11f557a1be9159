"""Who else works a taxpayer: the inventory lists, ICS-only cases, and the week's closings."""

from __future__ import annotations

from collections.abc import Iterator

from entity_tui.demo.days import Days
from entity_tui.demo.draws import below, chance, slots, words

_STATUS, _GRADE, _HOLDER, _RECEIVED, _CLOSED = 17, 15, 16, 21, 25
_OTHER = slots([(("Other investigation", "45"), 60),
                (("FTD alert", "60"), 25), (("Compliance initiative", "90"), 15)])  # fmt: skip
_DISPOSITIONS = slots([("full paid", 30), ("installment agreement", 32), ("not collectible", 24),
                       ("returns secured", 14)])  # fmt: skip
# The office's own numbers (IRM 5.2.4): ACS mostly bears none, the campus 80-89.
_PLACES = slots([("", 70), ("{area}000500", 15), ("{area}008100", 15)])
_INVESTIGATED, _ICS_ONLY = chance(0.05), chance(0.15)
_OPEN_TDA, _OPEN_TDI = {"21", "22", "24", "26", "60"}, {"02", "03"}


class Collection:
    """Lines of taxpayer n for the lists, for what only ICS knows, and for what was closed."""

    def __init__(self, seed: int, days: Days) -> None:
        self._days = days
        self._draw = words(seed, "collection", 6)

    def listed(self, listing: str, entity: str, modules: str) -> str:
        """The list's line of an open or queued case that has such modules, else none."""
        f = entity.rstrip("\n").split("|")
        found = _open(listing, modules)
        if f[_STATUS] == "C" or not found:
            return ""
        head = "|".join((*f[:4], *f[5:11]))
        scored = f"{f[_GRADE]}|{f[18]}|{f[19]}|{f[20]}"
        return f"{head}|{f[_HOLDER]}|{found[0][5]}|{scored}|{_sums(listing, found)}\n"

    def elsewhere(self, listing: str, n: int, entity: str, modules: str) -> str:
        """The list's line of a taxpayer whom ACS or a campus works, else none."""
        f = entity.rstrip("\n").split("|")
        found = _open(listing, modules)
        place = _PLACES[self._draw(n)[0]].format(area=f[_HOLDER][:2])
        if not found:
            return ""
        head = "|".join((*f[:4], *f[5:11]))
        return f"{head}|{place}|{found[0][5].replace('24', '22')}|||||{_sums(listing, found)}\n"

    def non_idrs(self, n: int, entity: str) -> Iterator[str]:
        """An investigation beside an open case, or a new case after a closed one."""
        f = entity.rstrip("\n").split("|")
        share, kind, when = self._draw(n)[:3]
        head = "|".join((*f[:4], *f[5:11]))
        today = self._days.today
        if f[_STATUS] == "O" and f[_HOLDER][6:] != "00" and share < _INVESTIGATED:
            what, period = _OTHER[kind]
            start = today - 5 - below(when, 40)
            until = self._days.text(start + int(period))
            yield (
                f"{head}|OI{n:08d}|{what}|active|{self._days.text(start)}|{until}|||"
                f"|{f[_HOLDER]}|{f[13]}|{f[14]}|{f[_GRADE]}|399|O|{self._days.text(start)}|"
                f"{self._days.text(start)}|\n"
            )
        elif f[_STATUS] == "C" and share < _ICS_ONLY and f[_CLOSED] < self._days.text(today - 30):
            begun = self._days.text(today - 1 - below(when, 20))
            tax = "30" if f[2] == "P" else "01"
            year = self._days.year - 1
            yield (
                f"{head}|IC{n:08d}|ICS only|active|{begun}||{tax}|{year}12|TDA"
                f"|{f[_HOLDER]}|{f[13]}|{f[14]}|{f[_GRADE]}|399|O|{begun}|{begun}|\n"
            )

    def closed_case(self, n: int, entity: str) -> str:
        """The closing facts of a case closed in the week before, else none."""
        f = entity.rstrip("\n").split("|")
        week = self._days.text(self._days.today - 7)
        if f[_STATUS] != "C" or f[_CLOSED] < week:
            return ""
        return f"{f[0]}|{f[1]}|{f[_CLOSED]}|{_DISPOSITIONS[self._draw(n)[5]]}\n"

    def closed_modules(self, modules: str) -> Iterator[str]:
        """The closing facts of modules closed in the week before."""
        week = self._days.text(self._days.today - 7)
        for line in modules.splitlines():
            f = line.split("|")
            if f[12] >= week:
                yield f"{f[0]}|{f[1]}|{f[2]}|{f[3]}|{f[5]}|{f[11]}|{f[12]}\n"

    def before_closing(self, modules: str) -> Iterator[str]:
        """Module lines without the closing dates of the week before, which come by themselves."""
        week = self._days.text(self._days.today - 7)
        for line in modules.splitlines():
            f = line.split("|")
            if f[12] >= week:
                f[12] = ""
            yield "|".join(f) + "\n"


def _open(listing: str, modules: str) -> list[list[str]]:
    """The modules of a taxpayer that belong on a list."""
    wanted = _OPEN_TDA if listing == "TDA" else _OPEN_TDI
    rows = (line.split("|") for line in modules.splitlines())
    return [f for f in rows if f[4] == listing and f[5] in wanted and not f[12]]


def _sums(listing: str, found: list[list[str]]) -> str:
    if listing == "TDI":
        return str(len(found))
    cents = sum(int(f[7].replace(".", "")) for f in found)
    return f"{len(found)}|{cents // 100}.{cents % 100:02d}|{min(f[8] for f in found)}"
