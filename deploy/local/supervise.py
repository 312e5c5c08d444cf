"""supervisord keeps the processes running, writes their logs and stops them in order."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xmlrpc.client import Fault, ServerProxy

from supervisor.xmlrpc import SupervisorTransport

from deploy.local import leftovers
from deploy.local.account import Account, own_account
from deploy.local.problem import Problem
from deploy.local.processes import machine_environment
from deploy.local.settings import account_name, socket_folder

_LONGEST_STOP = 60


@dataclass(frozen=True)
class Program:
    name: str
    command: list[str]
    directory: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    account: Account | None = None
    stop_signal: str = "TERM"
    quiet: bool = False
    """Only its alarms are for the console; the rest is in its log file."""


@dataclass(frozen=True)
class Stage:
    """Programs that are started, and stopped, together; the stages stop last one first."""

    name: str
    programs: tuple[Program, ...]


class Supervisor:
    """A supervisord as our child. It ends orderly when we end, however we end."""

    def __init__(self, home: Path, stages: Iterable[Stage]) -> None:
        self._home = home
        self._logs = home / "logs"
        self._socket = socket_folder(home, "control") / "supervisor.sock"
        self._stages = tuple(stages)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def programs(self) -> list[Program]:
        return [program for stage in self._stages for program in stage.programs]

    def log(self, program: str) -> Path:
        return self._logs / f"{program}.log"

    def launch(self) -> None:
        own_account().make_folder(self._socket.parent)
        self._logs.mkdir(mode=0o700, exist_ok=True)
        configuration = self._home / "supervisord.conf"
        configuration.touch(mode=0o600)
        configuration.write_text(self._configuration())
        output = os.open(self._logs / "supervisord.out", os.O_WRONLY | os.O_CREAT, 0o600)
        self._process = subprocess.Popen(
            # The terminal's Ctrl-C is for us alone; if we are killed, supervisord gets a SIGTERM.
            ["setpriv", "--pdeathsig", "TERM", sys.executable, "-m", "supervisor.supervisord",
             "--nodaemon", "--configuration", str(configuration)],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            env=machine_environment() | {leftovers.MARK: str(self._home)},
        )  # fmt: skip
        os.close(output)
        self._wait_for_socket(self._process)

    def start(self, stage: str) -> None:
        """Returns at once; whether the programs work is asked of themselves."""
        self._call("startProcessGroup", stage, False)

    def running(self, program: str) -> bool:
        return self._state(program) in ("STARTING", "RUNNING")

    def given_up(self, program: str) -> bool:
        return program in self.failed()

    def failed(self) -> list[str]:
        """Programs that supervisord has given up restarting."""
        return [p["name"] for p in self._call("getAllProcessInfo") if p["statename"] == "FATAL"]

    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """All stages, last one first; returns when every process has ended."""
        if self._process is None:
            return
        if self.alive():
            self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=_LONGEST_STOP * (len(self._stages) + 1))
        shutil.rmtree(self._socket.parent)

    def _state(self, program: str) -> str:
        found = [p for p in self._call("getAllProcessInfo") if p["name"] == program]
        return str(found[0]["statename"])

    def _wait_for_socket(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if process.poll() is not None:
                said = (self._logs / "supervisord.out").read_text().strip()
                raise Problem(f"supervisord did not start: {said}")
            try:
                self._call("getState")
                return
            except OSError:
                time.sleep(0.05)
        raise Problem(f"supervisord did not answer; its log is {self._logs / 'supervisord.log'}.")

    def _call(self, method: str, *arguments: Any) -> Any:
        transport = SupervisorTransport(serverurl=f"unix://{self._socket}")
        with ServerProxy("http://127.0.0.1", transport=transport) as proxy:
            try:
                return getattr(proxy.supervisor, method)(*arguments)
            except Fault as fault:
                raise Problem(f"supervisord refused {method}: {fault.faultString}") from fault

    def _configuration(self) -> str:
        parts = [
            _section("unix_http_server", file=self._socket, chmod="0700"),
            _section("rpcinterface:supervisor", **{
                "supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface"
            }),
            _section(
                "supervisord", nodaemon="true", silent="true", loglevel="info",
                logfile=self._logs / "supervisord.log", pidfile=self._home / "supervisord.pid",
                user=account_name(os.geteuid()), minfds=4096,
            ),
        ]  # fmt: skip
        for order, stage in enumerate(self._stages):
            names = ",".join(program.name for program in stage.programs)
            parts.append(_section(f"group:{stage.name}", programs=names, priority=order))
            parts += [self._program(program) for program in stage.programs]
        return "\n".join(parts)

    def _program(self, program: Program) -> str:
        options: dict[str, Any] = {
            "command": shlex.join(program.command),
            "directory": program.directory,
            "autostart": "false",
            "autorestart": "true",
            "startsecs": 1,
            "startretries": 8,
            "stopsignal": program.stop_signal,
            "stopwaitsecs": _LONGEST_STOP,
            "redirect_stderr": "true",
            "stdout_logfile": self.log(program.name),
            "stdout_logfile_maxbytes": "20MB",
            "stdout_logfile_backups": 3,
        }
        if program.account and program.account.foreign:
            options["user"] = program.account.name
        if program.environment:
            options["environment"] = ",".join(map(_assignment, program.environment.items()))
        return _section(f"program:{program.name}", **options)


def _section(name: str, **options: Any) -> str:
    lines = [f"{key}={str(value).replace('%', '%%')}" for key, value in options.items()]
    return "\n".join([f"[{name}]", *lines, ""])


def _assignment(item: tuple[str, str]) -> str:
    name, value = item
    quote = "'" if "'" not in value else '"'
    return f"{name}={quote}{value}{quote}"
