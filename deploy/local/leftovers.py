"""At most one copy runs from a home, and what a killed one left behind is found again."""

import fcntl
import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import proc
from deploy.local.console import say
from deploy.local.problem import Problem
from deploy.local.settings import socket_folder

MARK = "LOUPAN_SUPERVISED"
"""The environment variable that every process of a copy carries; its value is the home."""

_WAVES = (("",), ("gateway", "services"))
"""Names of supervisord's groups; it and what runs once are in none."""


@contextmanager
def only_copy(home: Path) -> Iterator[None]:
    _file(home).touch(mode=0o600)
    with open(_file(home), "a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            running = _identity(home)
            number = f" (process {running[0]})" if running else ""
            raise Problem(
                f"Loupan already runs from {home}{number}; `make stop` ends it, another "
                "LOUPAN_HOME and LOUPAN_PORT start a second copy beside it."
            ) from None
        lock.truncate(0)
        lock.write(json.dumps([os.getpid(), proc.started_at(os.getpid())]))
        lock.flush()
        yield
        lock.truncate(0)


def end_leftovers(home: Path) -> None:
    """In the order in which the supervisor would: itself, the services, the servers."""
    left = _left(home)
    if left:
        say(f"an earlier run did not end properly; ending the {len(left)} processes it left")
    for groups in _WAVES:
        wave = [process for process in _left(home) if _group(process) in groups]
        proc.end(wave, signal.SIGTERM, seconds=60)
    proc.end(_left(home), signal.SIGTERM, seconds=60)
    for what in ("control", "postgres"):
        shutil.rmtree(socket_folder(home, what), ignore_errors=True)


def stop(home: Path) -> None:
    """Ends the copy that runs from this home, from another terminal."""
    running = _identity(home)
    if running is not None:
        say(f"stopping process {running[0]}, which takes some seconds")
        _end(running)
    elif not _left(home):
        say(f"nothing runs from {home}")
    end_leftovers(home)
    say("stopped")


def _end(process: proc.Identity) -> None:
    try:
        proc.end([process], signal.SIGTERM, seconds=180)
    except PermissionError as error:
        raise Problem(f"Process {process[0]} belongs to somebody else.") from error


def _group(process: proc.Identity) -> str:
    return proc.environment(process[0]).get("SUPERVISOR_GROUP_NAME", "")


def _left(home: Path) -> list[proc.Identity]:
    found = [pid for pid in proc.all_ids() if proc.environment(pid).get(MARK) == str(home)]
    starts = ((pid, proc.started_at(pid)) for pid in found if pid != os.getpid())
    return [(pid, start) for pid, start in starts if start is not None]


def _identity(home: Path) -> proc.Identity | None:
    """The running copy, if there is one."""
    try:
        pid, start = json.loads(_file(home).read_text())
    except (FileNotFoundError, ValueError):
        return None
    return (pid, start) if proc.is_alive(pid, start) else None


def _file(home: Path) -> Path:
    return home / "running"
