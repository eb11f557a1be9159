"""What was typed into Find is shown again with TINs masked (SE-05)."""

from __future__ import annotations

import pytest

from entity_tui.domain.control_central.asked import Asked, masked_line
from entity_tui.domain.control_central.criteria import Criteria


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("smith", "smith"), ("123-45-6789", "***-**-6789"), ("12-3456789", "**-***6789"),
        ("123456789", "*****6789"), ("smith 123-45-6789", "smith ***-**-6789"),
        ("smith 123456789 reno", "smith *****6789 reno"), ("EIN 12-3456789", "EIN **-***6789"),
        ("12-3456789 01 202603", "**-***6789 01 202603"), ("12 oak st", "12 oak st"),
        ("123 45 6789 smith", "*** ** 6789 smith"), ("9893 state hwy", "9893 state hwy"),
        ("123–45–6789 doe", "***-**-6789 doe"), ("call 847-555-1152", "call 847-555-1152"),
        ("2103-1207", "2103-1207"), ("route 12345678", "route 12345678"),
    ],
)  # fmt: skip
def test_tin_in_a_line_is_masked(line: str, shown: str) -> None:
    """SE-05: of nine digits that may be a TIN only the last four are shown, wherever they are."""
    assert masked_line(line) == shown
    assert Asked(line, Criteria()).shown == shown
