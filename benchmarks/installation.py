"""A platform of its own for measuring: everything that `make run` starts, without its people.

It lives below the data folder, begins with empty databases and leaves nothing but its logs.
"""

import base64
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, create_engine

from common import clock, tokens
from common.claims import STAFF_LIFE
from contracts.schema import new_id
from deploy.local import databases, oneshot, ready
from deploy.local.leftovers import end_leftovers, only_copy
from deploy.local.ports import Ports
from deploy.local.processes import BACKGROUND, GATEWAY, MIGRATIONS, TOPOLOGY, Platform, Process
from deploy.local.secrets import OFFICE_KEY, Secrets
from deploy.local.servers import Servers
from deploy.local.settings import ROOT, SERVICES, Settings, own_folder
from deploy.local.supervise import Program, Stage, Supervisor


@dataclass(frozen=True)
class Installation:
    platform: Platform

    @property
    def url(self) -> str:
        return self.platform.url

    @property
    def amqp_uri(self) -> str:
        return self.platform.amqp_uri

    @property
    def home(self) -> Path:
        return self.platform.home

    @cached_property
    def engines(self) -> dict[str, Engine]:
        """For checking afterwards what came of it."""
        return {name: create_engine(self.platform.database_urls[name]) for name in SERVICES}

    def token(
        self,
        roles: Iterable[str],
        *,
        staff_id: UUID | None = None,
        projects: Iterable[UUID] = (),
        team: UUID | None = None,
    ) -> str:
        """As office would give it at log-in, for the length of a run."""
        at = clock.now()
        claims = {
            "sub": str(staff_id or new_id()),
            "sid": str(new_id()),
            "roles": list(roles),
            "team": str(team) if team else None,
            "projects": [str(project) for project in projects],
            "region_projects": [],
            "iat": at.timestamp(),
            "exp": (at + STAFF_LIFE).timestamp(),
        }
        key = base64.b64decode(self.platform.secrets.signing_keys[OFFICE_KEY])
        return tokens.sign(claims, kid=OFFICE_KEY, key=key)


@contextmanager
def running(settings: Settings) -> Iterator[Installation]:
    """Started from nothing below `settings.home`, ended afterwards."""
    home = own_folder(own_folder(settings.home) / "bench")
    with only_copy(home):
        end_leftovers(home)
        secrets, ports = Secrets.of(home), Ports.free()
        servers = Servers.chosen(settings, home, secrets, ports)
        _remove_data(home, servers)
        servers = Servers.chosen(settings, home, secrets, ports)
        servers.create()
        platform = Platform(
            home=home,
            ports=ports,
            secrets=secrets,
            database_urls=databases.urls(servers.database_url, secrets.database_passwords),
            amqp_uri=servers.amqp_uri,
            management_url=servers.management_url,
        )
        supervisor = Supervisor(home, [*servers.stages(), *_stages(platform)])
        try:
            supervisor.launch()
            _bring_up(platform, servers, supervisor)
            yield Installation(platform)
        finally:
            supervisor.stop()
            servers.clear()
            _remove_data(home, servers)


def _stages(platform: Platform) -> list[Stage]:
    services = tuple(_program(platform, process) for process in BACKGROUND)
    return [Stage("services", services), Stage("gateway", (_program(platform, GATEWAY),))]


def _program(platform: Platform, process: Process) -> Program:
    return Program(process.name, process.command, ROOT, platform.variables(process))


def _bring_up(platform: Platform, servers: Servers, supervisor: Supervisor) -> None:
    servers.start(supervisor)
    databases.create(servers.database_url, platform.secrets.database_passwords)
    oneshot.run_all(platform, MIGRATIONS)
    oneshot.run_all(platform, [TOPOLOGY])
    supervisor.start("services")
    supervisor.start("gateway")
    ready.wait_for_gateway(platform, lambda: not supervisor.given_up("gateway"))


def _remove_data(home: Path, servers: Servers) -> None:
    """Of the servers that are ours; a given one keeps what is in it."""
    if servers.node:
        shutil.rmtree(servers.node.folder, ignore_errors=True)
    if servers.cluster:
        shutil.rmtree(servers.cluster.folder)
        link = home / "postgres"
        if link.is_symlink():
            link.unlink()
