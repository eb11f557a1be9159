"""The store about itself: its secret key, its counter of ids, whether it is a demo."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel


class StoreInfo(SQLModel, table=True):
    """One row. `next_number` feeds the permutation that makes ids."""

    __tablename__ = "store_info"
    only: int = Field(default=1, primary_key=True)
    id_key: str
    """A random 64-bit number in hexadecimal."""
    next_number: int = Field(sa_type=BigInteger)
    next_run: int = Field(sa_type=BigInteger)
    demo: bool
    owner: str
    """The operating-system user who created the store."""
    created: str
