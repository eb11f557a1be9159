"""What is done with an answer may be refused, and that is said on the page (UI-07)."""

from __future__ import annotations

import pytest

from entity_tui.errors import EntityError, StoreError, UsageError
from screens.control_central.control_central import ControlCentral
from screens.shared.lane import Lane
from support.driving import opened


@pytest.mark.parametrize("error", [EntityError("No empty day."), StoreError("x"), UsageError("y")])
async def test_refusal_while_an_answer_is_taken_is_said(error: EntityError) -> None:
    """UI-07: no refusal of a rule ends the program, wherever it is raised."""

    def refuse(answer: str) -> None:
        raise error

    async with opened() as session:
        page = session.app.screen
        assert isinstance(page, ControlCentral)
        lane: Lane[str] = Lane(page, session.app.reception)
        lane.ask(lambda desk, stop: "answer", refuse, page.refuse)
        await session.settle()
        assert session.message == f"! {error.message}"
        assert session.app.is_running
