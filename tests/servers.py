"""One PostgreSQL and one RabbitMQ for all tests that run at the same time.

Several pytest processes share them: whoever comes first starts them, whoever leaves last stops
them and removes their data. They live in `LOUPAN_TEST_HOME` (default `.local/test`).
"""

import fcntl
import json
import os
import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from deploy.local import databases, install, leftovers, postgres, proc, rabbitmq
from deploy.local.ports import Ports
from deploy.local.secrets import Secrets
from deploy.local.settings import ROOT, own_folder

# Losing test data in a power cut is fine; being killed is not affected by these.
_FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    # Every connection would derive its key by 4,096 rounds of hashing.
    "scram_iterations": "1",
}


@dataclass(frozen=True)
class Servers:
    home: Path
    secrets: Secrets
    cluster: postgres.Cluster
    node: rabbitmq.Node

    def database_url(self, service: str, database: str) -> str:
        """Of a database that the service's role owns."""
        password = self.secrets.database_passwords[service]
        return databases.database_url(self.cluster.superuser_url, service, password, database)


@contextmanager
def shared() -> Iterator[Servers]:
    home = own_folder(ROOT / os.environ.get("LOUPAN_TEST_HOME", ".local/test"))
    with open(home / "in-use.lock", "w") as in_use:
        with _alone(home):
            fcntl.flock(in_use, fcntl.LOCK_SH)
            servers = _running(home) or _start(home)
        try:
            yield servers
        finally:
            with _alone(home):
                if _nobody_else(in_use):
                    _stop(home, servers)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    with open(home / "change.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _nobody_else(in_use: Any) -> bool:
    try:
        fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _servers(home: Path, ports: Ports) -> Servers:
    secrets = Secrets.of(home)
    cluster = postgres.embedded(home, secrets.installation, secrets.superuser_password, **_FAST)
    node = rabbitmq.Node(home / "rabbitmq", ports, secrets.broker_password, secrets.erlang_cookie)
    return Servers(home, secrets, cluster, node)


def _running(home: Path) -> Servers | None:
    state = _state(home)
    if state is None or not all(proc.is_alive(*process) for process in state["processes"].values()):
        return None
    return _servers(home, Ports(**state["ports"]))


def _state(home: Path) -> dict[str, Any] | None:
    file = home / "servers.json"
    return json.loads(file.read_text()) if file.exists() else None


def _start(home: Path) -> Servers:
    install.broker()
    _end_processes(home)
    leftovers.end_leftovers(home)
    servers = _servers(home, Ports.free())
    _remove_data(servers)
    servers = _servers(home, servers.node.ports)
    servers.cluster.create()
    servers.node.create()
    processes = {
        "postgres": _launch(servers.cluster.account.prefix + servers.cluster.command, home),
        "epmd": _launch(servers.node.epmd_command, home),
        "rabbitmq": _launch(servers.node.command, home, servers.node.environment),
    }
    state = {"ports": asdict(servers.node.ports), "processes": processes}
    (home / "servers.json").write_text(json.dumps(state))
    log = home / "servers.log"
    servers.cluster.wait_until_ready(lambda: proc.is_alive(*processes["postgres"]), log)
    databases.create(servers.cluster.superuser_url, servers.secrets.database_passwords)
    servers.node.wait_until_ready(lambda: proc.is_alive(*processes["rabbitmq"]), log)
    return servers


def _launch(command: list[str], home: Path, env: Mapping[str, str] = os.environ) -> tuple[int, str]:
    """Starts a program that may outlive us and that a Ctrl-C in our terminal does not reach."""
    log = os.open(home / "servers.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    streams = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)] + [
        (os.POSIX_SPAWN_DUP2, log, stream) for stream in (1, 2)
    ]
    pid = os.posix_spawnp(command[0], command, env, file_actions=streams, setsid=True)
    os.close(log)
    start = proc.started_at(pid)
    assert start is not None, f"{command[0]} ended at once; see {home / 'servers.log'}"
    return pid, start


def _stop(home: Path, servers: Servers) -> None:
    _end_processes(home)
    _remove_data(servers)


def _end_processes(home: Path) -> None:
    state = _state(home)
    if state is None:
        return
    for name, how in (
        ("rabbitmq", signal.SIGKILL),
        ("epmd", signal.SIGTERM),
        ("postgres", signal.SIGINT),
    ):
        proc.end([state["processes"][name]], how, seconds=20)
    (home / "servers.json").unlink()


def _remove_data(servers: Servers) -> None:
    shutil.rmtree(servers.node.folder, ignore_errors=True)
    servers.node.clear()
    shutil.rmtree(servers.cluster.folder)
    shutil.rmtree(servers.cluster.sockets)
    (servers.home / "postgres").unlink(missing_ok=True)
