"""Taxpayer identification numbers: well formed, unique by construction, and nobody's.

Social security areas 773 to 899 were never issued before numbers were randomised in 2011, and the
EIN prefixes below are assigned to no campus; an ITIN has no such free range. The three kinds do not
overlap.
"""

from __future__ import annotations

from entity_tui.demo.draws import Shuffle
from entity_tui.domain.identifiers import TinType

_AREAS = range(773, 900)
_PREFIXES = (7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70)
_MIDDLES = (*range(50, 66), *range(70, 89), *range(90, 93), *range(94, 100))
MOST = 40_000_000


class Tins:
    """The number of taxpayer n; `n` must be below MOST."""

    def __init__(self, seed: int) -> None:
        self._ssn = Shuffle(seed, "ssn", len(_AREAS) * 99, 9_999)
        self._ein = Shuffle(seed, "ein", len(_PREFIXES) * 1_000, 10_000)
        self._itin = Shuffle(seed, "itin", 100 * len(_MIDDLES), 10_000)

    def number(self, n: int, kind: TinType) -> str:
        """Nine digits of this kind; no two n share one, whatever their kinds."""
        if kind == TinType.EIN:
            prefix, rest = divmod(self._ein(n), 10_000_000)
            return f"{_PREFIXES[prefix]:02d}{rest:07d}"
        if kind == TinType.ITIN:
            front, serial = divmod(self._itin(n), 10_000)
            area, middle = divmod(front, len(_MIDDLES))
            return f"9{area:02d}{_MIDDLES[middle]:02d}{serial:04d}"
        front, serial = divmod(self._ssn(n), 9_999)
        area, group = divmod(front, 99)
        return f"{_AREAS[area]}{group + 1:02d}{serial + 1:04d}"
