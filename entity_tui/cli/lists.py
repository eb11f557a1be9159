"""`lists`: the user's work lists in the shell (CC-15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from entity_tui.cli.call import Call, called
from entity_tui.cli.options import FormatOption
from entity_tui.cli.output import Format, on_terminal, put_table, require_file, say

if TYPE_CHECKING:
    from entity_tui.domain.control_central.work_lists import WorkItem, WorkList

app = typer.Typer(no_args_is_help=True, help="Your work lists.", rich_markup_mode=None)
_EXPORTED = ("entry", "done", "name", "id_type", "id", "account", "role", "address", "city",
             "postal", "balance", "person_id", "location_id")  # fmt: skip
_SHOWN = ("#", "Done", "Name", "ID", "Account", "Role", "City", "Balance")
NameArgument = Annotated[str, typer.Argument(help="The list's name.")]
RevealOption = Annotated[bool, typer.Option(help="Whole identifiers; recorded.")]


@app.callback()
def lists() -> None:
    """Your work lists."""


@app.command("list")
@called
def list_lists(call: Call, form: FormatOption = Format.TABLE) -> None:
    """Every list with its progress."""
    with call.desk() as desk:
        rows = [
            (line.name, line.total, line.done, line.kept_at.date(), line.asked)
            for line in desk.lists.lines()
        ]
    put_table(("Name", "Entries", "Done", "Kept", "Asked"), rows, form, right=(1, 2))


@app.command("show")
@called
def show_list(call: Call, name: NameArgument) -> None:
    """A list as it is now, identifiers masked."""
    with call.desk() as desk:
        found = desk.lists.open(name) if on_terminal() else desk.lists.export(name, whole=False)
    put_table(_SHOWN, map(_shown, found.items), Format.TABLE, right=(0, 7))
    _tell(found)


@app.command("export")
@called
def export_list(
    call: Call, name: NameArgument, form: FormatOption = Format.CSV, reveal: RevealOption = False
) -> None:
    """A list as CSV, JSON or a workbook.

    Only where the profile may export; it is recorded.
    """
    if form is Format.XLSX:
        require_file()
    with call.desk() as desk:
        found = desk.lists.export(name, whole=reveal)
    put_table(_EXPORTED, [_exported(i, reveal) for i in found.items if i.visible], form)
    _tell(found)


def _tell(found: WorkList) -> None:
    from entity_tui.domain.control_central.work_lists import progress

    done = progress(sum(item.done for item in found.items), len(found.items))
    hidden = sum(not item.visible for item in found.items)
    say(f"{found.name}: {done}{f', {hidden} outside your profile' if hidden else ''}")


def _shown(item: WorkItem) -> tuple[object, ...]:
    from entity_tui.domain.identifiers import mask_tin
    from entity_tui.domain.ids import show_account
    from entity_tui.domain.money import show_cents

    hit = item.hit
    return (
        item.seq, "x" if item.done else "", hit.name,
        mask_tin(hit.id_value, hit.id_type) if hit.id_value else "",
        show_account(hit.account_id) if hit.account_id else "", hit.role, hit.city,
        show_cents(hit.balance),
    )  # fmt: skip


def _exported(item: WorkItem, whole: bool) -> tuple[object, ...]:
    from decimal import Decimal

    from entity_tui.domain.identifiers import mask_tin

    hit = item.hit
    amount = "" if hit.balance is None else Decimal(hit.balance).scaleb(-2)
    value = hit.id_value if whole or not hit.id_value else mask_tin(hit.id_value, hit.id_type)
    return (
        item.seq, "yes" if item.done else "no", hit.name, hit.id_type, value,
        f"{hit.account_id:010d}" if hit.account_id else "", hit.role, hit.address, hit.city,
        hit.postal, amount,
        f"{hit.person_id:010d}" if hit.person_id else "",
        f"{hit.location_id:010d}" if hit.location_id else "",
    )  # fmt: skip
