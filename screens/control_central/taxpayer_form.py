"""The boxes of a new person and of a new account; what is wrong stands beside them (UI-06)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from entity_tui.domain.control_central.new_taxpayer import (
    ACCOUNT_OF,
    NewAccount,
    NewPerson,
    default_id_type,
)
from screens.shared.form import Box, Form

_PERSON = (
    Box("person_type", " Type     ", 0, 0, 10),
    Box("name", " Name     ", 1, 0, 40),
    Box("id_type", " ID       ", 2, 0, 5),
    Box("id_value", "", 2, 18, 14),
    Box("phone", " Phone    ", 3, 0, 22),
    Box("email", " Email    ", 4, 0, 40),
)
_ACCOUNT = (
    Box("account_type", " Account  ", 6, 0, 12),
    Box("setup", " Setup ", 6, 25, 11),
    Box("street", " Street   ", 7, 0, 40),
    Box("city", " City     ", 8, 0, 20),
    Box("state", " State ", 8, 33, 2),
    Box("postal", " Postal ", 8, 45, 11),
    Box("location", " Location ", 9, 0, 11),
)
_TITLE = "account; without a type none is opened"
VALUED = ("person_type", "id_type", "account_type")
"""The boxes that have a list of values."""
LABELS = {
    "person_type": "Type", "name": "Name", "id_type": "ID type", "id_value": "ID",
    "phone": "Phone", "email": "Email", "account_type": "Account", "setup": "Setup",
    "street": "Street", "city": "City", "state": "State", "postal": "Postal",
    "location": "Location",
}  # fmt: skip


class TaxpayerForm(Form):
    """Typed into at any time; defaults follow the type of person until they are changed."""

    def __init__(
        self,
        person: bool,
        start: Mapping[str, str],
        changed: Callable[[], None],
        below: Callable[[], None],
        id: str,
    ) -> None:
        """`start` fills boxes in; for an account alone `person` is False."""
        boxes = (*_PERSON, *_ACCOUNT) if person else tuple(map(_up, _ACCOUNT))
        titles = {5: _TITLE} if person else {0: "account"}
        super().__init__(boxes, titles, self._edited, lambda box: self.move(1), below, id)
        self._told = changed
        self.start = {name: start.get(name, "") for name in self.texts}
        for name, value in self.start.items():
            self.texts[name].put(value)

    @property
    def dirty(self) -> bool:
        """Something was typed that is not as it was at first."""
        return any(self.value(name) != value for name, value in self.start.items())

    def _edited(self, box: str) -> None:
        if box == "person_type":
            self._follow()
        self._told()

    def _follow(self) -> None:
        """What is offered for the type of person, where it was not changed."""
        kind = self.value("person_type")
        if kind not in ACCOUNT_OF:
            return
        offered = {"id_type": default_id_type(kind), "account_type": ACCOUNT_OF[kind]}
        for name, value in offered.items():
            if self.value(name) == self.start[name]:
                self.start[name] = value
                self.put(name, value)

    def tell(self, faults: Mapping[str, str], all_of_them: bool) -> None:
        """What is wrong beside its row: of empty boxes only once it was to be saved."""
        self.notes = {}
        for box in self.boxes:
            fault = faults.get(box.name, "")
            if fault and box.row not in self.notes and (all_of_them or self.value(box.name)):
                self.notes[box.row] = f"! {fault}"
        self.redraw()

    def take(self, name: str, value: str) -> None:
        """A value was chosen from a list."""
        self.put(name, value)
        self._edited(name)
        self.move(1)

    @property
    def account(self) -> NewAccount:
        """The account as typed."""
        return NewAccount(
            account_type=self.value("account_type").strip().capitalize(),
            setup=self.value("setup"),
            street=self.value("street").strip(),
            city=self.value("city").strip(),
            state=self.value("state").strip(),
            postal=self.value("postal").strip(),
            location=self.value("location").strip(),
        )

    @property
    def person(self) -> NewPerson:
        """The person as typed."""
        return NewPerson(
            person_type=self.value("person_type").strip().lower(),
            name=self.value("name"),
            id_type=self.value("id_type").strip().upper(),
            id_value=self.value("id_value").strip(),
            phone=self.value("phone").strip(),
            email=self.value("email").strip(),
            account=self.account,
        )


def _up(box: Box) -> Box:
    return replace(box, row=box.row - 5)
