"""The screens on the real desk with a demonstration store (CC-05, CC-06, CC-08, CC-10, SE-05)."""

from __future__ import annotations

import random
from datetime import date

import pytest

from entity_tui.app import the_desk
from entity_tui.settings import Settings
from support.demo_office import TODAY, Office, demo_office
from support.driving import Session, opened


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return demo_office(tmp_path_factory.mktemp("office"), taxpayers=200)


@pytest.fixture(scope="module")
def settings(office: Office) -> Settings:
    return Settings(store=f"sqlite:///{office.store}", today=date.fromisoformat(TODAY))


async def searched(session: Session, line: str) -> None:
    await session.press("f2", "ctrl+u", line, "enter")


async def test_cc_10_every_entry_of_a_list_opens_and_steps(settings: Settings) -> None:
    async with opened(settings=settings, size=(160, 45), open_desk=the_desk) as session:
        await session.search("%a")
        table = session.app.screen.table  # type: ignore[attr-defined]
        hits = table.hits.hits
        assert len(hits) > 50
        await session.press("enter")
        for hit in hits[:40]:
            assert hit.name in "\n".join(session.lines[:2])
            assert f"{hit.account_id:010d}-" in session.lines[0] or not hit.account_id
            await session.press("f8")
        assert session.message == ""


@pytest.mark.parametrize("as_typed", [True, False])
async def test_cc_05_an_account_and_a_tin_open_at_once(settings: Settings, as_typed: bool) -> None:
    async with opened(settings=settings, open_desk=the_desk) as session:
        await session.search("%a")
        hits = session.app.screen.table.hits.hits  # type: ignore[attr-defined]
        desk = session.app.reception.desk  # type: ignore[attr-defined]
        hit = next(  # somebody who is on one account only, and alone there
            hit for hit in hits
            if len(desk.find_line(hit.id_value, False).hits) == 1
            and len(desk.find_line(f"{hit.account_id:010d}", False).hits) == 1
        )  # fmt: skip
        account = f"{hit.account_id:010d}"
        await session.press("/", account if as_typed else hit.id_value, "enter")
        assert session.where == "RecordScreen"
        assert f"{account}-" in session.lines[0]
        assert hit.id_value[-4:] in session.text
        assert hit.id_value not in session.text.replace("-", "").replace(account, "")


async def test_se_05_f11_shows_the_whole_identifier_of_the_taxpayer(settings: Settings) -> None:
    from entity_tui.domain.identifiers import show_tin

    async with opened(settings=settings, open_desk=the_desk) as session:
        await session.search("%a")
        hit = session.app.screen.table.hits.hits[0]  # type: ignore[attr-defined]
        await session.press("enter")
        assert show_tin(hit.id_value, hit.id_type) not in session.text
        await session.press("f11")
        assert show_tin(hit.id_value, hit.id_type) in session.text


async def test_cc_08_show_all_locations_is_remembered_for_the_next_session(
    settings: Settings,
) -> None:
    async with opened(settings=settings, open_desk=the_desk) as session:
        await session.press(*["tab"] * 5, "space")
        assert "All locations [x]" in session.lines[4]
    async with opened(settings=settings, open_desk=the_desk) as session:
        assert "All locations [x]" in session.lines[4]
        await session.press(*["tab"] * 5, "space")
    async with opened(settings=settings, open_desk=the_desk) as session:
        assert "All locations [ ]" in session.lines[4]


async def test_ui_07_who_is_not_a_user_is_told_so(settings: Settings) -> None:
    async with opened(
        settings=settings, ready=False, open_desk=lambda s, _: the_desk(s, "stranger")
    ) as session:
        await session.until(lambda: session.where == "Notice")
        await session.settle()
        assert "'stranger' is not a user of this store" in session.text


async def test_ui_04_no_order_of_keys_breaks_the_real_desk(settings: Settings) -> None:
    dice = random.Random(7)
    keys = [
        "enter", "tab", "down", "up", "pagedown", "end", "f2", "f4", "f5", "f7", "f8", "f8", "f11",
        "f12", "space", "/", "a", "%", "12", "3", "ctrl+u", "backspace",
    ]  # fmt: skip
    async with opened(settings=settings, open_desk=the_desk) as session:
        for _ in range(60):
            session.send(*dice.choices(keys, k=dice.randint(1, 6)))
            await session.pilot.pause()
        await session.settle()
        assert session.app.return_code is None
