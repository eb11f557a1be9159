"""Days that an import put in conflict with time here, in words (TM-11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from entity_tui.domain.counted import counted

if TYPE_CHECKING:
    from entity_tui.services.import_extract import Imported

_DAYS_NAMED = 5


def conflict_lines(result: Imported) -> Iterator[str]:
    """How many days are in conflict with time here, and which of them are signed."""
    found = result.conflicts
    if not found:
        return
    signed = [one for one in found if one.signed]
    yield (
        f"{counted(len(found), 'day')} in conflict with time here, {len(signed)} of signed months; "
        "the time here still counts (time conflicts)"
    )
    for one in signed[:_DAYS_NAMED]:
        yield f"signed {one.signed} of group {one.group}: {one.name} {one.day:%m/%d/%y}"
    if len(signed) > _DAYS_NAMED:
        yield f"… {len(signed) - _DAYS_NAMED:,} more days of signed months"
