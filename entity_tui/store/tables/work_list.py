"""Saved searches and kept work lists of users (CC-15)."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from entity_tui.store.columns import KEYED, Instant, id_field, key_text, ref


class SavedSearch(SQLModel, table=True):
    """A search under a name: what the Find line or the fields held (JSON)."""

    __tablename__ = "saved_search"
    __table_args__ = KEYED
    user_id: str = key_text(primary_key=True)
    name: str = key_text(primary_key=True)
    search: str
    saved_at: datetime = Field(sa_type=Instant)


class WorkList(SQLModel, table=True):
    """A result list kept under a name of its user."""

    __tablename__ = "work_list"
    list_id: int = id_field()
    user_id: str = key_text(index=True)
    name: str
    asked: str = ""
    """What was searched for when the list was kept."""
    kept_at: datetime = Field(sa_type=Instant)


class WorkListItem(SQLModel, table=True):
    """One entry: keys only, read anew within the viewer's scope when the list is opened."""

    __tablename__ = "work_list_item"
    __table_args__ = KEYED
    list_id: int = ref("work_list.list_id", primary_key=True)
    seq: int = Field(primary_key=True)
    person_id: int = Field(default=0, sa_type=BigInteger)
    account_id: int = Field(default=0, sa_type=BigInteger)
    location_id: int = Field(default=0, sa_type=BigInteger)
    name_seq: int = 0
    done_at: datetime | None = Field(default=None, sa_type=Instant)
