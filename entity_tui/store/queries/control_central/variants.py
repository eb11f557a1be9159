"""Variants of a search for a name, city or address, by the index and within the scope (CC-14)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from entity_tui.domain.control_central.criteria import Criteria
from entity_tui.domain.control_central.variants import (
    Variant,
    labels,
    name_variants,
    place_variant,
    postal_variant,
)
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw
from entity_tui.store.queries.control_central.search import Found, index_query
from entity_tui.store.search import IndexRow, SearchCancelled, search

_LOOSE = 600
"""Rows read of one pattern at least: it lets others through, which the rule drops."""
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class VariantHits:
    """What the variants of a search found, and which kinds of variant were tried."""

    found: tuple[tuple[Found, str], ...] = ()
    """Each with the kind of variant that found it."""
    tried: tuple[str, ...] = ()


def find_variants(
    raw: Raw,
    viewer: Viewer,
    criteria: Criteria,
    exact: Iterable[Found],
    limit: int,
    stop: Stop | None = None,
) -> VariantHits:
    """Return at most `limit` hits of variants that are not among the exact ones."""
    searches = _searches(criteria)
    seen = {_key(found) for found in exact}
    found: list[tuple[Found, str]] = []
    tried = []
    for asked, variants in searches:
        if stop and stop():
            raise SearchCancelled
        if len(found) >= limit:
            break
        label = next(iter(variants.values())).label
        tried.append(next(iter(variants.values())))
        for row in search(raw, index_query(viewer, asked), max(limit, _LOOSE), stop):
            hit = Found(row.person_id, row.account_id, row.location_id, row.name_seq)
            if _key(hit) not in seen and _fulfils(row, variants):
                seen.add(_key(hit))
                found.append((hit, label))
    return VariantHits(tuple(found[:limit]), labels(tried))


def _searches(criteria: Criteria) -> list[tuple[Criteria, dict[str, Variant]]]:
    """Each further search with the rules its rows must fulfil, by field."""
    places = {
        field: variant
        for field in ("address", "city")
        if (variant := place_variant(getattr(criteria, field)))
    }
    if postal := postal_variant(criteria.postal):
        places["postal"] = postal
    looser = replace(
        criteria,
        address=places["address"].pattern if "address" in places else criteria.address,
        city=places["city"].pattern if "city" in places else criteria.city,
        postal=places["postal"].pattern if "postal" in places else criteria.postal,
    )
    found: list[tuple[Criteria, dict[str, Variant]]] = [(looser, places)] if places else []
    for variant in name_variants(criteria.name):
        found.append((replace(looser, name=variant.pattern), {"name": variant, **places}))
    return found


def _fulfils(row: IndexRow, variants: dict[str, Variant]) -> bool:
    return all(variant.matches(getattr(row, field)) for field, variant in variants.items())


def _key(found: Found) -> tuple[int, int, int]:
    return found.person_id, found.account_id, found.location_id
