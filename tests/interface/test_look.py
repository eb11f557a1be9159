"""Readable everywhere: themes and the linear mode (UI-05)."""

from __future__ import annotations

import pytest

from screens.shared.draw import Line, plain, segments, unrolled
from screens.shared.look import THEMES, Look, look_of
from support.driving import Session, opened
from support.fake_desk import FakeDesk


def colours(session: Session) -> set[str]:
    strips = session.app.screen._compositor.render_strips()
    styles = [segment.style for strip in strips for segment in strip if segment.style]
    return {
        colour.name for style in styles for colour in (style.color, style.bgcolor) if colour
    }  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
def test_ui_05_every_theme_has_every_style(theme: str) -> None:
    assert set(THEMES[theme]) == set(THEMES["dark"])


def test_ui_05_mono_has_no_colour_and_contrast_has_one_for_every_cell() -> None:
    assert not any(s and (s.color or s.bgcolor) for s in THEMES["mono"].values())
    assert all(s and s.color and s.bgcolor for s in THEMES["contrast"].values())
    assert THEMES["mono"]["warn"] not in {THEMES["mono"][""], THEMES["mono"]["title"]}


@pytest.mark.parametrize(("theme", "linear"), [(None, None), ("pink", "yes"), ("dark", "off")])
def test_ui_05_what_cannot_be_read_is_the_house_look(theme: str | None, linear: str | None) -> None:
    assert look_of(theme, linear) == Look()


async def test_ui_05_a_theme_is_chosen_by_command_holds_at_once_and_is_kept() -> None:
    desk = FakeDesk()
    async with opened(desk) as session:
        await session.search("smith")
        await session.press("enter")
        await session.press("f9", "theme contrast", "enter")
        assert {"black", "bright_white", "bright_yellow"} <= colours(session)
        assert "Theme: contrast" in session.message
        await session.press("f12")
        assert "bright_yellow" in colours(session)
    assert desk.preferences["theme"] == "contrast"
    async with opened(desk) as session:
        assert "bright_yellow" in colours(session)
        await session.press("f9", "theme mono", "enter")
        assert not colours(session) & {"red", "bright_yellow", "bright_white"}
        await session.press("f9", "theme pink", "enter")
        assert "'pink' is not dark, light, mono or contrast." in session.lines[22]


def test_ui_05_a_title_alone_keeps_its_cells_in_linear_mode_and_is_not_cut() -> None:
    title: Line = (("── Context ──────────", "title"),)
    assert unrolled(title) == [title]


def test_ui_05_the_sink_draws_no_box_where_none_are_wanted() -> None:
    line = (("▶1 Case ──┬┴┼", "title"), ("│ x", ""))
    text = "".join(s.text for s in segments(line, 20, Look(linear=True)))
    assert text == ">1 Case        x    "


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ([(" ", ""), ("EIN         ", "label"), (" 12-345", "")], [" EIN: 12-345"]),
        ([(" ", ""), ("Code", "label"), (" 202 ", ""), (" ", ""), ("Sub", "label"), (" 604 ", "")],
         [" Code: 202", " Sub: 604"]),
        ([(" 2103-1207 ", "title"), ("CHEN", ""), ("   ", ""), ("Grade ", "label"), ("12 ", "")],
         [" 2103-1207 CHEN", " Grade: 12"]),
        ([(" No field case.", "label")], [" No field case."]),
        ([(" 11/12 ", ""), ("contact", "title"), ("  CHEN", "label")], ["11/12 contact CHEN"]),
        ([(" 1.00 ", ""), (" 2.00", "label"), (" 3.00", "label")], ["1.00 2.00 3.00"]),
        ([], [""]),
    ],
)  # fmt: skip
def test_ui_05_linear_a_line_tells_one_thing_and_its_label_first(
    line: list[tuple[str, str]], texts: list[str]
) -> None:
    made: list[Line] = unrolled(tuple(line))
    texts = [text.strip() for text in texts]
    assert [plain(part).strip() for part in made] == texts


async def test_ui_05_linear_pages_have_no_boxes_and_one_open_zone() -> None:
    desk = FakeDesk()
    desk.preferences["linear"] = "on"
    async with opened(desk) as session:
        await session.search("smith")
        await session.press("down")
        await session.until(lambda: "Entry 2 of 300" in session.lines[3])
        assert "Name: SMITH, JOANNA" in session.text
        assert "Balance: 7,781.23" in session.text
        assert "Then: SMITH, JOE" in session.text
        await session.press("enter")
        await session.press("2")
        assert ">2 Taxpayer" in session.text
        assert "Business: 415-555-1001" in session.text
        assert not set(session.text) & set("─│┌┐└┘┬┴┼▶▸")
        zones = [line for line in session.lines if line[:2].strip(">").isdigit()]
        assert all(zone.region.x == 0 for zone in session.app.screen.zones)  # type: ignore[attr-defined]
        assert zones
        await session.press("f9", "linear off", "enter")
        assert "▶2 Taxpayer" in session.text
        assert "┬" in session.text
