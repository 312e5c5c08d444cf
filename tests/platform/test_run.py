"""`make run` and `make stop`, with real processes."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import pytest

from deploy.local import leftovers, postgres, proc
from deploy.local.ports import Ports, is_busy
from deploy.local.settings import ROOT, socket_folder


class Copy:
    """`python -m deploy.local run` from a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.ports = Ports.free()
        self.url = f"http://127.0.0.1:{self.ports.gateway}"
        self._output = home.with_suffix(".log")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def output(self) -> str:
        return self._output.read_text(errors="replace")

    @property
    def process(self) -> subprocess.Popen[bytes]:
        assert self._process is not None
        return self._process

    def start(self, *, umask: int = 0o022) -> None:
        with open(self._output, "ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "deploy.local", "run"], cwd=ROOT, env=self._environment,
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
                umask=umask,
            )  # fmt: skip

    def wait_for(self, text: str, times: int = 1, seconds: float = 240) -> None:
        end = time.monotonic() + seconds
        while self.output.count(text) < times:
            assert self.process.poll() is None, self.output
            assert time.monotonic() < end, self.output
            time.sleep(0.1)

    def command(self, word: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "deploy.local", word], cwd=ROOT, env=self._environment,
            capture_output=True, text=True, timeout=200,
        )  # fmt: skip

    def left(self) -> list[int]:
        """Processes that carry this copy's mark."""
        marked = [
            pid
            for pid in proc.all_ids()
            if proc.environment(pid).get(leftovers.MARK) == str(self.home)
        ]
        return [pid for pid in marked if proc.started_at(pid)]

    def busy_ports(self) -> list[str]:
        return [name for name, port in self.ports.named() if is_busy(port)]

    def clear(self) -> None:
        """What the test did not end itself is killed, but PostgreSQL, which would leave memory."""
        if self._process:
            self._process.kill()
            self._process.wait()
        for pid in self.left():
            if proc.environment(pid).get("SUPERVISOR_GROUP_NAME") != "ground":
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.command("stop")
        shutil.rmtree((self.home / "postgres").resolve(), ignore_errors=True)

    @property
    def _environment(self) -> dict[str, str]:
        own = {
            "LOUPAN_HOME": str(self.home),
            "LOUPAN_PORT": str(self.ports.gateway),
            "LOUPAN_DEMO": "0",
            "LOUPAN_WEB": "0",
        }
        outside = ("DATABASE_URL", "AMQP_URI")
        return {k: v for k, v in os.environ.items() if k not in outside} | own


@pytest.fixture
def new_copy(tmp_path: Path) -> Iterator[Callable[[str], Copy]]:
    with ExitStack() as opened:

        def make(name: str) -> Copy:
            copy = Copy(tmp_path / name)
            opened.callback(copy.clear)
            return copy

        yield make


def readable_for_others(home: Path) -> list[str]:
    """Files that another account can get at; folders that it can enter are gone through."""
    found = []
    for folder, names, files in os.walk(home):
        names[:] = [name for name in names if (Path(folder) / name).stat().st_mode & 0o001]
        found += [file for file in files if (Path(folder) / file).stat().st_mode & 0o044]
    return found


def rights() -> dict[str, int]:
    """Modes and owners of the folders that a careless platform would touch."""
    package = Path(postgres.__file__).resolve()
    folders = {*package.parents, *Path(sys.prefix).resolve().parents, Path("/tmp"), Path.home()}
    folders |= {Path(sys.prefix), *(Path(sys.prefix) / "lib").glob("python*/site-packages/pixel*")}
    states = {folder: folder.stat() for folder in folders}
    return {str(f): hash((stat.S_IMODE(s.st_mode), s.st_uid, s.st_gid)) for f, s in states.items()}


def test_two_copies_run_side_by_side_and_leave_nothing_behind(
    new_copy: Callable[[str], Copy],
) -> None:
    rights_before = rights()
    one, two = new_copy("one"), new_copy("楼盘 二")
    one.start()
    two.start(umask=0o077)
    for copy in (one, two):
        copy.wait_for("Loupan is ready")
        assert readable_for_others(copy.home) == []
        assert httpx.get(copy.url + "/health/ready").status_code == 200

    again = one.command("run")
    assert again.returncode == 1
    assert f"Loupan already runs from {one.home}" in again.stdout

    assert "stopped" in one.command("stop").stdout
    assert one.process.wait(5) == 0
    assert httpx.get(two.url + "/health/live").status_code == 200

    os.killpg(two.process.pid, signal.SIGINT)
    assert two.process.wait(120) == 0, two.output
    for copy in (one, two):
        assert copy.left() == []
        assert copy.busy_ports() == []
        assert not socket_folder(copy.home, "postgres").exists()
        assert not socket_folder(copy.home, "control").exists()
    assert rights() == rights_before


def test_a_run_that_was_killed_is_cleared_away_and_continues_with_its_data(
    new_copy: Callable[[str], Copy],
) -> None:
    copy = new_copy("killed")
    copy.start()
    copy.wait_for("starting the services")
    secrets = (copy.home / "secrets.json").read_text()
    supervisord = int((copy.home / "supervisord.pid").read_text())
    os.kill(supervisord, signal.SIGKILL)
    copy.process.kill()
    copy.process.wait()
    assert copy.left() != []

    copy.start()
    copy.wait_for("an earlier run did not end properly")
    copy.wait_for("Loupan is ready")
    assert (copy.home / "secrets.json").read_text() == secrets
    assert copy.home.joinpath("secrets.json").stat().st_mode & 0o077 == 0


def test_a_run_that_is_killed_alone_takes_its_processes_with_it(
    new_copy: Callable[[str], Copy],
) -> None:
    copy = new_copy("alone")
    copy.start()
    copy.wait_for("PostgreSQL answers")
    copy.process.kill()
    copy.process.wait()
    end = time.monotonic() + 180
    while copy.left() and time.monotonic() < end:
        time.sleep(0.1)
    assert copy.left() == []
    assert copy.busy_ports() == []


def test_a_ctrl_c_during_the_start_leaves_nothing_and_the_next_run_works(
    new_copy: Callable[[str], Copy],
) -> None:
    copy = new_copy("early")
    copy.start()
    copy.wait_for("starting from")
    os.killpg(copy.process.pid, signal.SIGINT)
    assert copy.process.wait(120) == 0, copy.output
    assert copy.left() == []
    copy.start()
    copy.wait_for("PostgreSQL answers")


def test_a_busy_port_is_named(new_copy: Callable[[str], Copy]) -> None:

    copy = new_copy("busy")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", copy.ports.gateway))
        taken.listen()
        refused = copy.command("run")
    assert refused.returncode == 1
    assert f"Port {copy.ports.gateway} (gateway) is used by another program" in refused.stdout
    assert "Traceback" not in refused.stdout + refused.stderr
