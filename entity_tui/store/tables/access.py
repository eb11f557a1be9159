"""Users, grants, access groups and preferences (SE-02, UI-15)."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from entity_tui.store.columns import KEYED, Instant, key_text


class AppUser(SQLModel, table=True):
    """A login of the operating system that may enter; employees need no row of their own."""

    __tablename__ = "app_user"
    user_id: str = key_text(primary_key=True)
    name: str
    sensitive: bool = True
    export: bool = False
    created_at: datetime = Field(sa_type=Instant)


class UserGrant(SQLModel, table=True):
    """A role over a prefix of the assignment number, `[from, to)`."""

    __tablename__ = "user_grant"
    __table_args__ = KEYED
    user_id: str = key_text(primary_key=True)
    role: str = Field(primary_key=True)
    prefix: str = key_text(primary_key=True)
    start: date = Field(primary_key=True)
    until: date | None = None


class UserAccessGroup(SQLModel, table=True):
    """An access group a user belongs to; a user in none sees group 0 only when limited."""

    __tablename__ = "user_access_group"
    __table_args__ = KEYED
    user_id: str = key_text(primary_key=True)
    access_group: int = Field(primary_key=True, foreign_key="access_group.access_group")


class Preference(SQLModel, table=True):
    """What a user last chose, by name; values are JSON."""

    __table_args__ = KEYED
    user_id: str = key_text(primary_key=True)
    name: str = Field(primary_key=True)
    value: str
