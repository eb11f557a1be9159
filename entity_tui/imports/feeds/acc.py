"""EX-ACC: taxpayers from another system, for a user's own layout over any delimited file."""

from __future__ import annotations

from collections.abc import Mapping

from entity_tui.imports.feeds.feed import Columns, Feed
from entity_tui.imports.feeds.taxpayer import FIELDS, STAGE, shape_taxpayers
from entity_tui.imports.values import Wrong
from entity_tui.store.merge.ground import Ground
from entity_tui.store.merge.taxpayer import merge_taxpayers


def _shape(columns: Columns, types: Mapping[str, str], count: int) -> dict[str, Wrong]:
    return shape_taxpayers(columns, types, count)


def _merge(ground: Ground) -> None:
    merge_taxpayers(ground)


FEED = Feed(
    name="acc",
    title="Account model taxpayers",
    frequency="any",
    fields=FIELDS,
    required=("tin", "name"),
    stage=STAGE,
    shape=_shape,
    merge=_merge,
)
