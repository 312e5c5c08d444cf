"""The platform's own processes: what each runs, and the environment each gets.

The same for `make run` and for the tests. Every secret travels in the environment, and only to the
process that needs it (X-04).
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local.ports import Ports
from deploy.local.secrets import OFFICE_KEY, Secrets, system_key
from deploy.local.settings import LOG_WRITER, SERVICES

MAIL_FROM = "loupan@localhost"


@dataclass(frozen=True)
class Process:
    name: str
    arguments: tuple[str, ...]
    """After the interpreter."""
    databases: tuple[str, ...] = ()
    """The services whose databases it enters, or the role as which it enters office's."""
    service: str | None = None
    """The service whose keys it holds."""

    @property
    def command(self) -> list[str]:
        return [sys.executable, *self.arguments]


MAIL = Process("mail", ("-m", "deploy.local.mail"))
RELAY = Process("relay", ("-m", "common.relay", *SERVICES), SERVICES)
EVENTLOG = Process(LOG_WRITER, ("-m", "services.office.log.eventlog"), (LOG_WRITER,))
GATEWAY = Process("gateway", ("-m", "gateway"))
SERVICE_PROCESSES = tuple(
    Process(name, ("-m", f"services.{name}"), (name,), name) for name in SERVICES
)
BACKGROUND = (*SERVICE_PROCESSES, RELAY, EVENTLOG, MAIL)

TOPOLOGY = Process("topology", ("-m", "common.topology", "declare"))
MIGRATIONS = tuple(
    Process(f"migrate {name}", ("-m", "common.migrate", name), (name,)) for name in SERVICES
)
ADMINISTRATOR = Process("bootstrap", ("-m", "services.office.bootstrap"), ("office",))
DEMONSTRATION = Process("demo", ("-m", "demo"))


@dataclass(frozen=True)
class Platform:
    """Where one running copy keeps and finds everything."""

    home: Path
    ports: Ports
    secrets: Secrets
    database_urls: Mapping[str, str]
    amqp_uri: str
    management_url: str | None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports.gateway}"

    @property
    def smtp_url(self) -> str:
        return f"smtp://127.0.0.1:{self.ports.smtp}"

    def variables(self, process: Process) -> dict[str, str]:
        """What this process gets beside the environment of the machine."""
        variables = {
            "LOUPAN_HOME": str(self.home),
            "LOUPAN_PORT": str(self.ports.gateway),
            "LOUPAN_URL": self.url,
            "LOUPAN_KEYS": json.dumps(self.secrets.public_keys, separators=(",", ":")),
            "AMQP_URI": self.amqp_uri,
            "RABBITMQ_MANAGEMENT_URL": self.management_url or "",
            "LOUPAN_SECOND_FACTOR": os.environ.get("LOUPAN_SECOND_FACTOR") or "offered",
            "MAIL_FROM": MAIL_FROM,
            "PYTHONUNBUFFERED": "1",
        }
        variables |= {f"{s.upper()}_DATABASE_URL": self.database_urls[s] for s in process.databases}
        metrics_port = getattr(self.ports, f"metrics_{process.name}", None)
        if metrics_port is not None:
            variables["LOUPAN_METRICS_PORT"] = str(metrics_port)
        return variables | self._keys(process)

    def _keys(self, process: Process) -> dict[str, str]:
        keys = self.secrets.signing_keys
        held = {"LOUPAN_SYSTEM_KEY": keys[system_key(process.service)]} if process.service else {}
        match process.name:
            case "office":
                held["LOUPAN_SIGNING_KEY"] = keys[OFFICE_KEY]
                held["OFFICE_DATA_KEY"] = self.secrets.office_data_key
            case "eventlog":
                held["LOUPAN_LOG_KEY"] = keys[LOG_WRITER]
            case "crm":
                held["CRM_DATA_KEY"] = self.secrets.crm_data_key
                held["CRM_INDEX_KEY"] = self.secrets.crm_index_key
                held["SMTP_URL"] = self.smtp_url
            case "reminders" | "mail":
                held["SMTP_URL"] = self.smtp_url
            case "bootstrap" | "demo":
                held["LOUPAN_ADMIN_PASSWORD"] = self.secrets.admin_password
        return held


def machine_environment() -> dict[str, str]:
    """What is passed on as it is, without the administrator's way into a database server."""
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
