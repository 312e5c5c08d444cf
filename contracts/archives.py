"""Zip archives, as which workbooks and documents travel: looked at before anything of them is
unpacked, and unpacked within bounds."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO

MOST_PARTS = 2000
MOST_RATIO = 200
"""How many times larger than in the archive a part of more than `_SMALL` bytes may be."""

_SMALL = 1 << 20
_ENCRYPTED = 0x1
_UNREADABLE = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    KeyError,
    OSError,
    zlib.error,
)


class UnreadableArchive(Exception):
    """No archive, a broken or ambiguous one, or one with a password."""


class ArchiveTooLarge(Exception):
    """It says of itself that it holds too much."""


class Archive:
    """The parts of an opened archive by name. Raises `UnreadableArchive` for a broken part."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.names = [part.filename for part in file.infolist() if not part.is_dir()]

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        try:
            return self._file.read(name)
        except _UNREADABLE as error:
            raise UnreadableArchive from error

    def open(self, name: str) -> IO[bytes]:
        try:
            return self._file.open(name)
        except _UNREADABLE as error:
            raise UnreadableArchive from error


@contextmanager
def opened(content: bytes, *, most: int) -> Iterator[Archive]:
    """An archive whose parts unpack to at most `most` bytes. Raises `UnreadableArchive`,
    `ArchiveTooLarge`."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            _check(file.infolist(), most)
            yield Archive(file)
    except _UNREADABLE as error:
        raise UnreadableArchive from error


def _check(parts: list[zipfile.ZipInfo], most: int) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most:
        raise ArchiveTooLarge
    if any(p.file_size > max(_SMALL, MOST_RATIO * p.compress_size) for p in parts):
        raise ArchiveTooLarge
    names = {part.filename.lower() for part in parts}
    if len(names) < len(parts) or not all(map(_is_plain, names)):
        raise UnreadableArchive
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise UnreadableArchive


def _is_plain(name: str) -> bool:
    """Whether every reader takes the name for the same part."""
    steps = name.split("/")
    return not (name.startswith("/") or "\\" in name or "\0" in name or {"..", "."} & set(steps))
