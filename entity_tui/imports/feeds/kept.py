"""Kinds of record that land by their key: what is missing gets its default (EX-ACC, EX-FIN)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from entity_tui.imports.feeds.feed import Columns, RecordKind
from entity_tui.imports.feeds.shape import tin_types
from entity_tui.imports.values import Value, Wrong
from entity_tui.store.merge.keyed import Keyed, merge_keyed
from entity_tui.store.merge.outcome import Merge

Derive = Callable[[Columns, int], dict[str, Wrong]]
_TIN_FIELDS = {"tin": "tin", "tin_type": "tin_type"}
_OTHER = {"other_tin": "tin", "other_tin_type": "tin_type"}


def _nothing(columns: Columns, count: int) -> dict[str, Wrong]:
    return {}


def kept(
    kind: Keyed, title: str, fields: Mapping[str, str], required: tuple[str, ...], *,
    defaults: Mapping[str, Value] | None = None, derive: Derive = _nothing,
    index: tuple[str, ...] | None = None, merge: Merge | None = None,
) -> RecordKind:  # fmt: skip
    """A record kind; `fields` are given without the TIN, which every line under one bears.

    `derive` fills the staged columns that are made from others.
    """
    tins: dict[str, str] = dict(_TIN_FIELDS) if "tin" in kind.payload else {}
    if "other_tin" in kind.payload:
        tins |= _OTHER
    known: dict[str, Value] = {
        name: "" if sort == "text" else None for name, sort in kind.payload.items()
    }
    known |= defaults or {}
    needed = (*(name for name in tins if name.endswith("tin")), *required)
    return RecordKind(
        kind.target, title, {**tins, **fields}, needed, kind.payload,
        partial(_shape, kind.payload, known, derive), merge or partial(merge_keyed, kind=kind),
        index or (tuple(_TIN_FIELDS) if tins else kind.unique),
    )  # fmt: skip


def _shape(
    stage: Mapping[str, str], defaults: Mapping[str, Value], derive: Derive, columns: Columns,
    types: Mapping[str, str], count: int,
) -> dict[str, Wrong]:  # fmt: skip
    for name in stage:
        if name.endswith("tin_type"):
            continue
        default = defaults[name]
        given = columns.get(name)
        columns[name] = (
            [default] * count if given is None else [default if v is None else v for v in given]
        )
    for name in ("tin", "other_tin"):
        if name in stage:
            tin_types(columns, types, count, name)
    return derive(columns, count)
