"""`find` and `show`: Control Central on the command line (CC-01 … CC-12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from entity_tui.cli.call import Call, called
from entity_tui.cli.options import FormatOption, JsonOption
from entity_tui.cli.output import (
    Format,
    on_terminal,
    put,
    put_json,
    put_table,
    require_file,
    say,
)
from entity_tui.errors import EntityError, UsageError

if TYPE_CHECKING:
    from entity_tui.domain.control_central.hits import Hit, HitList
    from entity_tui.services.desk import Desk

_EXPORT = "A pipe or a file is an export, and your profile may not export taxpayer data."
RevealOption = Annotated[
    bool,
    typer.Option(
        help="Whole identifiers; recorded. Other formats than the table always have them."
    ),
]
_HEADERS = ("Name", "As", "ID", "Account", "Role", "Address", "City", "Postal", "Balance")


@called
def find(
    call: Call,
    text: Annotated[str | None, typer.Argument(help="A name with %, TIN, phone, account …")] = None,
    name: Annotated[str, typer.Option(help="Name; % is any run of characters.")] = "",
    address: Annotated[str, typer.Option(help="First line of an address.")] = "",
    city: Annotated[str, typer.Option(help="City.")] = "",
    postal: Annotated[str, typer.Option(help="Postal code, first characters.")] = "",
    account: Annotated[str, typer.Option(help="Account ID, whole or first digits.")] = "",
    phone: Annotated[str, typer.Option(help="Phone, whole or first digits.")] = "",
    id_type: Annotated[str, typer.Option(help="Identifier type: SSN, EIN …")] = "",
    id_value: Annotated[str, typer.Option("--id", help="Identifier, first characters.")] = "",
    geo_type: Annotated[str, typer.Option(help="Geographic type.")] = "",
    geo_value: Annotated[str, typer.Option("--geo", help="Geographic value.")] = "",
    all_locations: Annotated[bool, typer.Option(help="One row per location.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many rows.")] = None,
    count: Annotated[bool, typer.Option("--count", help="Only the number of persons.")] = False,
    reveal: RevealOption = False,
    as_json: JsonOption = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Find taxpayers by name, address, TIN, phone or account."""
    from entity_tui.domain.control_central.criteria import Criteria

    form = Format.JSON if as_json else form
    if form is Format.XLSX:
        require_file()
    criteria = Criteria(name, address, city, postal, account, phone, id_type.upper(), id_value,
                        geo_type, geo_value, all_locations)  # fmt: skip
    if text is not None and not criteria.empty:
        raise UsageError("Give a text to find, or fields, not both.")
    with call.desk(limit) as desk:
        if count:
            put(str(_count(desk, text, criteria)))
            return
        found = desk.find(criteria) if text is None else desk.find_line(text, all_locations)
        _print(desk, found, form, reveal)


def _count(desk: Desk, text: str | None, criteria: object) -> int:
    from entity_tui.domain.control_central.criteria import Criteria
    from entity_tui.domain.control_central.recognise import Target, recognise

    assert isinstance(criteria, Criteria)
    if text is None:
        return desk.count(criteria)
    readings = recognise(text, criteria.all_locations)
    if len(readings) == 1 and readings[0].target is Target.CRITERIA:
        return desk.count(readings[0].criteria)
    found = desk.find_line(text, criteria.all_locations)
    if found.more:
        raise EntityError("This text can be read in several ways; count by a field instead.")
    return len({hit.person_id for hit in found.counted if hit.person_id})


def _print(desk: Desk, found: HitList, form: Format, reveal: bool) -> None:
    from entity_tui.reports.export.hits import HIT_FIELDS, hit_row

    if not on_terminal() and not desk.viewer.export:
        raise EntityError(_EXPORT)
    if found.near and form is not Format.TABLE:
        put_table(HIT_FIELDS, [], form)
        say(f"{found.header()} (--format table shows them)")
        return
    whole = form is not Format.TABLE or reveal
    if whole and found.hits:
        desk.reveal(f"find --format {form}: {len(found.hits)} rows", 0)
    if form is Format.TABLE:
        _put_found(found, whole)
        return
    put_table(HIT_FIELDS, map(hit_row, found.hits), form)
    if found.more:
        say(f"{found.header()}: refine, or raise --limit")


def _put_found(found: HitList, whole: bool) -> None:
    """The rows with a mark before variants, then what was found, how, and what else was tried."""
    if found.hits:
        grouped = bool(found.groups)
        headers = ("Read as", *_HEADERS) if grouped else _HEADERS
        rows = [(hit.read_as, *_shown(hit, whole)) if grouped else _shown(hit, whole)
                for hit in found.hits]  # fmt: skip
        put_table(headers, rows, Format.TABLE, right=(len(headers) - 1,))
    groups = ", ".join(f"{number} {reading}" for reading, number in found.groups)
    facts = (
        found.header(),
        f"by reading: {groups}" if groups else "",
        f"read as {found.read_as}" if found.read_as else "",
        found.also_tried(),
    )
    say(", ".join(fact for fact in facts if fact))


def _shown(hit: Hit, whole: bool) -> tuple[str, ...]:
    from entity_tui.domain.identifiers import mask_tin, show_tin
    from entity_tui.domain.ids import show_account
    from entity_tui.domain.money import show_cents

    show = show_tin if whole else mask_tin
    mark = "~ " if hit.variant else ""
    return (
        mark + hit.name, hit.name_type, show(hit.id_value, hit.id_type),
        show_account(hit.account_id) if hit.account_id else "", hit.role, hit.address, hit.city,
        hit.postal, show_cents(hit.balance),
    )  # fmt: skip


@called
def show(
    call: Call,
    what: Annotated[str, typer.Argument(metavar="ACCOUNT|TIN", help="Account ID or TIN.")],
    reveal: RevealOption = False,
    as_json: JsonOption = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show an account: taxpayer, location, case, modules."""
    form = Format.JSON if as_json else form
    if form is Format.XLSX:
        require_file()
    with call.desk() as desk:
        if not on_terminal() and not desk.viewer.export:
            raise EntityError(_EXPORT)
        found = desk.find_line(what, False)
        hits = () if found.near else found.counted
        accounts = list(dict.fromkeys(hit.account_id for hit in hits if hit.account_id))
        if not accounts:
            raise EntityError(f"Nothing found for '{what}' (read as {found.read_as}).")
        if len(accounts) > 1:
            _print(desk, found, form, reveal)
            say("Several accounts: show one of them.")
            return
        found_by = next(hit.person_id for hit in hits if hit.account_id == accounts[0])
        _show_account(desk, accounts[0], found_by, reveal, form)


def _show_account(desk: Desk, account: int, found_by: int, reveal: bool, form: Format) -> None:
    from dataclasses import asdict

    from entity_tui.reports.account_text import account_lines

    page = desk.open_account(account, found_by)
    if reveal or form is not Format.TABLE:
        desk.reveal("show", account)
    if form is Format.JSON:
        put_json(asdict(page))
        return
    if form is not Format.TABLE:
        put_table(("field", "value"), list(_flat(asdict(page))), form)
        return
    for line in account_lines(page, whole=reveal):
        put(line)


def _flat(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value of the page with the way to it: `person.names.1.name`."""
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list | tuple):
        parts = list(enumerate(value, 1))
    else:
        if value not in (None, ""):
            yield path, str(value) if not isinstance(value, int | float | bool) else value
        return
    for name, part in parts:
        yield from _flat(part, f"{path}.{name}" if path else str(name))
