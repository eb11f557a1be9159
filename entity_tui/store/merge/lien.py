"""Liens of modules; they wait for their taxpayer (EX-EB)."""

from __future__ import annotations

from entity_tui.store.merge.keyed import owned

LIENS = owned(
    "lien", "lien", "lien", {"number": "text", "mft": "text", "period": "text"},
    {"status": "text", "filed_on": "date", "released_on": "date", "office": "text",
     "amount": "int"},
)  # fmt: skip
