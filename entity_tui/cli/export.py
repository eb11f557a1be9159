"""`export`: the files other systems pick up, and whole tables (EX-OUT1, EX-OUT2, IM-11)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entity_tui.cli.call import Call, called
from entity_tui.cli.eom_words import MonthArgument
from entity_tui.cli.export_tables import table, tables
from entity_tui.cli.output import put, say

if TYPE_CHECKING:
    from entity_tui.services.export_files import Written

app = typer.Typer(
    no_args_is_help=True, help="Files for other systems, and whole tables.", rich_markup_mode=None
)
app.command("tables")(tables)
app.command("table")(table)
FolderArgument = Annotated[Path, typer.Argument(metavar="DIRECTORY", help="Where to write.")]
LayoutsOption = Annotated[
    Path | None, typer.Option("--layouts", metavar="DIRECTORY", help="The site's own layouts.")
]


@app.command("ctrs")
@called
def export_ctrs(
    call: Call,
    month: MonthArgument,
    folder: FolderArgument,
    group: Annotated[
        str, typer.Option("--group", help="An area, a territory or a group: 2, 4 or 6 digits.")
    ] = "",
    unapproved: Annotated[
        bool, typer.Option("--unapproved", help="Groups that are not approved too, marked as such.")
    ] = False,
    layouts: LayoutsOption = None,
) -> None:
    """Time, inventory and activity of an approved month for CTRS.

    Their sums are written last, as ctrs-YYYY-MM.sha256: pick the files up where it stands.
    """
    with call.desk() as desk:
        written = desk.outgoing(layouts).ctrs(month, group, folder, unapproved)
    _tell(written)
    if unapproved:
        say(f"Where {month} is not approved, every file says UNAPPROVED in its first line.")


@app.command("als")
@called
def export_als(call: Call, folder: FolderArgument, layouts: LayoutsOption = None) -> None:
    """The delinquent inventory lists for ALS."""
    with call.desk() as desk:
        written = desk.outgoing(layouts).als(folder)
    _tell(written)


def _tell(written: tuple[Written, ...]) -> None:
    for one in written:
        put(str(one.path))
        say(f"{one.path.name}: {one.records:,} records")
