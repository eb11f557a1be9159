"""How the extracts stand on a morning, as the specification draws it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from entity_tui.domain.entity.extract_schedule import Standing
from entity_tui.domain.entity.import_standing import FeedStanding, ImportStanding

NOW = datetime(2026, 11, 20, 6, 12)


def _feed(
    feed: str, title: str, every: str, at: str, counts: tuple[int, int, int], due: str,
    missing: tuple[date, ...] = (),
) -> FeedStanding:  # fmt: skip
    when = datetime.fromisoformat(f"2026-{at}")
    next_at = datetime.fromisoformat(f"2026-{due}") if due else None
    late = max(timedelta(0), NOW - next_at) if next_at else timedelta(0)
    standing = Standing(next_at.date() if next_at else None, next_at, late, missing)
    return FeedStanding(
        feed,
        title,
        every,
        881,
        f"{feed}.dat",
        when.date(),
        when,
        *counts,
        0,
        standing,
        counts[2],
    )


def standing() -> ImportStanding:
    """E7 is five hours late, and one of its days never came."""
    feeds = (
        _feed("e1", "ICS entities", "weekly", "11-15 02:10", (1_000_214, 998_801, 13),
              "11-22 02:30"),
        _feed("e2", "ICS modules", "weekly", "11-15 02:31", (2_410_090, 2_410_071, 19),
              "11-22 03:00"),
        _feed("e7", "ICS time by TIN", "daily", "11-19 01:20", (21_440, 21_440, 0), "11-20 01:20",
              (date(2026, 11, 17),)),
        _feed("s1", "Subcodes", "needed", "08-03 09:14", (211, 211, 0), ""),
    )  # fmt: skip
    return ImportStanding(NOW, feeds, 32)
