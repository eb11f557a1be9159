"""Customer contacts of persons (AM-70): when and why a taxpayer was in touch."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from entity_tui.store.columns import Instant, added_text, id_field, key_text, ref


class Contact(SQLModel, table=True):
    """One contact; `is_open` makes it an alert until somebody closes it."""

    contact_id: int = id_field()
    person_id: int = ref("person.person_id", index=True)
    contact_type: str
    at: datetime = Field(sa_type=Instant)
    user_id: str = key_text()
    user_name: str
    comment: str
    is_open: bool = False
    number: str = added_text()
    """What another system calls it; "" for one recorded here."""
    as_of: date | None = None
    created_run: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    version: int = 1
