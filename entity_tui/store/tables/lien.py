"""Federal tax liens by module, as the automated lien system reports them (EX-EB)."""

from datetime import date

from sqlmodel import SQLModel

from entity_tui.store.columns import KEYED, cents, key_text, ref


class Lien(SQLModel, table=True):
    """A lien on a module: filed where and when, and when it was released."""

    __table_args__ = KEYED
    account_id: int = ref("account.account_id", primary_key=True)
    number: str = key_text(primary_key=True)
    mft: str = key_text(primary_key=True)
    period: str = key_text(primary_key=True)
    status: str
    """`filed`, `released`, `withdrawn`."""
    filed_on: date
    released_on: date | None = None
    office: str = ""
    """The recording office."""
    amount: int = cents(default=0)
    as_of: date
    created_run: int = 0
