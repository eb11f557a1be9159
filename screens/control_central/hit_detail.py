"""Two lines below the result list: the highlighted hit in full (CC-07, CC-09)."""

from __future__ import annotations

from entity_tui.domain.control_central.hits import Hit, HitList
from entity_tui.domain.identifiers import mask_tin, show_phone
from entity_tui.domain.money import show_cents
from screens.shared.draw import Line, apart, clip, wide
from screens.shared.line_drawn import LineDrawn

HEIGHT = 2
FROM_HEIGHT = 16
"""Lines of a window from which the list can spare them."""


def total_text(listed: HitList | None, found: HitList | None) -> str:
    """The sum of the balances of the rows listed; "of those shown" where there are others."""
    if listed is None or found is None or listed.total is None:
        return ""
    others = found.more or len(listed.hits) < len(found.hits)
    return f"Total balance{' of those shown' if others else ''} {show_cents(listed.total)}"


def detail_lines(hit: Hit | None, width: int, total: str = "") -> list[Line]:
    """Return the full name with its role, then identifier, phone and address.

    Identifiers are masked. What the hit does not have is left out; a line that is too long is cut
    at its end. The total of the list is at the right of the first line.
    """
    if total:
        first, second = detail_lines(hit, width)
        return [apart(first, ((f"  {total}", "title"),), width), second]
    if hit is None:
        return [(), ()]
    name = hit.name or hit.address
    kind = f"{hit.name_type} name" if hit.name_type else ""
    after = "".join(f" · {fact}" for fact in (hit.role, kind) if fact)
    identifier = f"{hit.id_type} {mask_tin(hit.id_value, hit.id_type)}" if hit.id_value else ""
    place = " ".join(part for part in (hit.city, hit.postal) if part)
    address = ", ".join(part for part in (hit.address, place) if part)
    facts = (identifier, show_phone(hit.phone, hit.extension), address)
    room = max(0, width - 1)
    shown = clip(name, room)
    return [
        ((f" {shown}", "title"), (clip(after, max(0, room - wide(shown))), "label")),
        ((f" {clip(' · '.join(fact for fact in facts if fact), room)}", ""),),
    ]


class HitDetail(LineDrawn):
    """The highlighted hit of the list; blank without a list, away in a low window.

    It keeps its place, so that the list has the same height before and after a search.
    """

    DEFAULT_CSS = f"HitDetail {{ height: {HEIGHT}; }}"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.hit: Hit | None = None
        self.total = ""

    def put(self, hit: Hit | None, window: int, total: str = "") -> None:
        """Show a hit and the list's total; `window` is the height of the terminal in lines."""
        self.display = window >= FROM_HEIGHT
        if (hit, total) != (self.hit, self.total):
            self.hit, self.total = hit, total
            self.redraw()

    def lines(self) -> list[Line]:
        """The two lines."""
        return detail_lines(self.hit, self.size.width, self.total)
