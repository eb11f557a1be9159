"""Accounts and who is linked to them (AM-10, AM-12)."""

from datetime import date

from sqlmodel import Field, SQLModel

from entity_tui.store.columns import KEYED, added_text, id_field, ref


class AccessGroup(SQLModel, table=True):
    """A named group of accounts that only some profiles may see; 0 is everybody's."""

    __tablename__ = "access_group"
    access_group: int = id_field()
    code: str = Field(unique=True)
    name: str


class Account(SQLModel, table=True):
    """What a taxpayer's dealings with the office are recorded under."""

    account_id: int = id_field()
    account_type: str
    division: str = ""
    bill_cycle: str = ""
    setup_date: date
    access_group: int = Field(default=0, foreign_key="access_group.access_group")
    area: int = Field(default=0, index=True)
    mailing_location_id: int | None = ref("location.location_id", default=None, index=True)
    comment: str = added_text()
    collection_class: str = added_text()
    next_review: date | None = None
    """When the account's debt is looked at next."""
    next_bill: date | None = None
    created_run: int = 0
    version: int = 1


class AccountPerson(SQLModel, table=True):
    """A person on an account: main, guarantor, or other; exactly one main."""

    __tablename__ = "account_person"
    __table_args__ = KEYED
    account_id: int = ref("account.account_id", primary_key=True)
    person_id: int = ref("person.person_id", primary_key=True, index=True)
    role: str
    """`main`, `guarantor`, or the relationship in words."""
    financially_responsible: bool
