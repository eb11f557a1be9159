"""The one error every edge catches, and its narrow children beside their rules."""

from __future__ import annotations

EXIT_CODES = "0 done, 1 partly or findings, 2 refused, 3 usage, 4 store"
"""What every command ends with; after a signal 128 and its number."""


class EntityError(Exception):
    """Something the user can act on: a message for people and a short title.

    `exit_code` is what the command line ends with: 2 refused, 3 usage, 4 store or internal.
    """

    exit_code = 2

    def __init__(self, message: str, title: str = "Refused") -> None:
        super().__init__(message)
        self.message = message
        self.title = title


class UsageError(EntityError):
    """The words of the call do not fit: exit code 3."""

    exit_code = 3

    def __init__(self, message: str, title: str = "Usage") -> None:
        super().__init__(message, title)


class StoreError(EntityError):
    """The store cannot be reached, is not a store, or is damaged: exit code 4."""

    exit_code = 4

    def __init__(self, message: str, title: str = "Store") -> None:
        super().__init__(message, title)
