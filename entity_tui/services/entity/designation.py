"""A manager designates somebody for the secretary's entry and verifying (TM-06)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from entity_tui.domain.counted import any_of
from entity_tui.domain.entity.duty_separation import roles_in
from entity_tui.domain.viewer import Role
from entity_tui.errors import EntityError
from entity_tui.store import audit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.access import login_known
from entity_tui.store.queries.entity import workers

if TYPE_CHECKING:
    from entity_tui.domain.viewer import Viewer

_TITLE = "Designation"
_DESIGNATES = frozenset({Role.GROUP_MANAGER, Role.ACTING_MANAGER})


def designate(
    database: Database, viewer: Viewer, group: str, user: str, start: date, until: date,
    today: date,
) -> None:  # fmt: skip
    """Designate a login for a group, `[start, until)`; EntityError says who may, or what is off."""
    if not start < until:
        raise EntityError(f"The designation ends on {until}, before it begins.", _TITLE)
    with database.write() as connection:
        raw = Raw(connection)
        in_force = [grant for grant in viewer.grants if grant.holds(today)]
        if not roles_in(in_force, group) & _DESIGNATES:
            names = [f"{one.name} ({one.role})" for one in workers.team(raw, viewer, group, today)
                     if one.role in _DESIGNATES]  # fmt: skip
            told = any_of(names) or "its manager, who is not known today"
            raise EntityError(f"For group {group} {told} may designate somebody.", _TITLE)
        if not login_known(raw, viewer, user):
            raise EntityError(f"'{user}' is not a user of this store.", _TITLE)
        workers.add_designation(raw, viewer, group, user, start, until)
        audit.act(connection, viewer, "designate", user, group=group, start=start.isoformat(),
                  until=until.isoformat())  # fmt: skip
