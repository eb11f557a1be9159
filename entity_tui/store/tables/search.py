"""The search index: posting lists in rank blocks, reached by equality on integer keys only."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, SmallInteger, Table
from sqlmodel import SQLModel

from entity_tui.store.columns import Key

_big = BigInteger().with_variant(Integer(), "sqlite")  # INTEGER PRIMARY KEY is the rowid there


def _row_columns() -> list[Column[object]]:
    return [
        Column("name", Key, nullable=False),
        Column("address", Key, nullable=False),
        Column("city", Key, nullable=False),
        Column("postal", Key, nullable=False),
        Column("person_id", BigInteger, nullable=False),
        Column("account_id", BigInteger, nullable=False),
        Column("location_id", BigInteger, nullable=False),
        Column("name_seq", Integer, nullable=False),
        Column("flags", SmallInteger, nullable=False),
        Column("scope", Integer, nullable=False),
    ]


search_row = Table(
    "search_row",
    SQLModel.metadata,
    Column("pos", _big, primary_key=True, autoincrement=False),
    *_row_columns(),
    Index("ix_search_row_person", "person_id"),
)
search_delta = Table(
    "search_delta",
    SQLModel.metadata,
    Column("id", _big, primary_key=True, autoincrement=False),
    *_row_columns(),
    Index("ix_search_delta_order", "name", "person_id", "account_id", "location_id"),
    Index("ix_search_delta_person", "person_id"),
)
search_dead = Table(
    "search_dead",
    SQLModel.metadata,
    Column("pos", _big, primary_key=True, autoincrement=False),
)
search_name = Table(
    "search_name",
    SQLModel.metadata,
    Column("pos", _big, primary_key=True, autoincrement=False),
    Column("len", Integer, nullable=False),
    Column("name", Key, nullable=False),
)
search_fence = Table(
    "search_fence",
    SQLModel.metadata,
    Column("seg", Integer, primary_key=True, autoincrement=False),
    Column("name", Key, primary_key=True),
    Column("pos", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
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
search_segment = Table(
    "search_segment",
    SQLModel.metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("block0", Integer, nullable=False),
    Column("blocks", Integer, nullable=False),
    Column("rows", BigInteger, nullable=False),
)
