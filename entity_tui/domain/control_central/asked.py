"""What was asked of Control Central: told in one line, kept and read again (CC-15)."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields, replace

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.recognise import Reading, Target, recognise
from entity_tui.domain.lookalikes import fold_lookalikes, plain_number

IDENTIFYING = 7
"""What holds so many digits is not kept (SE-05)."""
_LEFT = 4
_FIELDS = tuple(f.name for f in fields(Criteria) if f.name != "all_locations")


@dataclass(frozen=True, slots=True)
class Asked:
    """The Find line, or else the search fields."""

    line: str
    criteria: Criteria

    @property
    def shown(self) -> str:
        """In one line; of an identifier the last four only (SE-05)."""
        return masked_line(self.line) if self.line else asked_shown(self.criteria)

    @property
    def names_taxpayer(self) -> bool:
        """It asks for a name or a TIN: what a new taxpayer can be added from (CC-06)."""
        if self.line:
            return all(r.is_tin or r.criteria.name for r in recognise(self.line))
        criteria = self.criteria
        return bool(criteria.name or criteria.id_value)

    @property
    def like_a_street(self) -> bool:
        """The Find line begins with a house number: `9893 state hwy`."""
        return looks_like_street(self.line)

    @property
    def keepable(self) -> bool:
        """Nothing in it looks like an identifier."""
        texts = (self.line, *(getattr(self.criteria, name) for name in _FIELDS))
        return all(sum(map(str.isdigit, text)) < IDENTIFYING for text in texts)

    def kept(self) -> str:
        """As it is kept: what was filled in, as JSON."""
        filled = {name: value for name, value in asdict(self.criteria).items() if value}
        return json.dumps({"find": self.line} | filled if self.line else filled, sort_keys=True)


_NINE = re.compile(r"(?a)(?<!\d)(?<!\d[- ])\d(?:[- ]?\d){8}(?![- ]?\d)")
"""Nine digits that stand together: what a TIN looks like within other words."""
_STREET = re.compile(r"(?ai)(\d+(-?[a-z0-9]+)?|p\.? ?o\.? box) .*[a-z0-9].*")


def looks_like_street(line: str) -> bool:
    """Does a line begin as addresses do: `9893 state hwy`, `4-b elm st`, `po box 12`?"""
    text = plain_number(line)
    return _STREET.fullmatch(text) is not None and any(map(str.isalpha, text))


def masked_line(line: str) -> str:
    """Return a Find line as it is shown: of a TIN, anywhere in it, the last four only (SE-05)."""
    for reading in recognise(line):
        digits = _tin_of(reading)
        if len(digits) > _LEFT:
            return _hidden(line, len(digits) - _LEFT)
    return _NINE.sub(lambda found: _hidden(found[0], 9 - _LEFT), fold_lookalikes(line))


def _tin_of(reading: Reading) -> str:
    """The digits of the TIN a reading holds; "" for none."""
    if reading.target is Target.MODULE:
        return reading.value.split(" ")[0]
    return reading.criteria.id_value


def _hidden(line: str, count: int) -> str:
    """The line with its first so many digits as stars."""
    shown = []
    for char in fold_lookalikes(line):
        hide = char.isdigit() and count > 0
        count -= hide
        shown.append("*" if hide else char)
    return "".join(shown)


def asked_shown(criteria: Criteria) -> str:
    """The criteria in one line; of an identifier the last four only (SE-05)."""
    value = criteria.id_value
    hidden = "*" * (len(value) - 4) + value[-4:] if len(value) > 4 else value
    name = masked_line(criteria.name) if criteria.name else ""
    return replace(criteria, id_value=hidden, name=name).shown()


def read_asked(kept: str) -> Asked | None:
    """As it was kept; None where that cannot be read."""
    try:
        found = json.loads(kept)
    except ValueError:
        return None
    if not isinstance(found, dict):
        return None
    line, texts = found.get("find", ""), {name: found.get(name, "") for name in _FIELDS}
    if not all(isinstance(text, str) for text in (line, *texts.values())):
        return None
    asked = Asked(line, Criteria(**texts, all_locations=found.get("all_locations") is True))
    return asked if line or not asked.criteria.empty else None
