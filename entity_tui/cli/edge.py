"""The one place where errors become words and exit codes."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable

from entity_tui.cli.output import say
from entity_tui.errors import EntityError

_NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO))


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
        _put_no_more()
        return 0
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):  # the command parser's way out of it
            return 0
        raise
    except OSError as error:
        return _refused_by_the_system(error)
    except Exception as error:
        return _unforeseen(error)


def _put_no_more() -> None:
    """What is still kept for stdout goes nowhere: nobody takes it."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused_by_the_system(error: OSError) -> int:
    """A file that cannot be read or written, by its path; output that found no room."""
    if error.filename is not None and error.strerror:
        say(f"{os.fsdecode(error.filename)}: {error.strerror}")
        return 4
    if error.errno in _NO_ROOM:
        _put_no_more()
        say(f"{error.strerror}: what was written is not whole.")
        return 4
    return _unforeseen(error)


def _unforeseen(error: Exception) -> int:
    """No traceback reaches a user: the details go to the log, without business values."""
    from entity_tui.log import keep_traceback

    where = keep_traceback(error)
    say(f"Something unforeseen went wrong ({type(error).__name__}); nothing was changed.")
    say(f"Details for the administrator: {where}" if where else "The log could not be written.")
    return 4
