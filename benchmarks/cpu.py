"""CPU seconds of a copy's processes, as Linux counts them."""

import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local import proc
from deploy.local.leftovers import MARK

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class _Stat:
    parent: int
    seconds: float
    """In user and system mode, with its children that have ended."""


def spent(home: Path) -> dict[str, float]:
    """So far, by supervised program; the processes that it has started count with it."""
    stats = {pid: stat for pid in proc.all_ids() if (stat := _stat(pid))}
    names = {pid: name for pid in stats if (name := _program(pid, home))}
    total: dict[str, float] = defaultdict(float)
    for pid, stat in stats.items():
        # PostgreSQL's backends overwrite their environment with what they are doing.
        name = names.get(pid) or names.get(stat.parent)
        if name:
            total[name] += stat.seconds
    return total


def difference(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, float]:
    return {name: seconds - before.get(name, 0.0) for name, seconds in after.items()}


def _program(pid: int, home: Path) -> str | None:
    environment = proc.environment(pid)
    return (
        environment.get("SUPERVISOR_PROCESS_NAME") if environment.get(MARK) == str(home) else None
    )


def _stat(pid: int) -> _Stat | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return _Stat(int(fields[1]), sum(map(int, fields[11:15])) / _TICKS)
