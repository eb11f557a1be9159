"""From the keys of hits to the rows a list shows."""

from __future__ import annotations

from collections.abc import Sequence

from entity_tui.domain.control_central.hits import Hit
from entity_tui.domain.viewer import Viewer
from entity_tui.store.database import Raw, rows_in
from entity_tui.store.queries.control_central.search import Found

_NOBODY = ("", "")


def hydrate(raw: Raw, viewer: Viewer, found: Sequence[Found]) -> tuple[Hit, ...]:
    """The rows of these hits, in their order. The hits are already within the viewer's scope."""
    names = _names(raw, {hit.person_id for hit in found})
    identifiers = _identifiers(raw, {hit.person_id for hit in found})
    phones = _phones(raw, {hit.person_id for hit in found})
    roles = _roles(raw, {hit.account_id for hit in found})
    balances = _balances(raw, {hit.account_id for hit in found})
    cases = _cases(raw, viewer, {hit.account_id for hit in found})
    places = _places(raw, {hit.location_id for hit in found})
    return tuple(
        Hit(
            hit.person_id, hit.account_id, hit.location_id,
            *names.get((hit.person_id, hit.name_seq), _NOBODY),
            roles.get((hit.account_id, hit.person_id), ""),
            *identifiers.get(hit.person_id, _NOBODY),
            *places.get(hit.location_id, ("", "", "")),
            balances.get(hit.account_id, 0) if hit.account_id else None,
            cases.get(hit.account_id, ""),
            hit.name_seq,
            *phones.get(hit.person_id, _NOBODY),
        )
        for hit in found
    )  # fmt: skip


def _names(raw: Raw, persons: set[int]) -> dict[tuple[int, int], tuple[str, str]]:
    sql = "SELECT person_id, seq, name, name_type FROM person_name WHERE person_id IN ({})"
    return {(row[0], row[1]): (row[2], row[3]) for row in rows_in(raw, sql, persons)}


def _identifiers(raw: Raw, persons: set[int]) -> dict[int, tuple[str, str]]:
    sql = (
        "SELECT person_id, id_type, value FROM person_identifier WHERE person_id IN ({}) "
        "ORDER BY person_id, is_primary, seq DESC"
    )
    return {row[0]: (row[1], row[2]) for row in rows_in(raw, sql, persons)}


def _phones(raw: Raw, persons: set[int]) -> dict[int, tuple[str, str]]:
    sql = (
        "SELECT person_id, digits, extension FROM person_phone WHERE person_id IN ({}) "
        "ORDER BY person_id, seq DESC"
    )
    return {row[0]: (row[1], row[2]) for row in rows_in(raw, sql, persons)}


def _roles(raw: Raw, accounts: set[int]) -> dict[tuple[int, int], str]:
    sql = "SELECT account_id, person_id, role FROM account_person WHERE account_id IN ({})"
    return {(row[0], row[1]): row[2] for row in rows_in(raw, sql, accounts)}


def _balances(raw: Raw, accounts: set[int]) -> dict[int, int]:
    """Sums of transactions; of reported module balances where an account has no transactions."""
    reported = _reported(raw, accounts)
    sql = (
        "SELECT account_id, sum(current) FROM fin_transaction WHERE account_id IN ({}) "
        "AND status = 'frozen' GROUP BY account_id"
    )
    return reported | {row[0]: int(row[1]) for row in rows_in(raw, sql, accounts)}


def _reported(raw: Raw, accounts: set[int]) -> dict[int, int]:
    sql = (
        "SELECT account_id, sum(balance) FROM obligation WHERE account_id IN ({}) "
        "AND balance IS NOT NULL GROUP BY account_id"
    )
    return {row[0]: int(row[1]) for row in rows_in(raw, sql, accounts)}


def _cases(raw: Raw, viewer: Viewer, accounts: set[int]) -> dict[int, str]:
    sql = (
        "SELECT account_id, assignment FROM field_case WHERE account_id IN ({}) "
        "AND status <> 'closed'"
    )
    scope = viewer.scope
    return {row[0]: row[1] for row in rows_in(raw, sql, accounts) if scope.sees_case(row[1])}


def _places(raw: Raw, locations: set[int]) -> dict[int, tuple[str, str, str]]:
    sql = "SELECT location_id, address, city, postal FROM location WHERE location_id IN ({})"
    return {row[0]: row[1:] for row in rows_in(raw, sql, locations)}
