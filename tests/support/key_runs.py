"""The same keys at different speeds, and where they end (CC-09)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence

from entity_tui.settings import Settings
from support.driving import Session, opened
from support.fake_desk import FakeDesk

_TIME = re.compile(r"\d\d:\d\d")
Pace = Callable[[Session, str], object]


def end_state(session: Session) -> str:
    """The pages that are open, and the screen as it is shown; a time of day does not count."""
    stack = " > ".join(type(screen).__name__ for screen in session.app.screen_stack)
    return f"{stack}\n{_TIME.sub('hh:mm', session.text)}"


async def _wait(session: Session) -> None:
    """Until no key waits and nothing is left to do."""
    await session.settle()
    await session.until(lambda: not session.app.typist._typed)
    await session.settle()


async def in_one_burst(session: Session, keys: Sequence[str]) -> None:
    """All at once."""
    session.send(*keys, typed_ahead=True)
    await _wait(session)


async def key_by_key(session: Session, keys: Sequence[str]) -> None:
    """Each one after the one before has had its effect."""
    for key in keys:
        session.send(key, typed_ahead=True)
        await _wait(session)


async def with_gaps(session: Session, keys: Sequence[str]) -> None:
    """As a slow line brings them: a few at a time, while others still have no effect."""
    for n, key in enumerate(keys):
        session.send(key, typed_ahead=True)
        await asyncio.sleep((0.0, 0.003, 0.0, 0.011, 0.03)[n % 5])
    await _wait(session)


SPEEDS = {"in one burst": in_one_burst, "key by key": key_by_key, "with gaps": with_gaps}


def ends(keys: Sequence[str], slow: float = 0.015) -> dict[str, str]:
    """Where the keys end, by speed; before the first paint as well."""
    found = {name: asyncio.run(_run(keys, run, slow)) for name, run in SPEEDS.items()}
    found["before the store is open"] = asyncio.run(_run(keys, in_one_burst, slow, ready=False))
    return found


async def _run(
    keys: Sequence[str], run: Callable[..., object], slow: float, ready: bool = True
) -> str:
    desk = FakeDesk()
    desk.slow = slow
    async with opened(desk, ready=ready, settings=Settings(store="fake://")) as session:
        await run(session, keys)  # type: ignore[misc]
        if not ready:
            await session.until(lambda: session.app.reception.desk is not None)
            await _wait(session)
        return end_state(session)
