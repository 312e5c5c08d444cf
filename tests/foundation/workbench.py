"""One probe service with its own database and virtual host, and hands to work it with."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pika
from sqlalchemy import NullPool, create_engine, make_url, text

from common.topology import declare
from contracts.schema import new_id
from tests.databases import Database
from tests.vhosts import Vhost

EFFECTS = (
    "CREATE TABLE effect (number bigserial PRIMARY KEY, "
    "text text NOT NULL CONSTRAINT uq_effect_text UNIQUE)"
)
EVENT_QUEUE = "evt-crm-follow_up_recorded--crm.probe_on_follow_up_recorded"


class Workbench:
    """`start()` runs a probe; `call`, `publish`, `effects` and `until` do what they say."""

    def __init__(self, database: Database, vhost: Vhost, folder: Path) -> None:
        self.database = database
        self.vhost = vhost
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self._connection = pika.BlockingConnection(pika.URLParameters(vhost.amqp_uri))
        self.channel = self._connection.channel()
        with self.environment_set():
            declare(self.channel)
        self._reply_to = self.channel.queue_declare("", exclusive=True).method.queue
        self.channel.queue_bind(self._reply_to, "nameko-rpc", self._reply_to)
        self._replies: dict[str, Any] = {}
        self.channel.basic_consume(self._reply_to, self._keep_reply, auto_ack=True)
        self.execute(EFFECTS)
        self.execute("CREATE TABLE due (text text PRIMARY KEY)")

    @property
    def environment(self) -> dict[str, str]:
        return {
            "AMQP_URI": self.vhost.amqp_uri,
            "CRM_DATABASE_URL": self.database.url,
            "LOUPAN_RETRY_DELAYS": "0.2,0.3",
            "LOUPAN_KEYS": "{}",
            "PROBE_JOURNAL": str(self.folder / "journal"),
        }

    @contextmanager
    def environment_set(self) -> Iterator[None]:
        before = dict(os.environ)
        os.environ.update(self.environment)
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)

    def start(self, module: str = "tests.foundation.probe", *arguments: str, **extra: str) -> Any:
        """Run a module as a process; a probe is waited for until it answers."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-m", module, *arguments],
                env={**os.environ, **self.environment, **extra},
                stderr=log,
            )
        self.processes.append(process)
        if module.endswith("probe"):
            self.until(lambda: self.consumers("rpc-crm") >= self._probes(), "the probe consumes")
        return process

    def _probes(self) -> int:
        return sum("probe" in str(p.args) and p.poll() is None for p in self.processes)

    def consumers(self, queue: str) -> int:
        return int(self.channel.queue_declare(queue, passive=True).method.consumer_count)

    def spy(self) -> str:
        """A queue that gets a copy of every event the relay publishes."""
        queue = self.channel.queue_declare("spy", durable=True).method.queue
        self.channel.queue_bind(queue, "crm.events", "#")
        return str(queue)

    def messages(self, queue: str) -> int:
        return int(self.channel.queue_declare(queue, passive=True).method.message_count)

    def send(self, operation: str, payload: dict[str, Any], **headers: str) -> str:
        """Publish a request; its reply is had from `reply`."""
        correlation_id = str(new_id())
        properties = pika.BasicProperties(
            content_type="application/json",
            content_encoding="utf-8",
            reply_to=self._reply_to,
            correlation_id=correlation_id,
            headers={f"nameko.{name}": value for name, value in headers.items()},
        )
        body = json.dumps({"args": [], "kwargs": payload}).encode()
        self.channel.basic_publish("nameko-rpc", f"crm.{operation}", body, properties)
        return correlation_id

    def reply(self, correlation_id: str) -> Any:
        self.until(lambda: correlation_id in self._replies, "a reply")
        return self._replies.pop(correlation_id)

    def call(self, operation: str, payload: dict[str, Any], **headers: str) -> Any:
        return self.reply(self.send(operation, payload, **headers))

    def publish(self, exchange: str, key: str, body: bytes, **properties: Any) -> None:
        self.channel.basic_publish(exchange, key, body, pika.BasicProperties(**properties))

    def publish_event(self, event: dict[str, Any]) -> None:
        self.publish(
            "crm.events",
            "follow_up_recorded",
            json.dumps(event).encode(),
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=2,
        )

    def _keep_reply(self, _: Any, __: Any, properties: Any, body: bytes) -> None:
        self._replies[properties.correlation_id] = json.loads(body)

    def execute(self, statement: str, **values: Any) -> list[Any]:
        with self.database.engine.begin() as connection:
            result = connection.execute(text(statement), values)
            return list(result) if result.returns_rows else []

    def shut_database(self) -> None:
        """Nobody gets in any more, and who is in is thrown out."""
        self._as_neighbour(f"ALTER DATABASE {self._name} WITH ALLOW_CONNECTIONS false")
        self._as_neighbour(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{self._name}' AND usename = current_user"
        )

    def open_database(self) -> None:
        self._as_neighbour(f"ALTER DATABASE {self._name} WITH ALLOW_CONNECTIONS true")
        self.database.engine.dispose()

    @property
    def _name(self) -> str:
        return str(self.database.engine.url.database)

    def _as_neighbour(self, statement: str) -> None:
        url = make_url(self.database.url).set(database="postgres")
        engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        with engine.connect() as connection:
            connection.execute(text(statement))

    def effects(self) -> list[str]:
        return [row.text for row in self.execute("SELECT text FROM effect ORDER BY number")]

    def parked(self) -> list[Any]:
        return self.execute("SELECT * FROM parked_message ORDER BY id")

    def deliveries(self) -> list[str]:
        journal = self.folder / "journal"
        return journal.read_text().split("\n")[:-1] if journal.exists() else []

    def until(self, condition: Callable[[], Any], what: str, seconds: float = 30.0) -> None:
        """Poll until `condition` holds; fail with the log's tail when it doesn't in time."""
        give_up = time.monotonic() + seconds
        while not condition():
            self._connection.process_data_events(0.02)
            if time.monotonic() > give_up:
                log = self.folder / "log"
                tail = log.read_text()[-3000:] if log.exists() else ""
                raise AssertionError(f"waited {seconds:.0f} s in vain for: {what}\n{tail}")

    def close(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()
        self._connection.close()


def follow_up(kind: str = "phone") -> dict[str, Any]:
    """An event as the relay publishes it."""
    return {
        "id": str(new_id()),
        "source": "crm",
        "type": "follow_up_recorded",
        "schema": 1,
        "aggregate_id": str(new_id()),
        "version": 1,
        "project_id": None,
        "occurred_at": "2026-11-21T02:00:00+00:00",
        "by": "system:crm",
        "request_id": "r-1",
        "data": {
            "follow_up_id": str(new_id()),
            "customer_id": str(new_id()),
            "staff_id": str(new_id()),
            "kind": kind,
        },
    }
