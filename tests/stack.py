"""The real platform as processes, for end-to-end and fault tests.

    with Stack(servers) as stack:                       # everything, one process each
        httpx.get(stack.url + "/health/ready")

    with Stack(servers, services=["inventory"], gateway=0, replicas={"inventory": 2}) as stack:
        stack.kill9("inventory.2")                      # SIGKILL; `start` brings it back
        stack.restart("relay")                          # SIGTERM, wait, start, wait until it works

A stack has its own databases, virtual host, ports and folder. Process names: the services, `relay`,
`eventlog`, `mail`, `gateway`; further replicas are `inventory.2`, `gateway.2`. With
`own_broker=True` it also has a RabbitMQ node of its own, which `stop_broker` and `start_broker` may
handle (8 s more at the start). Every wait is bounded and fails with the end of the log.
"""

import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
import pika
from sqlalchemy import Engine

from deploy.local import processes
from deploy.local.leftovers import MARK
from deploy.local.ports import Ports, is_busy
from deploy.local.processes import Platform, Process, machine_environment
from deploy.local.settings import ROOT, SERVICES
from tests import databases, vhosts
from tests.broker import Broker
from tests.databases import Database
from tests.servers import Servers

_LOG_TAIL = 60


class Stack:
    def __init__(
        self,
        servers: Servers,
        *,
        services: Sequence[str] = SERVICES,
        replicas: Mapping[str, int] | None = None,
        relay: bool = True,
        eventlog: bool = True,
        mail: bool = True,
        gateway: int = 1,
        own_broker: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """`environment` is added to that of every process, for example shorter retry delays."""
        self._servers = servers
        self._environment = dict(environment or {})
        self._own_broker = own_broker
        self._counts = _counts(services, replicas or {}, relay, eventlog, mail, gateway)
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._log_starts: dict[str, int] = {}
        self._platforms: dict[str, Platform] = {}
        self._databases: dict[str, Database] = {}
        self._opened = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            self._opened = opening
            self._prepare(opening)
            for name in self._platforms:
                self.start(name, wait=False)
            for name in self._platforms:
                self.wait_until_working(name)
            self._opened = opening.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.close()

    # what a test asks

    @property
    def url(self) -> str:
        return self._platforms["gateway"].url

    @property
    def urls(self) -> list[str]:
        """One per gateway."""
        return [p.url for name, p in self._platforms.items() if _kind(name) == "gateway"]

    @property
    def amqp_uri(self) -> str:
        return self._base.amqp_uri

    @property
    def home(self) -> Path:
        """The stack's `LOUPAN_HOME`: `mail/*.eml`, `logs/*.log`, `accounts.json`."""
        return self._base.home

    def engine(self, service: str) -> Engine:
        return self._databases[service].engine

    def database_url(self, service: str) -> str:
        return self._databases[service].url

    def log(self, name: str) -> str:
        file = self._log_file(name)
        return file.read_text(errors="replace") if file.exists() else ""

    def pid(self, name: str) -> int:
        return self._children[name].pid

    def variables(self, name: str) -> dict[str, str]:
        """The environment of that process, to run a command beside it."""
        variables = self._platforms[name].variables(_process(name)) | self._environment
        return machine_environment() | variables | {MARK: str(self._servers.home)}

    # what a test does

    def start(self, name: str, *, wait: bool = True) -> None:
        self._log_starts[name] = len(self.log(name))
        with open(self._log_file(name), "ab") as log:
            self._children[name] = subprocess.Popen(
                _process(name).command, cwd=ROOT, env=self.variables(name), start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        if wait:
            self.wait_until_working(name)

    def stop(self, name: str, *, seconds: float = 40) -> int:
        """SIGTERM; answers the exit code."""
        child = self._children[name]
        if child.poll() is None:
            child.terminate()
        try:
            return child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            raise AssertionError(self._said(name, f"did not end in {seconds} s")) from None

    def kill9(self, name: str) -> None:
        self._children[name].kill()
        self._children[name].wait()

    def send(self, name: str, number: signal.Signals) -> None:
        """For example SIGSTOP and SIGCONT."""
        self._children[name].send_signal(number)

    def restart(self, name: str) -> None:
        self.stop(name)
        self.start(name)

    def stop_broker(self, *, how: signal.Signals = signal.SIGTERM) -> None:
        self._broker().stop(how)

    def start_broker(self) -> None:
        self._broker().start()

    def wait_until(
        self, condition: Callable[[], bool], what: str, *, seconds: float = 30, name: str = ""
    ) -> None:
        """Polls; `name` is the process whose log is shown when it doesn't come true."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(self._said(name, f"after {seconds} s not yet: {what}"))
            time.sleep(0.02)

    def wait_until_working(self, name: str, *, seconds: float = 60) -> None:
        def works() -> bool:
            if self._children[name].poll() is not None:
                raise AssertionError(self._said(name, "ended while it started"))
            return self._works(name)

        self.wait_until(works, f"{name} works", seconds=seconds, name=name)

    # how

    def _prepare(self, opening: ExitStack) -> None:
        home = Path(opening.enter_context(tempfile.TemporaryDirectory(prefix="loupan-stack-")))
        (home / "logs").mkdir()
        ports = Ports.free()
        for service in SERVICES:
            fresh = databases.migrated(self._servers, service)
            self._databases[service] = opening.enter_context(fresh)
        node = self._servers.node
        if self._own_broker:
            node = replace(node, folder=home / "rabbitmq", ports=ports)
            self._broker_process = opening.enter_context(Broker(node))
            amqp_uri = node.uri
        else:
            amqp_uri = opening.enter_context(vhosts.fresh(node)).amqp_uri
        self._base = Platform(
            home=home,
            ports=ports,
            secrets=self._servers.secrets,
            database_urls={name: database.url for name, database in self._databases.items()},
            amqp_uri=amqp_uri,
            management_url=node.management_url,
        )
        opening.callback(self._end_all)
        self._declare_topology()
        self._platforms = {
            name: self._base if number == 1 else self._replica()
            for kind, count in self._counts.items()
            for number, name in enumerate(_names(kind, count), start=1)
        }

    def _replica(self) -> Platform:
        """The same platform; only what a second process of a kind can't share is its own."""
        own = Ports.free()
        ports = replace(own, smtp=self._base.ports.smtp)
        return replace(self._base, ports=ports)

    def _declare_topology(self) -> None:
        variables = self._base.variables(processes.TOPOLOGY) | self._environment
        subprocess.run(
            processes.TOPOLOGY.command, cwd=ROOT, env=machine_environment() | variables,
            check=True, stdin=subprocess.DEVNULL, capture_output=True,
        )  # fmt: skip

    def _works(self, name: str) -> bool:
        kind = _kind(name)
        if kind == "gateway":
            return self._answers(self._platforms[name].url + "/health/ready")
        if kind in SERVICES:
            running = [
                n for n, c in self._children.items() if _kind(n) == kind and c.poll() is None
            ]
            return self._consumers(f"rpc-{kind}") >= len(running)
        if kind == "eventlog":
            return self._consumers("log--office") >= 1
        if kind == "mail":
            return is_busy(self._base.ports.smtp)
        return "relaying" in self.log(name)[self._log_starts[name] :]

    def _answers(self, url: str) -> bool:
        try:
            return httpx.get(url, timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def _consumers(self, queue: str) -> int:
        connection = pika.BlockingConnection(pika.URLParameters(self.amqp_uri))
        try:
            declared = connection.channel().queue_declare(queue, passive=True)
            return int(declared.method.consumer_count)
        finally:
            connection.close()

    def _end_all(self) -> None:
        """Gateways first, as in production; nobody is left even if one resists."""
        for child in reversed(self._children.values()):
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + 40
        for child in self._children.values():
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _broker(self) -> Broker:
        assert self._own_broker, "only a Stack with own_broker=True may stop its broker"
        return self._broker_process

    def _log_file(self, name: str) -> Path:
        return self.home / "logs" / f"{name}.log"

    def _said(self, name: str, what: str) -> str:
        if not name:
            return what
        tail = "\n".join(self.log(name).splitlines()[-_LOG_TAIL:])
        return f"{name} {what}. The end of its log:\n{tail}"


def _counts(
    services: Sequence[str],
    replicas: Mapping[str, int],
    relay: bool,
    eventlog: bool,
    mail: bool,
    gateway: int,
) -> dict[str, int]:
    counts = dict.fromkeys(services, 1) | {"relay": relay, "eventlog": eventlog, "mail": mail}
    return counts | {"gateway": gateway} | dict(replicas)


def _names(kind: str, count: int) -> list[str]:
    return [kind if number == 1 else f"{kind}.{number}" for number in range(1, count + 1)]


def _kind(name: str) -> str:
    return name.partition(".")[0]


def _process(name: str) -> Process:
    kind = _kind(name)
    return next(p for p in (*processes.BACKGROUND, processes.GATEWAY) if p.name == kind)
