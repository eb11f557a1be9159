"""The `entity-tui` command and the one place where its errors become words and exit codes."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer

from entity_tui.cli import demo, doctor, extracts, keys, lookup, store, users
from entity_tui.cli.context import AsOption, StoreOption, TodayOption, remember, settings_of
from entity_tui.cli.output import say
from entity_tui.errors import EntityError

app = typer.Typer(
    name="entity-tui",
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
app.add_typer(store.app, name="store")
app.add_typer(users.app, name="users")


@app.callback(invoke_without_command=True)
def open_control_central(
    context: typer.Context,
    store: StoreOption = None,
    as_user: AsOption = None,
    today: TodayOption = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Open Control Central, or run a command."""
    remember(context, store, as_user, today)
    if version:
        from entity_tui import __version__

        sys.stdout.write(f"entity-tui {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise typer.Exit(open_app(context))


def open_app(context: typer.Context) -> int:
    """Run the screens; returns the exit code."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise EntityError(
            "Control Central needs a terminal; in a script use `entity-tui find` and "
            "`entity-tui show`."
        )
    from entity_tui.app import EntityApp
    from entity_tui.log import attach_log

    attach_log()
    settings, as_user = settings_of(context)
    screens = EntityApp(settings, as_user)
    screens.run(mouse=settings.mouse)
    return int(screens.return_code or 0)


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(_guarded(arguments))


def _guarded(arguments: list[str] | None) -> int:
    command = typer.main.get_command(app)
    try:
        result = command.main(args=arguments, prog_name="entity-tui", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except EntityError as error:
        say(error.message)
        return error.exit_code
    except typer.Exit as error:
        return int(error.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        say("Stopped; nothing was changed.")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _usage(error) if hasattr(error, "format_message") else _unforeseen(error)


def _usage(error: Any) -> int:
    """Words that do not fit, as the command parser says it; scripts get 3, never its own 2."""
    error.show(sys.stderr)
    return 3


def _unforeseen(error: Exception) -> int:
    """No traceback reaches a user: the details go to the log, without business values."""
    from entity_tui.log import keep_traceback

    where = keep_traceback(error)
    say(f"Something unforeseen went wrong ({type(error).__name__}); nothing was changed.")
    say(f"Details for the administrator: {where}" if where else "The log could not be written.")
    return 4
