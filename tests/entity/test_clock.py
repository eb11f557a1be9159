"""One clock in the office's time zone, read at each act (TM-01)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entity_tui.domain.clock import Clock, UnknownZoneError, fixed_clock, parse_zone
from entity_tui.domain.entity.daily_time import Change
from entity_tui.domain.viewer import Role
from entity_tui.errors import EntityError, UsageError
from entity_tui.services.clock import office_clock
from entity_tui.services.desk import Desk
from entity_tui.services.entity.time_desk import TimeDesk
from entity_tui.services.installation import set_option, show_options
from entity_tui.services.sign_on import sign_on
from entity_tui.settings import Settings
from entity_tui.store.audit import ReadAudit
from entity_tui.store.database import Database, Raw
from support.importing import SYSTEM
from support.month_office import GROUP, OFFICER, viewer

ZONES = ["America/New_York", "America/Los_Angeles", "America/Chicago", "Pacific/Auckland",
         "Pacific/Honolulu", "Pacific/Kiritimati", "America/Puerto_Rico", "Asia/Manila",
         "America/Anchorage", "Pacific/Guam", "Europe/Berlin", "UTC"]  # fmt: skip


class Ticking:
    """An instant that a test moves on."""

    def __init__(self, text: str) -> None:
        self.at = datetime.fromisoformat(text).replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        ("2026-11-20T03:30", "America/New_York", "2026-11-19"),
        ("2026-11-20T03:30", "Pacific/Auckland", "2026-11-20"),
        ("2026-11-20T05:00", "America/New_York", "2026-11-20"),
        ("2026-11-20T04:59", "America/New_York", "2026-11-19"),
        ("2026-11-20T07:59", "America/Los_Angeles", "2026-11-19"),
        ("2026-11-20T08:00", "America/Los_Angeles", "2026-11-20"),
        ("2026-07-01T04:00", "America/New_York", "2026-07-01"),
        ("2026-07-01T03:59", "America/New_York", "2026-06-30"),
        ("2026-11-19T11:00", "Pacific/Auckland", "2026-11-20"),
        ("2026-11-19T10:59", "Pacific/Auckland", "2026-11-19"),
        ("2026-11-20T09:59", "Pacific/Honolulu", "2026-11-19"),
        ("2026-11-20T23:59", "UTC", "2026-11-20"),
    ],
)
def test_tm_01_today_is_the_offices_day(instant: str, zone: str, day: str) -> None:
    clock = Clock(ZoneInfo(zone), None, Ticking(instant))
    assert clock.today == date.fromisoformat(day)
    assert clock.now() == Ticking(instant)() and clock.now().date() == clock.today


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.sampled_from(ZONES))
def test_tm_01_now_and_today_agree_in_every_zone(at: datetime, zone: str) -> None:
    moment = at.replace(tzinfo=UTC)
    clock = Clock(ZoneInfo(zone), None, lambda: moment)
    assert clock.now().date() == clock.today and clock.now() == moment
    fixed = Clock(ZoneInfo(zone), date(2026, 11, 20), lambda: moment)
    assert fixed.today == fixed.now().date() == date(2026, 11, 20)


def test_tm_01_the_clock_is_read_each_time_it_is_asked() -> None:
    tick = Ticking("2026-11-20T04:59")
    clock = Clock(ZoneInfo("America/New_York"), None, tick)
    days = []
    for _ in range(3):
        days.append(clock.today)
        tick.at += timedelta(minutes=1)
    assert days == [date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 20)]


@pytest.mark.parametrize("name", ["", "Mars", "../etc/passwd", "America", "New York", "-5", "EST+"])
def test_tm_01_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(UnknownZoneError, match="is not a time zone"):
        parse_zone(name)


@pytest.mark.parametrize("zone", ZONES)
def test_tm_01_the_zone_is_a_setting_of_the_store(database: Database, zone: str) -> None:
    tick = Ticking("2026-11-20T03:30")
    set_option(database, SYSTEM, "time_zone", zone, Clock())
    assert {n: v for n, v, _ in show_options(database, SYSTEM)}["time_zone"] == zone
    clock = office_clock(database, None, tick)
    assert clock.today == tick().astimezone(ZoneInfo(zone)).date()
    assert office_clock(database, date(2026, 1, 5), tick).today == date(2026, 1, 5)


def test_tm_01_a_zone_there_is_not_is_refused(database: Database) -> None:
    with pytest.raises(UsageError, match="time_zone: 'Chicago' is not a time zone"):
        set_option(database, SYSTEM, "time_zone", "Chicago", Clock())
    with pytest.raises(UsageError, match="leave out --from"):
        set_option(database, SYSTEM, "time_zone", "UTC", Clock(), date(2026, 1, 1))


def test_tm_02_a_session_over_midnight_takes_the_hours_of_the_new_day(filled: Database) -> None:
    tick = Ticking("2026-11-04T04:59")
    clock = Clock(ZoneInfo("America/New_York"), None, tick)
    own = TimeDesk(filled, viewer("off"), ReadAudit(filled), clock)
    new_day = date(2026, 11, 4)
    with pytest.raises(EntityError, match="2026-11-04"):
        own.enter(OFFICER, new_day, [Change(800, "809")])
    tick.at += timedelta(minutes=1)
    assert own.enter(OFFICER, new_day, [Change(800, "809")]).total == 800
    assert own.desk(OFFICER, new_day).today == new_day


def grant(database: Database, user: str, role: str, start: str, until: str | None) -> None:
    with database.write() as connection:
        Raw(connection).execute(
            "INSERT INTO user_grant (user_id, role, prefix, start, until) VALUES (?, ?, ?, ?, ?)",
            (user, role, GROUP, start, until),
        )


def open_desk_at(database: Database, user: str, tick: Ticking) -> Desk:
    with database.write() as connection:
        Raw(connection).execute("UPDATE store_info SET demo = ?", (True,))
    clock = Clock(ZoneInfo("America/New_York"), None, tick)
    return Desk(database, sign_on(database, clock.today, user), Settings(store=""), clock)


def test_se_02_a_grant_that_ends_at_midnight_ends_in_an_open_session(filled: Database) -> None:
    grant(filled, "omgr", Role.ACTING_MANAGER, "2026-11-03", "2026-11-04")
    tick = Ticking("2026-11-04T04:58")
    desk = open_desk_at(filled, "omgr", tick)
    months = desk.months
    assert months.show(GROUP, "2026-10").group == GROUP
    tick.at += timedelta(minutes=5)
    assert desk.today == date(2026, 11, 4)
    assert GROUP not in {one.prefix for one in desk.viewer.grants}
    with pytest.raises(EntityError, match="outside your profile"):
        desk.months.show(GROUP, "2026-10")


def test_se_02_a_grant_that_begins_at_midnight_holds_from_then_on(filled: Database) -> None:
    grant(filled, "omgr", Role.ACTING_MANAGER, "2026-11-04", None)
    tick = Ticking("2026-11-04T04:58")
    desk = open_desk_at(filled, "omgr", tick)
    with pytest.raises(EntityError, match="outside your profile"):
        desk.months.generate(GROUP, "2026-10")
    tick.at += timedelta(minutes=5)
    assert desk.months.generate(GROUP, "2026-10").report is not None


def test_se_02_a_user_without_a_grant_any_more_may_do_nothing(filled: Database) -> None:
    with filled.write() as connection:
        Raw(connection).execute(
            "INSERT INTO app_user (user_id, name, sensitive, export, created_at) "
            "VALUES ('guest', 'GUEST', ?, ?, 0)", (True, True),
        )  # fmt: skip
    grant(filled, "guest", Role.SECRETARY, "2026-11-03", "2026-11-04")
    tick = Ticking("2026-11-04T04:58")
    desk = open_desk_at(filled, "guest", tick)
    assert desk.viewer.export
    tick.at += timedelta(minutes=5)
    assert desk.viewer.grants == () and not desk.viewer.export and not desk.viewer.sensitive
    with pytest.raises(EntityError):
        desk.time.desk(GROUP, desk.today)


def test_tm_01_a_fixed_clock_stays_on_its_day() -> None:
    clock = fixed_clock(date(2026, 11, 20))
    assert clock.today == date(2026, 11, 20) and clock.now().date() == clock.today


def test_se_02_pages_kept_under_grants_that_ended_are_dropped(filled: Database) -> None:
    grant(filled, "omgr", Role.ACTING_MANAGER, "2026-11-03", "2026-11-04")
    tick = Ticking("2026-11-04T04:59")
    desk = open_desk_at(filled, "omgr", tick)
    (hit,) = desk.find_line("12-3456789", False).hits
    desk.open_account(hit.account_id, hit.person_id)
    assert desk._pages
    tick.at += timedelta(minutes=5)
    assert desk._kept((hit.account_id, hit.person_id, 0)) is None and not desk._pages


def store_says(database: Database, sql: str, *values: object) -> None:
    with database.write() as connection:
        Raw(connection).execute(sql, values)


NOON = "2026-11-03T17:00"
_END = "UPDATE user_grant SET until = '2026-11-03' WHERE user_id = 'guest'"
_NO_RIGHT = "UPDATE app_user SET {} = ? WHERE user_id = 'guest'"


@pytest.fixture
def guest(filled: Database) -> Desk:
    """The open session of a user who is given a role, whole identifiers and exports."""
    store_says(
        filled, "INSERT INTO app_user (user_id, name, sensitive, export, created_at) "
        "VALUES ('guest', 'GUEST', ?, ?, 0)", True, True,
    )  # fmt: skip
    grant(filled, "guest", Role.GROUP_MANAGER, "2026-11-01", None)
    return open_desk_at(filled, "guest", Ticking(NOON))


ACTS: dict[str, Callable[[Desk], object]] = {
    "correct": lambda desk: desk.time.correct(
        OFFICER, date(2026, 10, 6), [Change(700, "809")], "x"
    ),
    "generate": lambda desk: desk.months.generate(GROUP, "2026-10"),
    "approve": lambda desk: desk.months.approve(GROUP, "2026-10"),
    "await": lambda desk: desk.re_extract.mark(OFFICER, date(2026, 10, 6), "x"),
    "designate": lambda desk: desk.designate(GROUP, "off", desk.today, date(2026, 11, 9)),
    "reveal": lambda desk: desk.reveal("account", 1),
    "export": lambda desk: desk.export("account", 1),
    "ctrs": lambda desk: desk.outgoing().ctrs("2026-10", GROUP, Path("/nonexistent")),
    "als": lambda desk: desk.outgoing().als(Path("/nonexistent")),
    "contact": lambda desk: desk.add_contact(1, "CALL", "x"),
}


@pytest.mark.parametrize("act", ACTS)
def test_se_02_a_grant_ended_at_noon_ends_every_act(
    filled: Database, guest: Desk, act: str
) -> None:
    """SE-02: rights are judged at each act, not at the next midnight."""
    page = guest.months.show(GROUP, "2026-10")
    assert page.group == GROUP and guest.viewer.export
    store_says(filled, _END)
    with pytest.raises(EntityError):
        ACTS[act](guest)
    assert guest.viewer.grants == () and not guest.viewer.export and not guest.viewer.sensitive


@pytest.mark.parametrize(
    ("right", "act", "said"),
    [("sensitive", "reveal", "does not show"), ("sensitive", "export", "may not export"),
     ("export", "export", "may not export"), ("export", "ctrs", "may not export"),
     ("export", "als", "may not export"), ("sensitive", "als", "does not show")],
)  # fmt: skip
def test_se_05_a_right_taken_away_at_noon_is_gone(
    filled: Database, guest: Desk, right: str, act: str, said: str
) -> None:
    guest.reveal("account", 1)
    guest.export("account", 1)
    store_says(filled, _NO_RIGHT.format(right), False)
    with pytest.raises(EntityError, match=said):
        ACTS[act](guest)


def test_se_02_a_right_given_at_noon_holds_at_the_next_act(filled: Database, guest: Desk) -> None:
    store_says(filled, _NO_RIGHT.format("sensitive"), False)
    with pytest.raises(EntityError):
        guest.reveal("account", 1)
    store_says(filled, _NO_RIGHT.format("sensitive"), True)
    guest.reveal("account", 1)


def test_se_02_an_act_asks_for_rights_once(
    filled: Database, guest: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, execute = [], Raw.execute

    def spied(raw: Raw, sql: str, params: Sequence[object] = ()) -> object:
        seen.append(sql)
        return execute(raw, sql, params)

    monkeypatch.setattr(Raw, "execute", spied)
    services = guest.time
    assert len(seen) == 1 and guest.time is services
    assert guest.viewer.holds(Role.GROUP_MANAGER) and len(seen) == 2, "a look asks nothing"
