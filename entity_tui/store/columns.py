"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# Text compared and ordered in code-point order on both databases.
Key = Text().with_variant(Text(collation="C"), "postgresql")


# On SQLite only INTEGER PRIMARY KEY is the row's own number instead of a second index.
RowId = BigInteger().with_variant(Integer(), "sqlite")
# Children keyed under their parent need no row number on SQLite.
KEYED = {"sqlite_with_rowid": False}


class Instant(TypeDecorator[datetime]):
    """An instant as whole microseconds UTC: aware datetimes in, aware datetimes out."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Refuses a naive datetime, because nobody knows which instant it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return (value - _EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Microseconds back to an aware datetime in UTC."""
        return None if value is None else instant(value)


def micros(at: datetime) -> int:
    """An aware datetime as the store keeps it."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def instant(value: int) -> datetime:
    """What the store keeps as an aware datetime in UTC, for rows read through `Raw`."""
    return _EPOCH + timedelta(microseconds=value)


def id_field(**more: Any) -> Any:
    """A primary key that the program assigns; never an autoincrement."""
    return Field(primary_key=True, sa_type=RowId, sa_column_kwargs={"autoincrement": False}, **more)


def ref(target: str, **more: Any) -> Any:
    """A ten-digit id of another object, checked by a foreign key."""
    return Field(foreign_key=target, sa_type=BigInteger, **more)


_HUNDREDTHS = {"info": {"hundredths": True}}


def cents(**more: Any) -> Any:
    """Money in whole cents."""
    return Field(sa_type=BigInteger, sa_column_kwargs=_HUNDREDTHS, **more)


def hundredths(sa_type: Any = Integer, **more: Any) -> Any:
    """Hours, or another figure, in whole hundredths."""
    return Field(sa_type=sa_type, sa_column_kwargs=_HUNDREDTHS, **more)


def is_hundredths(column: Column[Any]) -> bool:
    """Does the column hold money or hours, in hundredths?"""
    return bool(column.info.get("hundredths"))


def key_text(**more: Any) -> Any:
    """A folded search key or code-point ordered text."""
    return Field(sa_type=Key, **more)


def added_text(**more: Any) -> Any:
    """A text column that came with a later schema: empty in the rows that were there before."""
    return Field(default="", sa_column_kwargs={"server_default": ""}, **more)


def added_number() -> Any:
    """A number that came with a later schema: 0 in the rows that were there before."""
    return Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})


def added_key(**more: Any) -> Any:
    """A key column that came with a later schema."""
    return Field(default="", sa_type=Key, sa_column_kwargs={"server_default": ""}, **more)
