"""The two servers everything stands on: given from outside, or embedded and private."""

import shutil
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

import pika

from deploy.local import install, postgres, rabbitmq
from deploy.local.console import say
from deploy.local.ports import Ports, is_busy
from deploy.local.problem import Problem
from deploy.local.secrets import Secrets
from deploy.local.settings import Settings
from deploy.local.supervise import Program, Stage, Supervisor


@dataclass(frozen=True)
class Servers:
    database_url: str
    """Of the administrator."""
    cluster: postgres.Cluster | None
    """None when `DATABASE_URL` names a server."""
    amqp_uri: str
    management_url: str | None
    node: rabbitmq.Node | None
    """None when `AMQP_URI` names a broker."""

    @classmethod
    def chosen(cls, settings: Settings, home: Path, secrets: Secrets, ports: Ports) -> Self:
        cluster = node = None
        if settings.database_url is None:
            password = secrets.superuser_password
            cluster = postgres.embedded(home, secrets.installation, password)
        if settings.amqp_uri is None:
            folder = home / "rabbitmq"
            node = rabbitmq.Node(folder, ports, secrets.broker_password, secrets.erlang_cookie)
        return cls(
            database_url=cluster.superuser_url if cluster else settings.database_url or "",
            cluster=cluster,
            amqp_uri=node.uri if node else settings.amqp_uri or "",
            management_url=node.management_url if node else settings.management_url,
            node=node,
        )

    def create(self) -> None:
        """Data folders and configuration; installs RabbitMQ if it must and may."""
        if self.node:
            install.broker()
            self.node.create()
        else:
            _refuse_silent_broker(self.amqp_uri)
        if self.cluster:
            self.cluster.create()

    def stages(self) -> list[Stage]:
        """The embedded ones, for the supervisor."""
        ground, broker = [], []
        if self.cluster:
            ground.append(_postgres(self.cluster))
        if self.node:
            folder = self.node.place
            ground.append(Program("epmd", self.node.epmd_command, folder, quiet=True))
            broker.append(
                Program("rabbitmq", self.node.command, folder, self.node.environment, quiet=True)
            )
        found = (Stage("ground", tuple(ground)), Stage("broker", tuple(broker)))
        return [stage for stage in found if stage.programs]

    def start(self, supervisor: Supervisor) -> None:
        """Returns when both answer."""
        if self.cluster or self.node:
            supervisor.start("ground")
        if self.node:
            say("starting RabbitMQ, which takes about ten seconds")
            _wait_for_epmd(self.node, supervisor)
            supervisor.start("broker")
        if self.cluster:
            running = partial(supervisor.running, "postgres")
            self.cluster.wait_until_ready(running, supervisor.log("postgres"))
            say("PostgreSQL answers")
        if self.node:
            running = partial(supervisor.running, "rabbitmq")
            self.node.wait_until_ready(running, supervisor.log("rabbitmq"))
            say("RabbitMQ answers")

    def clear(self) -> None:
        """What is left outside the data folder after the stop."""
        if self.cluster:
            shutil.rmtree(self.cluster.sockets)
        if self.node:
            self.node.clear()


def _postgres(cluster: postgres.Cluster) -> Program:
    return Program(
        "postgres",
        cluster.command,
        Path("/"),
        account=cluster.account,
        stop_signal="INT",  # "fast": roll back and disconnect
        quiet=True,
    )


def _wait_for_epmd(node: rabbitmq.Node, supervisor: Supervisor) -> None:
    end = time.monotonic() + 20
    while not is_busy(node.ports.epmd):
        if not supervisor.running("epmd") or time.monotonic() > end:
            raise Problem(f"epmd did not start; its log is {supervisor.log('epmd')}.")
        time.sleep(0.05)


def _refuse_silent_broker(uri: str) -> None:
    try:
        pika.BlockingConnection(pika.URLParameters(uri)).close()
    except (pika.exceptions.AMQPError, OSError) as error:
        raise Problem(f"The broker of AMQP_URI does not let us in: {error!r}") from error
