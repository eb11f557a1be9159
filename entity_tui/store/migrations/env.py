"""Alembic's environment: the caller brings the connection and owns the transaction."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from entity_tui.store import tables

assert tables
connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata, transactional_ddl=True)
context.run_migrations()
