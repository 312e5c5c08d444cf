"""A private RabbitMQ node of the installed server, with its own folder, ports and epmd.

The wrapper, service and configuration of the installed server are left alone: only its programs
are used.
"""

import os
import re
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pika

from deploy.local.ports import Ports
from deploy.local.problem import Problem
from deploy.local.settings import account_name, socket_folder

PROGRAM = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
INSTALL = "apt-get install -y --no-install-recommends rabbitmq-server"
USER = "loupan"
_PLAIN = re.compile(r"[\w./+-]+", re.ASCII)
_CONFIGURATION = """\
listeners.tcp.local = 127.0.0.1:{ports.amqp}
management.tcp.ip = 127.0.0.1
management.tcp.port = {ports.management}
prometheus.tcp.ip = 127.0.0.1
prometheus.tcp.port = {ports.broker_metrics}
default_user = {user}
default_pass = {password}
log.file = false
log.console = true
log.console.level = warning
"""


@dataclass(frozen=True)
class Node:
    folder: Path
    ports: Ports
    password: str
    cookie: str

    @property
    def uri(self) -> str:
        return f"amqp://{USER}:{self.password}@127.0.0.1:{self.ports.amqp}/%2F"

    @property
    def management_url(self) -> str:
        return f"http://{USER}:{self.password}@127.0.0.1:{self.ports.management}"

    @property
    def epmd_command(self) -> list[str]:
        epmd = shutil.which("epmd") or "/usr/bin/epmd"
        return [epmd, "-address", "127.0.0.1", "-port", str(self.ports.epmd)]

    @property
    def command(self) -> list[str]:
        return [str(PROGRAM)]

    @property
    def place(self) -> Path:
        """The folder under a name that RabbitMQ can take: its programs fail on letters beyond
        ASCII and on spaces in a path."""
        if _PLAIN.fullmatch(str(self.folder)):
            return self.folder
        return socket_folder(self.folder, "rabbitmq")

    @property
    def environment(self) -> dict[str, str]:
        place = self.place
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(place),
            "LANG": "C.UTF-8",
            "RABBITMQ_NODENAME": "loupan@localhost",
            "RABBITMQ_CONFIG_FILE": str(place / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(place / "none.conf"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(place / "none.config"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(place / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(place / "data"),
            "RABBITMQ_LOG_BASE": str(place / "log"),
            "RABBITMQ_GENERATED_CONFIG_DIR": str(place / "generated"),
            "RABBITMQ_PID_FILE": str(place / "pid"),
            "RABBITMQ_LOG": "warning,-color",
            "RABBITMQ_DIST_PORT": str(self.ports.distribution),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": (
                "-kernel inet_dist_use_interface {127,0,0,1} -start_epmd false"
            ),
            # The script then becomes the server instead of waiting for it: signals reach it.
            "RUNNING_UNDER_SYSTEMD": "true",
            "ERL_EPMD_PORT": str(self.ports.epmd),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }

    def create(self) -> None:
        """Writes the configuration anew; the data of earlier runs stays."""
        refuse_missing()
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._make_place()
        text = _CONFIGURATION.format(ports=self.ports, user=USER, password=self.password)
        _write_private(self.folder / "rabbitmq.conf", text)
        plugins = "[rabbitmq_management,rabbitmq_prometheus].\n"
        _write_private(self.folder / "enabled_plugins", plugins)
        cookie = self.folder / ".erlang.cookie"
        cookie.unlink(missing_ok=True)
        _write_private(cookie, self.cookie)
        cookie.chmod(0o400)

    def clear(self) -> None:
        """What stands outside the folder."""
        if self.place != self.folder:
            self.place.unlink(missing_ok=True)

    def _make_place(self) -> None:
        if self.place == self.folder:
            return
        with suppress(FileExistsError):
            self.place.symlink_to(self.folder)
        owner = self.place.lstat().st_uid
        if owner != os.geteuid() or not self.place.samefile(self.folder):
            raise Problem(
                f"{self.place} belongs to {account_name(owner)} or leads elsewhere; "
                "remove it or set another LOUPAN_HOME."
            )

    def wait_until_ready(self, alive: Callable[[], bool], log: Path, seconds: float = 90) -> None:
        """Until it answers the management API and takes connections over AMQP. `log` is the
        server's, for whoever looks for the reason."""
        end = time.monotonic() + seconds
        with httpx.Client(base_url=self.management_url, timeout=5) as management:
            while (error := self._refusal(management)) is not None:
                if not alive():
                    raise Problem(
                        f"RabbitMQ ended while it started; its log says why: {log}"
                    ) from error
                if time.monotonic() > end:
                    raise Problem(
                        f"RabbitMQ did not answer in {seconds:.0f} s: {error!r}; its log is {log}"
                    ) from error
                time.sleep(0.1)

    def _refusal(self, management: httpx.Client) -> Exception | None:
        """Why it does not answer."""
        try:
            # first: it fails without a page of log
            management.get("/api/overview").raise_for_status()
            pika.BlockingConnection(pika.URLParameters(self.uri)).close()
        except (pika.exceptions.AMQPError, OSError, httpx.HTTPError) as error:
            return error
        return None


def refuse_missing(program: Path = PROGRAM) -> None:
    if not program.exists():
        raise Problem(
            f"RabbitMQ is not installed; run `sudo {INSTALL}`, "
            "or give the address of a broker in AMQP_URI."
        )


def _write_private(file: Path, text: str) -> None:
    file.touch(mode=0o600)
    file.write_text(text)
