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

import logging
import os
import re
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Self
from unittest.mock import patch

import httpx
import pika
from sqlalchemy import Engine, make_url

from common import topology
from deploy.local import processes
from deploy.local.leftovers import MARK
from deploy.local.ports import Ports, is_busy
from deploy.local.processes import Platform, Process, machine_environment
from deploy.local.settings import LOG_WRITER, SERVICES
from tests import databases, vhosts
from tests.broker import Broker
from tests.child import Child
from tests.databases import Database
from tests.loopback import PLAIN
from tests.servers import Servers

_READY = re.compile(r" ready$", re.MULTILINE)


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
        start: bool = True,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """`environment` is added to that of every process, for example shorter retry delays. With
        `start=False` the test starts the processes itself, in the order it likes."""
        self._servers = servers
        self._environment = dict(environment or {})
        self._own_broker = own_broker
        self._start = start
        single = {"relay": relay, "eventlog": eventlog, "mail": mail}
        self._counts = {**dict.fromkeys(services, 1), **single, "gateway": gateway}
        self._counts |= replicas or {}
        self._children: dict[str, Child] = {}
        self._platforms: dict[str, Platform] = {}
        self._databases: dict[str, Database] = {}
        self._opened = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            self._prepare(opening)
            if self._start:
                for name in self._children:
                    self.start(name, wait=False)
                for name in self._children:
                    self.wait_until_working(name)
            self._opened = opening.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

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

    @property
    def public_keys(self) -> dict[str, str]:
        """The value of `LOUPAN_KEYS` in every process."""
        return self._servers.secrets.public_keys

    def engine(self, service: str) -> Engine:
        return self._databases[service].engine

    def database_url(self, service: str) -> str:
        return self._databases[service].url

    def log(self, name: str) -> str:
        return self._children[name].log

    def pid(self, name: str) -> int:
        return self._children[name].process.pid

    def variables(self, name: str) -> dict[str, str]:
        """The environment of that process, to run a command beside it."""
        return self._children[name].env

    def start(self, name: str, *, wait: bool = True) -> None:
        self._children[name].start()
        if wait:
            self.wait_until_working(name)

    def stop(self, name: str, *, seconds: float = 40) -> int:
        """SIGTERM; answers the exit code."""
        return self._children[name].stop(seconds)

    def kill9(self, name: str) -> None:
        self._children[name].kill()

    def send(self, name: str, number: signal.Signals) -> None:
        """For example SIGSTOP and SIGCONT."""
        self._children[name].send(number)

    def restart(self, name: str) -> None:
        self.stop(name)
        self.start(name)

    def stop_broker(self, *, how: signal.Signals = signal.SIGTERM) -> None:
        self._broker().stop(how)

    def start_broker(self) -> None:
        """Also starts the processes that ended when it went away, as the supervisor does."""
        self._broker().start()
        for child in self._children.values():
            if child.wanted and not child.running:
                child.start()

    def wait_until(
        self, condition: Callable[[], bool], what: str, *, seconds: float = 30, name: str = ""
    ) -> None:
        """Polls; `name` is the process whose log is shown when it doesn't come true."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                late = f"after {seconds} s not yet: {what}"
                raise AssertionError(self._children[name].said(late) if name else late)
            time.sleep(0.02)

    def wait_until_working(self, name: str, *, seconds: float = 60) -> None:
        self._children[name].wait_until(lambda: self._works(name), seconds)

    def _prepare(self, opening: ExitStack) -> None:
        home = Path(opening.enter_context(tempfile.TemporaryDirectory(prefix="loupan-stack-")))
        (home / "logs").mkdir()
        ports = Ports.free()
        for service in self._with_database():
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
            database_urls=self._database_urls(),
            amqp_uri=amqp_uri,
            management_url=node.management_url,
        )
        opening.callback(self._end_all)
        self._declare_topology()
        for kind, count in self._counts.items():
            for number in range(1, count + 1):
                self._add(kind, number)

    def _database_urls(self) -> dict[str, str]:
        urls = {name: database.url for name, database in self._databases.items()}
        if "office" in urls:
            name = make_url(urls["office"]).database or ""
            urls[LOG_WRITER] = self._servers.database_url(LOG_WRITER, name)
        return urls

    def _declare_topology(self) -> None:
        with patch.dict(os.environ, self._environment):
            topology.declare_once(self.amqp_uri, logging.getLogger("topology"))

    def _with_database(self) -> Iterable[str]:
        """The relay enters all, the writer of the event log office's."""
        if self._counts["relay"]:
            return SERVICES
        entered = {"office"} if self._counts["eventlog"] else set()
        return entered.union(name for name in SERVICES if self._counts.get(name))

    def _add(self, kind: str, number: int) -> None:
        name = kind if number == 1 else f"{kind}.{number}"
        platform = self._platforms[name] = self._base if number == 1 else self._replica()
        process = next(p for p in (*processes.BACKGROUND, processes.GATEWAY) if p.name == kind)
        log = self.home / "logs" / f"{name}.log"
        environ = self._environ(platform, process)
        self._children[name] = Child(name, process.command, environ, log)

    def _replica(self) -> Platform:
        """The same platform; only the ports that a second process can't share are others."""
        ports = replace(Ports.free(), smtp=self._base.ports.smtp)
        return replace(self._base, ports=ports)

    def _environ(self, platform: Platform, process: Process) -> dict[str, str]:
        variables = platform.variables(process) | self._environment
        return machine_environment() | variables | {MARK: str(self._servers.home)}

    def _works(self, name: str) -> bool:
        match _kind(name):
            case "gateway":
                return _answers(self._platforms[name].url + "/health/ready")
            case "eventlog":
                return self._consumers("log--office") >= 1
            case "mail":
                return is_busy(self._base.ports.smtp)
            case "relay":
                return "relaying" in self._children[name].log_since_start
            case _:  # a service takes requests and events before it says so
                return _READY.search(self._children[name].log_since_start) is not None

    def _consumers(self, queue: str) -> int:
        connection = pika.BlockingConnection(pika.URLParameters(self.amqp_uri))
        try:
            declared = connection.channel().queue_declare(queue, passive=True)
            return int(declared.method.consumer_count)
        finally:
            connection.close()

    def _end_all(self) -> None:
        """At once: nobody needs what they would still write. How a process ends by itself is the
        subject of tests that `stop` it."""
        running = [child for child in self._children.values() if child.running]
        for child in running:
            child.process.kill()
        for child in running:
            child.process.wait()

    def _broker(self) -> Broker:
        assert self._own_broker, "only a Stack with own_broker=True may stop its broker"
        return self._broker_process


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5, verify=PLAIN).status_code == 200
    except httpx.HTTPError:
        return False


def _kind(name: str) -> str:
    return name.partition(".")[0]
