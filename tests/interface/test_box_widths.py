"""Every box shows the longest value of its kind with the cursor behind it (UI-06)."""

from __future__ import annotations

from itertools import combinations

import pytest

from entity_tui.domain.identifiers import show_phone, show_tin
from entity_tui.domain.ids import show_account
from screens.control_central.criteria_form import BOXES
from screens.control_central.taxpayer_form import TaxpayerForm
from screens.shared.form import Box

_NEW = TaxpayerForm(True, {}, lambda: None, lambda: None, id="x").boxes
_LONGEST = {
    "phone": (show_phone("8475551152", "834"), "+1 (847) 555-1152", "1 (847) 555-1152"),
    "account": (show_account(9999999999),),
    "id_type": ("SSNV", "ITIN"),
    "id_value": (show_tin("781618552", "SSNV"), show_tin("123450001", "EIN"), "781 61 8552"),
    "postal": ("62269-1234",),
    "setup": ("2026-11-20", "11/20/2026"),
    "location": ("0011883422",),
    "person_type": ("business",),
}


@pytest.mark.parametrize("boxes", [BOXES, _NEW], ids=["criteria", "new taxpayer"])
def test_ui_06_a_box_has_room_for_its_value_and_the_cursor(boxes: tuple[Box, ...]) -> None:
    for box in boxes:
        for text in _LONGEST.get(box.name, ()):
            assert len(text) < box.width, (box.name, text)


@pytest.mark.parametrize("boxes", [BOXES, _NEW], ids=["criteria", "new taxpayer"])
def test_ui_06_boxes_of_a_row_stand_beside_one_another(boxes: tuple[Box, ...]) -> None:
    spans = {box.name: (box.x, box.x + len(box.label) + box.width + 2) for box in boxes}
    assert max(end for _, end in spans.values()) <= 80
    for one, other in combinations(boxes, 2):
        if one.row == other.row:
            first, second = sorted((spans[one.name], spans[other.name]))
            assert first[1] <= second[0], (one.name, other.name)
