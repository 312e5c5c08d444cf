"""Programs that run once and end: migrations, topology, the demonstration company."""

import subprocess
from collections.abc import Sequence

from deploy.local import leftovers
from deploy.local.console import say
from deploy.local.problem import Problem
from deploy.local.processes import Platform, Process, machine_environment
from deploy.local.settings import ROOT


def run_all(platform: Platform, processes: Sequence[Process]) -> None:
    """Side by side; their output is shown as it comes. Ends them when we are interrupted."""
    started = [_start(platform, process) for process in processes]
    try:
        for process, child in zip(processes, started, strict=True):
            _finish(process, child)
    finally:
        for child in started:
            if child.poll() is None:
                child.terminate()
            child.communicate()


def _start(platform: Platform, process: Process) -> subprocess.Popen[str]:
    variables = platform.variables(process) | {leftovers.MARK: str(platform.home)}
    return subprocess.Popen(
        process.command, cwd=ROOT, env=machine_environment() | variables, text=True,
        errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, process_group=0,
    )  # fmt: skip


def _finish(process: Process, child: subprocess.Popen[str]) -> None:
    last = ""
    for line in child.stdout or ():
        last = line.rstrip() or last
        say(line.rstrip(), process.name)
    if child.wait() != 0:
        raise Problem(f"{process.name} failed: {last}")
