"""A notice is closed by every key that leaves; the exit code stays what it says (UI-12)."""

from __future__ import annotations

from typing import Any

import pytest

from entity_tui.errors import StoreError
from support.driving import opened


@pytest.mark.parametrize("key", ["enter", "f3", "f12", "ctrl+q"])
async def test_ui_12_a_store_that_does_not_open_ends_with_its_code_by_every_key(key: str) -> None:
    def refused(*_: Any) -> Any:
        raise StoreError("There is no store.")

    async with opened(ready=False, open_desk=refused) as session:
        await session.until(lambda: "There is no store." in session.text)
        session.send(key)
        await session.until(lambda: not session.app.is_running)
        assert session.app.return_code == 4
