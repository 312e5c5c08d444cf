"""Files outside the database: a folder that all replicas of a service share (design §1).

A file's key is made by us, never by a caller; it is written before the row that names it, so that
a crash leaves a file without a row, which is removed later, and never a row without its file.
Blocks: an entrypoint calls it on another thread.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from contracts.refusals import unavailable


class Files:
    """The files of one service. Another kind of storage would offer these four methods."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, key: UUID, content: bytes) -> None:
        """Keep `content`, whole or not at all, and on the disk when this returns."""
        path = self._path(key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)

    def get(self, key: UUID) -> bytes:
        """Raises `unavailable` when the file is not there: its folder is not mounted, or lost."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            raise unavailable(service="files") from None

    def remove(self, key: UUID) -> None:
        self._path(key).unlink(missing_ok=True)

    def older_than(self, moment: datetime) -> Iterator[UUID]:
        """The keys of files written before `moment`; what was never finished is removed."""
        for path in self._folder.glob("??/*"):
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) >= moment:
                continue
            if path.suffix:
                path.unlink(missing_ok=True)
            else:
                yield UUID(path.name)

    def _path(self, key: UUID) -> Path:
        return self._folder / key.hex[-2:] / str(key)
