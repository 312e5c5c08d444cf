"""Files outside the database: whole or not at all, found again, never by somebody's path."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from common import clock
from common.storage import Files
from contracts.refusals import Refusal
from contracts.schema import new_id


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "inventory")


def test_what_was_put_is_got_again(files: Files) -> None:
    first, second = new_id(), new_id()
    files.put(first, b"one")
    files.put(second, b"")
    assert (files.get(first), files.get(second)) == (b"one", b"")


def test_a_missing_file_is_said_to_be_unavailable(files: Files) -> None:
    with pytest.raises(Refusal, match="unavailable"):
        files.get(new_id())


def test_a_removed_file_is_gone_and_may_be_removed_again(files: Files) -> None:
    key = new_id()
    files.put(key, b"one")
    for _ in range(2):
        files.remove(key)
    with pytest.raises(Refusal, match="unavailable"):
        files.get(key)


def test_only_files_from_before_the_moment_are_old_and_unfinished_ones_go(
    files: Files, tmp_path: Path
) -> None:
    old, young = new_id(), new_id()
    files.put(old, b"old")
    files.put(young, b"young")
    [path] = tmp_path.rglob(str(old))
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(b"half")
    yesterday = (clock.now() - timedelta(days=1)).timestamp()
    for each in (path, unfinished):
        os.utime(each, (yesterday, yesterday))
    assert list(files.older_than(clock.now() - timedelta(hours=1))) == [old]
    assert not unfinished.exists()


def test_nobody_else_may_read_the_folder(files: Files, tmp_path: Path) -> None:
    key = new_id()
    files.put(key, b"one")
    [path] = tmp_path.rglob(str(key))
    assert path.parent.stat().st_mode & 0o077 == 0
