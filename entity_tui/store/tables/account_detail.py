"""Alerts, auto pay, tax roles and characteristics (AM-03, AM-11, AM-13, AM-20, AM-40)."""

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from entity_tui.store.columns import KEYED, cents, key_text, ref


class AccountAlert(SQLModel, table=True):
    """An alert somebody put on the account, from its start to its end."""

    __tablename__ = "account_alert"
    __table_args__ = KEYED
    account_id: int = ref("account.account_id", primary_key=True)
    alert_type: str = key_text(primary_key=True)
    start: date = Field(primary_key=True)
    until: date | None = None
    as_of: date
    created_run: int = 0


class AccountAutopay(SQLModel, table=True):
    """Automatic payment from a source; of the external account only its end is kept."""

    __tablename__ = "account_autopay"
    __table_args__ = KEYED
    account_id: int = ref("account.account_id", primary_key=True)
    start: date = Field(primary_key=True)
    until: date | None = None
    source: str
    method: str = ""
    external_end: str = ""
    """The last four digits of the external account."""
    max_withdrawal: int | None = cents(default=None)
    comment: str = ""
    as_of: date
    created_run: int = 0


class TaxRole(SQLModel, table=True):
    """A tax the account has to file or pay, by master file tax code."""

    __tablename__ = "tax_role"
    __table_args__ = KEYED
    account_id: int = ref("account.account_id", primary_key=True)
    mft: str = key_text(primary_key=True)
    start: date = Field(primary_key=True)
    until: date | None = None
    calendar: str = ""
    status: str = "active"
    as_of: date
    created_run: int = 0


class Characteristic(SQLModel, table=True):
    """A value of a type, effective from a day, of a person, account, location or obligation."""

    __table_args__ = KEYED
    owner_kind: str = key_text(primary_key=True)
    owner_id: int = Field(primary_key=True, sa_type=BigInteger)
    char_type: str = key_text(primary_key=True)
    start: date = Field(primary_key=True)
    value: str
    as_of: date
    created_run: int = 0


class InstallationOption(SQLModel, table=True):
    """A default or switch of the installation; what is not here is not set (AM-82)."""

    __tablename__ = "installation_option"
    __table_args__ = KEYED
    name: str = key_text(primary_key=True)
    value: str
