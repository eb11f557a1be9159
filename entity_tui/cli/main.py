"""The `entity-tui` command and the one place where its errors become words and exit codes."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from entity_tui.cli import (
    batches,
    codes,
    demo,
    doctor,
    eom,
    eom_area,
    export,
    extracts,
    keys,
    layouts,
    lists,
    lookup,
    manual,
    rejects,
    store,
    time,
    tour,
    users,
)
from entity_tui.cli.call import call_of
from entity_tui.cli.command_help import SectionedGroup, add_examples
from entity_tui.cli.edge import guarded
from entity_tui.cli.opening import open_app
from entity_tui.cli.options import AsOption, StoreOption, TodayOption

app = typer.Typer(
    name="entity-tui",
    cls=SectionedGroup,
    help="Keyboard-driven tax case work. Without a command it opens Control Central.",
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("find")(lookup.find)
app.command("show")(lookup.show)
app.command("import")(extracts.import_files)
app.command("demo")(demo.demo)
app.command("doctor")(doctor.doctor)
app.command("keys")(keys.keys)
app.command("manual")(manual.manual)
app.command("tour")(tour.tour)
app.add_typer(store.app, name="store")
app.add_typer(batches.app, name="batch")
app.add_typer(rejects.app, name="rejects")
app.add_typer(layouts.app, name="layout")
app.add_typer(lists.app, name="lists")
app.add_typer(export.app, name="export")
app.add_typer(users.app, name="users")
app.add_typer(codes.app, name="codes")
app.add_typer(time.app, name="time")
eom_area.add_to(eom.app)
app.add_typer(eom.app, name="eom")


@app.callback(invoke_without_command=True)
def open_control_central(
    context: typer.Context,
    store: StoreOption = None,
    as_user: AsOption = None,
    today: TodayOption = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Open Control Central, or run a command."""
    call = call_of(context, {"store": store, "as_user": as_user, "today": today})
    if version:
        from entity_tui import __version__

        sys.stdout.write(f"entity-tui {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(open_app(call.settings(), call.as_user))


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(_guarded(arguments))


def _guarded(arguments: list[str] | None) -> int:
    command = typer.main.get_command(app)
    add_examples(command)

    def work() -> object:
        try:
            return command.main(args=arguments, prog_name="entity-tui", standalone_mode=False)
        except typer.Exit as error:
            return int(error.exit_code)
        except typer.Abort as error:
            raise KeyboardInterrupt from error
        except Exception as error:
            if not hasattr(error, "format_message"):
                raise
            return _usage(error)

    return guarded(work)


def _usage(error: Any) -> int:
    """Words that do not fit, as the command parser says it; scripts get 3, never its own 2."""
    error.show(sys.stderr)
    return 3
