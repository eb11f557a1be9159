"""The kinds of taxpayer a demo knows, with their shares and case codes (IRM 5.3.1.3.2)."""

from __future__ import annotations

from enum import StrEnum

from entity_tui.domain.identifiers import TinType


class Kind(StrEnum):
    """What a taxpayer is."""

    PERSON = "person"
    CORPORATION = "corporation"
    LLC = "llc"
    SOLE = "sole proprietor"
    PARTNERSHIP = "partnership"
    DECEDENT = "decedent"
    TRUST = "trust"


# Kind, type of number, weight in 1,000.
SHARES = (
    (Kind.PERSON, TinType.SSN, 532),
    (Kind.PERSON, TinType.ITIN, 18),
    (Kind.CORPORATION, TinType.EIN, 148),
    (Kind.LLC, TinType.EIN, 145),
    (Kind.SOLE, TinType.EIN, 95),
    (Kind.PARTNERSHIP, TinType.EIN, 34),
    (Kind.TRUST, TinType.EIN, 16),
    (Kind.DECEDENT, TinType.EIN, 5),
    (Kind.DECEDENT, TinType.SSNV, 4),
    (Kind.DECEDENT, TinType.SSNW, 3),
)

# In business, out of business; persons and estates are told apart otherwise.
_BUSINESS_CODES = {
    Kind.CORPORATION: ("201", "202"),
    Kind.LLC: ("601", "602"),
    Kind.SOLE: ("301", "302"),
    Kind.PARTNERSHIP: ("401", "402"),
    Kind.DECEDENT: ("501", "501"),
    Kind.TRUST: ("502", "502"),
}
# Wage earner, self employed, both; then the same with a trust fund recovery penalty.
PERSON_CODES = (("101", 40), ("102", 34), ("103", 12), ("104", 5), ("105", 6), ("106", 3))
NO_CODE = "000"


def business_code(kind: Kind, active: bool) -> str:
    """The case code of a business, in or out of business."""
    return _BUSINESS_CODES[kind][0 if active else 1]
