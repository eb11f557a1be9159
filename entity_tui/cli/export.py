"""`export`: the files other systems pick up (EX-OUT1, EX-OUT2)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from entity_tui.cli.context import AsOption, StoreOption, TodayOption, remember, settings_of
from entity_tui.cli.output import put, say

if TYPE_CHECKING:
    from entity_tui.services.export_files import Written

app = typer.Typer(no_args_is_help=True, help="Files for other systems.", rich_markup_mode=None)
FolderArgument = Annotated[Path, typer.Argument(metavar="DIRECTORY", help="Where to write.")]
LayoutsOption = Annotated[
    Path | None, typer.Option("--layouts", metavar="DIRECTORY", help="The site's own layouts.")
]


@app.command("ctrs")
def export_ctrs(
    context: typer.Context,
    month: Annotated[str, typer.Argument(metavar="YYYY-MM", help="The reporting month.")],
    folder: FolderArgument,
    group: Annotated[str, typer.Option("--group", help="One group, six digits.")] = "",
    unapproved: Annotated[
        bool, typer.Option("--unapproved", help="Groups that are not approved too, marked as such.")
    ] = False,
    layouts: LayoutsOption = None,
    store: StoreOption = None,
    as_user: AsOption = None,
    today: TodayOption = None,
) -> None:
    """Time, inventory and activity of an approved month for CTRS.

    Their sums are written last, as ctrs-YYYY-MM.sha256: pick the files up where it stands.
    """
    remember(context, store, as_user, today)
    from entity_tui.services.desk import open_desk

    desk = open_desk(*settings_of(context))
    try:
        written = desk.outgoing(layouts).ctrs(month, group.replace("-", ""), folder, unapproved)
    finally:
        desk.close()
    _tell(written)
    if unapproved:
        say(f"Where {month} is not approved, every file says UNAPPROVED in its first line.")


@app.command("als")
def export_als(
    context: typer.Context,
    folder: FolderArgument,
    layouts: LayoutsOption = None,
    store: StoreOption = None,
    as_user: AsOption = None,
    today: TodayOption = None,
) -> None:
    """The delinquent inventory lists for ALS."""
    remember(context, store, as_user, today)
    from entity_tui.services.desk import open_desk

    desk = open_desk(*settings_of(context))
    try:
        written = desk.outgoing(layouts).als(folder)
    finally:
        desk.close()
    _tell(written)


def _tell(written: tuple[Written, ...]) -> None:
    for one in written:
        put(str(one.path))
        say(f"{one.path.name}: {one.records:,} records")
