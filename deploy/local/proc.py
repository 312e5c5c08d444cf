"""Processes that are not our children, as Linux shows them in `/proc`."""

import os
import signal
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path


def started_at(pid: int) -> str | None:
    """The start time in ticks, which with the id names a process for good; None if it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    state, start = fields[0], fields[19]
    return None if state in "ZX" and not _other_threads(pid) else start


def _other_threads(pid: int) -> bool:
    """Ending threads hold on to ports and files while the first one is gone already."""
    try:
        return len(os.listdir(f"/proc/{pid}/task")) > 1
    except FileNotFoundError:
        return False


def is_alive(pid: int, start: str) -> bool:
    return started_at(pid) == start


def environment(pid: int) -> dict[str, str]:
    """Empty when it has ended or belongs to somebody else."""
    try:
        entries = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return {}
    return dict(entry.decode(errors="replace").split("=", 1) for entry in entries if b"=" in entry)


def all_ids() -> Iterable[int]:
    return sorted(int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal())


Identity = tuple[int, str]
"""Process id and start time."""


def end(processes: Sequence[Identity], with_signal: signal.Signals, *, seconds: float) -> None:
    """Signals all and waits for all; who is still there after the bound is killed."""
    for number, bound in ((with_signal, seconds), (signal.SIGKILL, 10.0)):
        deadline = time.monotonic() + bound
        left = _living(processes)
        for pid, _ in left:
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        while _living(left) and time.monotonic() < deadline:
            time.sleep(0.02)
    for pid, _ in processes:
        with suppress(ChildProcessError):  # if it is our child after all
            os.waitpid(pid, 0)


def _living(processes: Sequence[Identity]) -> list[Identity]:
    return [process for process in processes if is_alive(*process)]
