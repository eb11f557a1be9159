"""The ways from Control Central to a new person or a new account (CC-06, CC-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entity_tui.domain.control_central.new_taxpayer import (
    ACCOUNT_OF,
    default_id_type,
    may_create_taxpayer,
)
from entity_tui.domain.control_central.recognise import recognise
from entity_tui.domain.identifiers import parse_tin
from screens.shared.lane import Lane

if TYPE_CHECKING:
    from screens.control_central.control_central import ControlCentral

SIGN = "+"
"""Before or after a name, or alone in the Account field: add instead of search."""


class Adding:
    """Opens the form with what is known."""

    def __init__(self, page: ControlCentral) -> None:
        self.page = page
        self._refused: Lane[None] = Lane(page, page.reception)

    def asked(self, box: str) -> bool:
        """Enter in a box: True where its text asks for something new, which is begun."""
        if box not in {"account", "find", "name"}:
            return False
        text = self.page.form.value(box).strip()
        if box == "account" and text == SIGN:
            self.account_of_marked()
        elif box != "account" and (text.startswith(SIGN) or text.endswith(SIGN)):
            self.person(text.strip(f"{SIGN} "))
        else:
            return False
        return True

    def typed(self) -> None:
        """Alt+N: a new person with the name or the TIN typed in the fields or the Find line."""
        form = self.page.form
        line = form.value("find").strip()
        named = line and all(reading.read_as == "name" for reading in recognise(line))
        name = form.value("name").strip() or (line if named else "")
        tin = line if line and not named else form.value("id_value")
        self.person(name, "" if name else _tin(tin))

    def person(self, name: str, tin: str = "") -> None:
        """A new person of that name, or with that TIN."""
        kind = "person" if "," in name or not name else "business"
        id_type = default_id_type(kind)
        if tin:
            id_type = recognise(tin)[0].criteria.id_type
            kind = "business" if id_type == default_id_type("business") else "person"
        self._open(
            {
                "person_type": kind,
                "name": name.replace("%", ""),
                "id_type": id_type,
                "id_value": tin,
                "account_type": ACCOUNT_OF[kind],
            }
        )

    def account_of_marked(self) -> None:
        """A new account of the person the marked entry of the list is."""
        hit = self.page.table.marked
        if hit is None or not hit.person_id:
            self.page.say("Whose account? Mark an entry of a list, or open a record, first.")
            return
        self.account(hit.person_id, hit.name, hit.location_id)

    def account(self, person_id: int, name: str, location_id: int) -> None:
        """A new account of a person, by default at the same location."""
        place = f"{location_id:010d}" if location_id else ""
        self._open({"account_type": "Individual", "location": place}, person_id, name)

    def _open(self, start: dict[str, str], person_id: int = 0, of: str = "") -> None:
        from screens.control_central.new_taxpayer import NewTaxpayerScreen

        page = self.page
        desk = page.reception.desk
        if desk is not None:
            start["setup"] = f"{desk.today:%m/%d/%y}"
        if desk is not None and not may_create_taxpayer(desk.viewer):
            what = "account" if person_id else "person"
            self._refused.ask(  # the desk records the refusal and says who may
                lambda desk, stop: desk.adding.begin(what),
                lambda done: None,
                lambda error: page.reception.program.say(f"! {error.message}"),
            )
            return
        page.app.push_screen(NewTaxpayerScreen(page.reception, start, person_id, of))


def _tin(text: str) -> str:
    """The text where it is read as a whole TIN; else nothing."""
    try:
        parse_tin(text)
    except ValueError:
        return ""
    return text if recognise(text)[0].is_tin else ""
