"""A day that is being changed while its month is being signed: one waits for the other (TM-08)."""

from __future__ import annotations

import threading
from datetime import date

from entity_tui.errors import EntityError
from entity_tui.store.database import Database, Raw
from entity_tui.store.queries.entity import daily_time
from entity_tui.store.queries.entity.month_steps import hold_steps
from support.month_office import GROUP, MONTH, OFFICER, months, time, viewer

FRIDAY = date(2026, 10, 30)


def test_tm_08_a_month_is_not_signed_over_a_day_that_is_being_changed(filled: Database) -> None:
    months(filled, "sec").generate(GROUP, MONTH)
    day = time(filled, "sec").day(OFFICER, FRIDAY)
    said: list[str] = []

    def sign() -> None:
        try:
            months(filled, "mgr").approve(GROUP, MONTH)
        except EntityError as error:
            said.append(error.message)
        else:
            said.append("signed")

    signing = threading.Thread(target=sign)
    with filled.write() as connection:
        raw = Raw(connection)
        hold_steps(raw, viewer("sec"))
        changed = [entry.__class__(700, entry.code, entry.case_id) for entry in day.entries]
        values = {"finalised_at": 1, "finalised_by": "sec"}
        assert daily_time.write_day(
            raw, viewer("sec"), day.worker.employee_id, FRIDAY, changed, OFFICER, day.version,
            values,
        )  # fmt: skip
        signing.start()
        signing.join(0.5)
        assert not said, "the signature waits for the day"
    signing.join(30)
    assert len(said) == 1 and "again" in said[0]
