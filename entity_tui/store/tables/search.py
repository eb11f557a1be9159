"""The search index: posting lists in rank blocks, reached by integer keys only.

Rows, lists and fences of a segment never change; edits are tombstones and rows of the delta.
"""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, SmallInteger, Table
from sqlmodel import SQLModel

from entity_tui.store.columns import Key

_big = BigInteger().with_variant(Integer(), "sqlite")  # INTEGER PRIMARY KEY is the rowid there


def _row_columns() -> list[Column[object]]:
    """In the order of the index: rows sort by these columns from left to right."""
    return [
        Column("name", Key, nullable=False),
        Column("person_id", BigInteger, nullable=False),
        Column("account_id", BigInteger, nullable=False),
        Column("location_id", BigInteger, nullable=False),
        Column("flags", SmallInteger, nullable=False),
        Column("name_seq", Integer, nullable=False),
        Column("address", Key, nullable=False),
        Column("city", Key, nullable=False),
        Column("postal", Key, nullable=False),
        Column("scope", Integer, nullable=False),
    ]


# One segment: `rows` rows at the positions from `first` on, in order.
search_segment = Table(
    "search_segment",
    SQLModel.metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("first", BigInteger, nullable=False),
    Column("rows", BigInteger, nullable=False),
)
search_row = Table(
    "search_row",
    SQLModel.metadata,
    Column("pos", _big, primary_key=True, autoincrement=False),
    *_row_columns(),
)
# Where the rows of a person are; of a location without a person under its negative id.
search_owner = Table(
    "search_owner",
    SQLModel.metadata,
    Column("owner", BigInteger, primary_key=True, autoincrement=False),
    Column("pos", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
# The beginning of the name of some rows of a segment, to find a position by name.
search_fence = Table(
    "search_fence",
    SQLModel.metadata,
    Column("segment", Integer, primary_key=True, autoincrement=False),
    Column("name", Key, primary_key=True),
    Column("pos", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
# How many rows a gram has in a segment, apart from the lists: most questions end here.
search_gram = Table(
    "search_gram",
    SQLModel.metadata,
    Column("k", _big, primary_key=True, autoincrement=False),
    Column("n", Integer, nullable=False),
)
search_post = Table(
    "search_post",
    SQLModel.metadata,
    Column("k", _big, primary_key=True, autoincrement=False),
    Column("ids", LargeBinary, nullable=False),
)
# Rows of segments that are no longer true: moved here, so that no search comes upon them, and
# kept, because the lists of their segment still name them.
search_dead = Table(
    "search_dead",
    SQLModel.metadata,
    Column("pos", _big, primary_key=True, autoincrement=False),
    *_row_columns(),
)
# Rows that are true and in no segment yet.
search_delta = Table(
    "search_delta",
    SQLModel.metadata,
    Column("id", _big, primary_key=True, autoincrement=False),
    *_row_columns(),
    Index("ix_search_delta_owner", "person_id", "location_id"),
)
