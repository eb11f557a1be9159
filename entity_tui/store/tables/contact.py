"""Customer contacts of persons (AM-70): when and why a taxpayer was in touch."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from entity_tui.store.columns import Instant, id_field, key_text, ref


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
    version: int = 1
