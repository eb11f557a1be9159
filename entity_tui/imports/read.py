"""From bytes to physical lines, each with its number and its bytes exactly as they came."""

from __future__ import annotations

import gzip
import hashlib
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from entity_tui.errors import EntityError, UsageError
from entity_tui.imports.text_form import TextForm

_CHUNK = 1 << 20
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
# Packings that are not read, by the bytes they begin with.
_NOT_READ = {
    b"BZh": "bzip2", b"\xfd7zXZ\0": "xz", b"(\xb5/\xfd": "zstd", b"7z\xbc\xaf'\x1c": "7z",
    b"Rar!\x1a\x07": "rar", b"\x1f\x9d": "compress",
}  # fmt: skip
_BZIP2_BLOCK = b"1AY&SY"
_MAGIC = 10


@dataclass(frozen=True, slots=True)
class Source:
    """A file to import, or standard input (`-`)."""

    path: str

    @property
    def name(self) -> str:
        """The file's name without its folder, for messages and the record of the run."""
        return "standard input" if self.path == "-" else Path(self.path).name

    @property
    def size(self) -> int:
        """Bytes on disk, 0 where that cannot be known."""
        try:
            return 0 if self.path == "-" else Path(self.path).stat().st_size
        except OSError:
            return 0

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes, unpacked from .gz and one-file .zip; EntityError names the file and reason."""
        try:
            if self.path == "-":
                yield sys.stdin.buffer
                return
            with Path(self.path).open("rb") as plain:
                magic = plain.read(_MAGIC)
                plain.seek(0)
                _require_known(magic)
                if magic[:2] == _GZIP:
                    with gzip.GzipFile(fileobj=plain) as unpacked:
                        yield unpacked  # type: ignore[misc]
                elif magic[:4] == _ZIP:
                    with zipfile.ZipFile(plain) as archive, _member(archive) as member:
                        yield member
                else:
                    yield plain
        except _Packing as error:
            raise EntityError(f"{self.path}: {error}", "Cannot read") from error
        except (OSError, EOFError, zipfile.BadZipFile, gzip.zlib.error) as error:  # type: ignore[attr-defined]
            reason = getattr(error, "strerror", None) or str(error)
            raise EntityError(f"{self.path}: {reason}", "Cannot read") from error

    def digest(self) -> str:
        """blake2b of the unpacked bytes, "" for standard input, which can be read only once."""
        if self.path == "-":
            return ""
        found = hashlib.blake2b(digest_size=20)
        with self.open() as stream:
            while chunk := stream.read(_CHUNK):
                found.update(chunk)
        return found.hexdigest()


class _Packing(Exception):
    """How a file is packed is not read; the message says why."""


def _require_known(magic: bytes) -> None:
    for begin, name in _NOT_READ.items():
        if magic.startswith(begin) and (name != "bzip2" or magic[4:] == _BZIP2_BLOCK):
            raise _Packing(f"packed with {name}, which is not read; gzip and zip are")


def _member(archive: zipfile.ZipFile) -> IO[bytes]:
    member = _only(archive)
    if member.flag_bits & 1:
        raise _Packing(f"{member.filename} in it is encrypted; unpack it and import that")
    try:
        return archive.open(member)
    except NotImplementedError as error:
        raise _Packing("packed in a way that is not read; gzip and plain zip are") from error


def _only(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) != 1:
        where = Path(archive.filename or "").name
        raise UsageError(
            f"{where}: the archive holds {len(members)} files; unpack it and import each"
        )
    return members[0]


class Lines:
    """Physical lines of a stream in batches; keeps the digest and the bytes read so far."""

    def __init__(self, stream: IO[bytes], form: TextForm) -> None:
        self._stream, self._form = stream, form
        self._digest = hashlib.blake2b(digest_size=20)
        self.bytes_read = 0

    @property
    def digest(self) -> str:
        """blake2b of everything read."""
        return self._digest.hexdigest()

    def batches(self) -> Iterator[list[bytes]]:
        """Lists of lines with their line ends."""
        for chunk, lines in self._form.lines(self._stream):
            self._digest.update(chunk)
            self.bytes_read += len(chunk)
            if lines:
                yield lines
