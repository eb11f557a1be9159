"""What can be searched for, and which fields clash (CC-01, CC-05, CC-08)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum

from entity_tui.domain.ids import read_account
from entity_tui.domain.wildcard import Pattern
from entity_tui.errors import EntityError


class Kind(StrEnum):
    """How a search is driven, and so which columns its results have (CC-07)."""

    NAME = "name"
    LOCATION = "location"
    ACCOUNT = "account"
    PHONE = "phone"
    IDENTIFIER = "id"
    GEO = "geo"


class CriteriaError(EntityError):
    """The fields do not go together; the message names them and the way out."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """The search fields as typed. `all_locations` is the Show all locations switch."""

    name: str = ""
    address: str = ""
    city: str = ""
    postal: str = ""
    account: str = ""
    phone: str = ""
    id_type: str = ""
    id_value: str = ""
    geo_type: str = ""
    geo_value: str = ""
    all_locations: bool = False

    @property
    def empty(self) -> bool:
        """Nothing was typed into any field."""
        return not any(getattr(self, f.name) for f in fields(self) if f.name != "all_locations")

    def checked(self) -> Criteria:
        """The same without outer blanks; raises CriteriaError where fields clash or lack a half."""
        clean = replace(
            self, **{f.name: getattr(self, f.name).strip() for f in fields(self)
                     if f.name != "all_locations"}
        )  # fmt: skip
        alone = [
            label
            for label, filled in (
                ("Account", clean.account),
                ("Phone", clean.phone),
                ("ID", clean.id_value),
                ("Geo", clean.geo_value),
            )
            if filled
        ]
        together = [
            label
            for label, filled in (
                ("Name", clean.name),
                ("Address", clean.address),
                ("City", clean.city),
                ("Postal", clean.postal),
            )
            if filled
        ]
        if alone and together:
            raise CriteriaError(
                f"{alone[0]} stands alone: clear {_listed(together)}, or clear {alone[0]}."
            )
        if len(alone) > 1:
            raise CriteriaError(f"{_listed(alone)} each stand alone: keep one of them.")
        for value, kind, label in (
            (clean.id_value, clean.id_type, "ID"),
            (clean.geo_value, clean.geo_type, "Geo"),
        ):
            if value and not kind:
                raise CriteriaError(f"{label} needs its type as well (F4 lists them).")
            if kind and not value and clean.empty_but_types:
                raise CriteriaError(f"{label} needs a value for its type {kind}.")
        _no_wild_cards(clean)
        if not alone and not together:
            raise CriteriaError("Type something to search for.")
        return clean

    @property
    def empty_but_types(self) -> bool:
        """Only the type selectors hold something."""
        return replace(self, id_type="", geo_type="").empty

    @property
    def kind(self) -> Kind:
        """How the (checked) search is driven."""
        if self.account:
            return Kind.ACCOUNT
        if self.phone:
            return Kind.PHONE
        if self.id_value:
            return Kind.IDENTIFIER
        if self.geo_value:
            return Kind.GEO
        return Kind.NAME if not (self.address or self.city or self.postal) else Kind.LOCATION

    def patterns(self) -> dict[str, Pattern]:
        """The folded patterns of Name, Address, City and Postal, where filled."""
        typed = {
            "name": Pattern.typed(self.name),
            "address": Pattern.typed(self.address),
            "city": Pattern.typed(self.city),
            "postal": Pattern.literal(self.postal),
        }
        return {field: pattern for field, pattern in typed.items() if pattern}

    def shown(self) -> str:
        """The criteria in one line, for the header, the history and the audit."""
        pairs = (
            ("", self.name),
            ("address ", self.address),
            ("city ", self.city),
            ("postal ", self.postal),
            ("account ", self.account),
            ("phone ", self.phone),
            (f"{self.id_type} ", self.id_value),
            (f"{self.geo_type} ", self.geo_value),
        )
        return " · ".join(label + value for label, value in pairs if value)


def _no_wild_cards(criteria: Criteria) -> None:
    for label, value in (
        ("Account", criteria.account),
        ("Phone", criteria.phone),
        ("ID", criteria.id_value),
        ("Geo", criteria.geo_value),
        ("Postal", criteria.postal),
    ):
        if "%" in value:
            raise CriteriaError(
                f"{label} takes no wild card: it matches on its first characters. Remove the %."
            )


def _listed(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def account_digits(text: str) -> str:
    """The digits of an account ID as typed, without its check digit; see `read_account`.

    Raises CriteriaError for anything else.
    """
    try:
        return read_account(text)
    except ValueError as error:
        raise CriteriaError(str(error)) from error
