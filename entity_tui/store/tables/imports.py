"""What came in: runs, rejects, waiting lines, the state of each feed, before-images (IM-03)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel

from entity_tui.store.columns import (
    KEYED,
    Instant,
    added_number,
    added_text,
    id_field,
    key_text,
    ref,
)


class ImportRun(SQLModel, table=True):
    """One file, landed whole. read = loaded + unchanged + superseded + waiting + rejected."""

    __tablename__ = "import_run"
    run_id: int = id_field()
    feed: str = key_text(index=True)
    source: str
    """The file's name as given, without its folder."""
    digest: str = key_text(index=True)
    """blake2b of the file's bytes."""
    layout: str
    """The layout's TOML text, so that a waiting or rejected line can be read again."""
    layout_digest: str
    as_of: date
    user_id: str
    started_at: datetime = Field(sa_type=Instant)
    finished_at: datetime = Field(sa_type=Instant)
    physical: int = Field(sa_type=BigInteger)
    control: int
    read: int = Field(sa_type=BigInteger)
    loaded: int = Field(sa_type=BigInteger)
    unchanged: int = Field(sa_type=BigInteger)
    superseded: int = Field(sa_type=BigInteger)
    waiting: int = Field(sa_type=BigInteger)
    rejected: int = Field(sa_type=BigInteger)
    changed: int = Field(sa_type=BigInteger)
    """Business rows written."""
    undone_at: datetime | None = Field(default=None, sa_type=Instant)
    retry_of: int = added_number()
    """The run whose rejects these lines were; 0 for a file."""
    header: bytes | None = Field(default=None, sa_type=LargeBinary)
    """The line with the column names, byte-exact; None where there is none."""


class ImportReject(SQLModel, table=True):
    """A line that was not loaded, byte-exact, with what is wrong."""

    __tablename__ = "import_reject"
    __table_args__ = KEYED
    run_id: int = ref("import_run.run_id", primary_key=True)
    line: int = Field(primary_key=True, sa_type=BigInteger)
    code: str
    field: str
    value: str
    message: str
    raw: bytes = Field(sa_type=LargeBinary)
    state: str = "open"
    """open, resolved (`resolved_run` took it), left (`reason`), repeated, retried, undone."""
    resolved_run: int = added_number()
    reason: str = added_text()


class WaitingLine(SQLModel, table=True):
    """A good line whose taxpayer has not arrived yet: its checked values, and its bytes."""

    __tablename__ = "waiting_line"
    __table_args__ = KEYED
    run_id: int = ref("import_run.run_id", primary_key=True)
    line: int = Field(primary_key=True, sa_type=BigInteger)
    target: str
    tin: str = key_text(index=True)
    tin_type: str
    as_of: date
    payload: str
    raw: bytes = Field(sa_type=LargeBinary)


class ChangeLog(SQLModel, table=True):
    """The row as it was before an act or import run changed it (JSON)."""

    __tablename__ = "change_log"
    __table_args__ = KEYED
    act: int = Field(primary_key=True, sa_type=BigInteger)
    """The import run or act."""
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    table_name: str
    row_key: str
    before: str
