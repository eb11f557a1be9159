"""The criteria of Control Central: the Find line and the fields (CC-01, CC-08, CC-12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from entity_tui.domain.control_central.asked import Asked, asked_shown
from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.recognise import readings_shown, recognise
from screens.shared.draw import Line, clip, wide
from screens.shared.form import Box, Form

BOXES = (
    Box("find", " Find  ", 0, 0, 48),
    Box("name", " Name  ", 2, 0, 26),
    Box("address", " Address ", 2, 36, 32),
    Box("city", " City  ", 3, 0, 26),
    Box("postal", " Postal  ", 3, 36, 11),
    Box("all_locations", " All locations ", 3, 58, 1, switch=True),
    Box("account", " Account ", 4, 0, 13),
    Box("phone", " Phone ", 4, 25, 18),
    Box("id_type", " ID ", 4, 53, 5),
    Box("id_value", "", 4, 65, 13),
    Box("geo_type", " Geo   ", 5, 0, 10),
    Box("geo_value", "", 5, 20, 24),
)
_FIELDS = tuple(box.name for box in BOXES if box.name != "find" and not box.switch)
PRESET = "SSN"
_BY_FIELD = "or by field"
TYPED_GROUPS = {"id": "ID type", "geo": "Geo type"}
"""The groups of boxes whose type has a list of values."""


class CriteriaForm(Form):
    """Typed into at any time; calls `submitted` with the box Enter was pressed in."""

    folds = True

    def __init__(
        self,
        changed: Callable[[str], None],
        submitted: Callable[[str], None],
        below: Callable[[], None],
        id: str,
    ) -> None:
        super().__init__(BOXES, {1: _BY_FIELD}, self._read_line, submitted, below, id)
        self._told = changed
        self.texts["id_type"].put(PRESET)

    def _read_line(self, box: str) -> None:
        """The Find line says how it is read while it is typed."""
        if box == "find" or not self.value("find"):
            readings = recognise(self.value("find"))
            self._tell_readings(readings_shown(readings))
            self.redraw()
        self._told(box)

    @property
    def room(self) -> int:
        """The lines Control Central has for the criteria; one while a low window shows a list."""
        screen = self.screen if self.is_attached else None
        return getattr(screen, "criteria_room", super().room)

    def lines(self) -> list[Line]:
        """The boxes; folded to one line, what was asked."""
        if self.room > 1 or self.has_focus or self.value("find"):
            return super().lines()
        asked = asked_shown(self.criteria())
        return [((clip(f" Search  {asked} — F2 changes it", self.size.width), ""),)]

    def is_filled(self, box: Box) -> bool:
        """A type without its value says nothing."""
        value = box.name.replace("_type", "_value")
        return super().is_filled(box) and (value not in self.texts or bool(self.value(value)))

    def _tell_readings(self, names: list[str]) -> None:
        """Beside the Find line; where that is too narrow on the rule below."""
        find = self.boxes[0]
        room = self.size.width - wide(find.label) - find.width - 6
        note = f"read as: {' or '.join(names)}" if names else ""
        if len(names) == 1 and wide(note) > room:
            note = names[0]
        beside = not names or wide(note) <= room
        self.notes[0] = note if beside else _ways(len(names))
        self.titles[1] = _BY_FIELD if beside else " or ".join(_joined(names))

    def clear(self) -> None:
        """Empty every field; the ID type is preset again."""
        super().clear()
        self.texts["id_type"].put(PRESET)

    def fill(self, box: str, text: str) -> None:
        """Put a text into one box and empty the others."""
        self.clear()
        self.put(box, text)
        self.go(box)
        self._read_line("find")

    def fill_in(self, asked: Asked) -> str:
        """Put what was asked into its boxes and empty the others; returns the box to search by."""
        self.clear()
        filled = {"find": asked.line} if asked.line else asdict(asked.criteria)
        boxes = [name for name in self.texts if filled.get(name)]
        for name in boxes:
            self.put(name, filled[name])
        self.switch_everywhere(asked.criteria.all_locations)
        self.go(boxes[0])
        self._read_line("find")
        return boxes[0]

    @property
    def everywhere(self) -> bool:
        """The Show all locations switch."""
        return self.switches["all_locations"]

    def switch_everywhere(self, on: bool) -> None:
        """Set the switch from outside."""
        self.switches["all_locations"] = on
        self.redraw()

    def criteria(self) -> Criteria:
        """The fields as typed; a type that is only preset does not count."""
        typed = {name: self.value(name) for name in _FIELDS}
        for kind, value in (("id_type", "id_value"), ("geo_type", "geo_value")):
            typed[kind] = typed[kind].upper() if typed[value] else ""
        return Criteria(**typed, all_locations=self.everywhere)

    @property
    def group(self) -> str:
        """The group of the box the cursor is in, where its type has a list of values, else ""."""
        group = self.box.name.split("_")[0]
        return group if group in TYPED_GROUPS else ""

    def take_type(self, group: str, code: str) -> None:
        """A type was chosen: fill it in and go on to its value."""
        self.put(f"{group}_type", code)
        self.go(f"{group}_value")


def _ways(count: int) -> str:
    return f"read in {count} ways:" if count > 1 else "read as:"


def _joined(names: list[str]) -> list[str]:
    """The last apart from the others: `account, phone` and `name`."""
    return [", ".join(names[:-1]), names[-1]] if len(names) > 1 else names
