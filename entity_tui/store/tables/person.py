"""Persons and their names, identifiers and phones; the taxpayer directory (AM-01)."""

from datetime import date

from sqlmodel import Field, SQLModel

from entity_tui.store.columns import KEYED, id_field, key_text, ref


class Person(SQLModel, table=True):
    """An individual or business the office has contact with."""

    person_id: int = id_field()
    person_type: str
    """`person` or `business`."""
    area: int = 0
    email: str = ""
    as_of: date
    created_run: int = 0
    version: int = 1


class PersonName(SQLModel, table=True):
    """One name of a person; `name_type` is primary, legal, alias, dba or alternate."""

    __tablename__ = "person_name"
    __table_args__ = KEYED
    person_id: int = ref("person.person_id", primary_key=True)
    seq: int = Field(primary_key=True)
    name_type: str
    name: str
    search_key: str = key_text()


class PersonIdentifier(SQLModel, table=True):
    """One identifier of a person, digits only; not unique: duplicates are shown, not refused."""

    __tablename__ = "person_identifier"
    __table_args__ = KEYED
    person_id: int = ref("person.person_id", primary_key=True)
    seq: int = Field(primary_key=True)
    id_type: str
    value: str = key_text(index=True)
    is_primary: bool
    flag: str = ""
    """Why the number looks unusual; "" where it does not."""


class PersonPhone(SQLModel, table=True):
    """One phone of a person: ten digits and an extension."""

    __tablename__ = "person_phone"
    __table_args__ = KEYED
    person_id: int = ref("person.person_id", primary_key=True)
    seq: int = Field(primary_key=True)
    phone_type: str
    digits: str = key_text(index=True)
    extension: str = ""


class Taxpayer(SQLModel, table=True):
    """The directory from a TIN to its person and its account."""

    __table_args__ = KEYED
    tin: str = key_text(primary_key=True)
    tin_type: str = Field(primary_key=True)
    person_id: int = ref("person.person_id")
    account_id: int = ref("account.account_id")
    as_of: date
    created_run: int = 0


class PersonLink(SQLModel, table=True):
    """A person related to another: parent, child, relationship, and whether finances follow."""

    __tablename__ = "person_link"
    __table_args__ = KEYED
    parent_id: int = ref("person.person_id", primary_key=True)
    child_id: int = ref("person.person_id", primary_key=True, index=True)
    relationship: str = key_text(primary_key=True)
    start: date = Field(primary_key=True)
    until: date | None = None
    financial: bool = False
    as_of: date
    created_run: int = 0


class PersonAddress(SQLModel, table=True):
    """A seasonal address, from a day of the year to another, which may lie beyond new year."""

    __tablename__ = "person_address"
    __table_args__ = KEYED
    person_id: int = ref("person.person_id", primary_key=True)
    seq: int = Field(primary_key=True)
    start: str
    """MMDD."""
    until: str
    """MMDD."""
    status: str = "active"
    address: str
    city: str = ""
    state: str = ""
    postal: str = ""
    country: str = ""
    as_of: date
    created_run: int = 0
