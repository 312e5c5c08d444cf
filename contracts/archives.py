"""Zip archives, as which workbooks and documents travel: looked at before anything of them is
unpacked."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

MOST_PARTS = 5000
_UNREADABLE = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    zlib.error,
)


class UnreadableArchive(Exception):
    """No archive, a broken one, or one with a password."""


class ArchiveTooLarge(Exception):
    """It says of itself that it holds too much."""


def names_of(content: bytes, *, most: int) -> list[str]:
    """The names of its parts, none of them unpacked. Raises `UnreadableArchive`, and
    `ArchiveTooLarge` where they would unpack to more than `most` bytes."""
    with _opened(content, most) as archive:
        return archive.namelist()


def parts_of(content: bytes, *, most: int) -> Iterator[tuple[str, bytes]]:
    """The names and contents of its parts, one unpacked at a time. Raises as `names_of`."""
    with _opened(content, most) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


@contextmanager
def _opened(content: bytes, most: int) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > most:
                raise ArchiveTooLarge
            yield archive
    except _UNREADABLE as error:
        raise UnreadableArchive from error
