"""The one place where errors become words and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from entity_tui.cli.output import say
from entity_tui.errors import EntityError


def guarded(work: Callable[[], object]) -> int:
    """Run something; its exit code: 0 … 3 as it says, 4 for the unforeseen, 130 stopped."""
    try:
        result = work()
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except EntityError as error:
        say(error.message)
        return error.exit_code
    except KeyboardInterrupt:
        say("Stopped; nothing was changed.")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _unforeseen(error)


def _unforeseen(error: Exception) -> int:
    """No traceback reaches a user: the details go to the log, without business values."""
    from entity_tui.log import keep_traceback

    where = keep_traceback(error)
    say(f"Something unforeseen went wrong ({type(error).__name__}); nothing was changed.")
    say(f"Details for the administrator: {where}" if where else "The log could not be written.")
    return 4
