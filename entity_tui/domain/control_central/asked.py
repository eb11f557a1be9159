"""What was asked of Control Central: told in one line, kept and read again (CC-15)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace

from entity_tui.domain.control_central.criteria import Criteria

IDENTIFYING = 7
"""What holds so many digits is not kept (SE-05)."""
_FIELDS = tuple(f.name for f in fields(Criteria) if f.name != "all_locations")


@dataclass(frozen=True, slots=True)
class Asked:
    """The Find line, or else the search fields."""

    line: str
    criteria: Criteria

    @property
    def shown(self) -> str:
        """In one line; of an identifier the last four only (SE-05)."""
        return self.line or asked_shown(self.criteria)

    @property
    def like_a_street(self) -> bool:
        """The Find line begins with a house number: `9893 state hwy`."""
        number, _, street = self.line.strip().partition(" ")
        return number.isdigit() and any(map(str.isalpha, street))

    @property
    def keepable(self) -> bool:
        """Nothing in it looks like an identifier."""
        texts = (self.line, *(getattr(self.criteria, name) for name in _FIELDS))
        return all(sum(map(str.isdigit, text)) < IDENTIFYING for text in texts)

    def kept(self) -> str:
        """As it is kept: what was filled in, as JSON."""
        filled = {name: value for name, value in asdict(self.criteria).items() if value}
        return json.dumps({"find": self.line} | filled if self.line else filled, sort_keys=True)


def asked_shown(criteria: Criteria) -> str:
    """The criteria in one line; of an identifier the last four only (SE-05)."""
    value = criteria.id_value
    hidden = "*" * (len(value) - 4) + value[-4:] if len(value) > 4 else value
    return replace(criteria, id_value=hidden).shown()


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
