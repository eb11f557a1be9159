"""Who is this? The login of the operating system, matched to a profile (SE-01, SE-02)."""

from __future__ import annotations

import os
import pwd
import secrets
from dataclasses import replace
from datetime import date

from entity_tui.domain.viewer import Viewer
from entity_tui.errors import EntityError
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.access import profile, store_facts


class NoEntry(EntityError):
    """The login matches nobody, or may not be taken on."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "No entry")


def login() -> str:
    """The operating system's name of who runs this program; no environment variable counts."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return f"uid{os.geteuid()}"


def sign_on(database: Database, today: date, as_user: str | None = None) -> Viewer:
    """The viewer of this session. `as_user` is refused outside the demonstration store."""
    with database.read() as connection:
        raw = Raw(connection)
        facts = store_facts(raw)
        if as_user and not facts.demo:
            raise NoEntry("--as works in the demonstration store only; this is a real one.")
        user = as_user or login()
        viewer = profile(raw, user, facts.owner, today)
    if viewer is None:
        _record_refusal(database, user)
        raise NoEntry(
            f"'{user}' is not a user of this store. Its administrator ({facts.owner}) can add you."
        )
    return replace(viewer, session=secrets.token_hex(6), origin=_origin())


def _record_refusal(database: Database, user: str) -> None:
    reads = ReadAudit(database)
    try:
        reads.record(Viewer(user, user, (), origin=_origin()), "sign-on refused")
    finally:
        reads.close()


def _origin() -> str:
    """Where the session comes from: the far end of the SSH connection, else local."""
    return os.environ.get("SSH_CONNECTION", "").split(" ")[0] or "local"
