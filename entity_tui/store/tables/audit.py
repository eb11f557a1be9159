"""The audit chain: the same table for acts (in the store) and for reads (in a place of its own)."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from entity_tui.store.columns import KEYED, Instant, key_text


class AuditEntry(SQLModel, table=True):
    """One entry of one writer's chain; `hash` covers the payload and the entry before."""

    __tablename__ = "audit_entry"
    __table_args__ = KEYED
    writer: str = key_text(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    at: datetime = Field(sa_type=Instant, index=True)
    user_id: str = key_text(index=True)
    action: str
    subject: str = key_text(index=True)
    """The taxpayer, account or case the entry is about; "" for none."""
    payload: str
    hash: str


class AuditHead(SQLModel, table=True):
    """The last entry of each writer's chain."""

    __tablename__ = "audit_head"
    writer: str = key_text(primary_key=True)
    seq: int = Field(sa_type=BigInteger)
    hash: str
