"""What a person can set from outside, and the folder everything is kept in."""

import os
import pwd
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

from deploy.local.problem import Problem

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("office", "inventory", "crm", "reminders", "reporting")
LOG_WRITER = "eventlog"
"""The process, its database role and its key: it only adds to the event log of office."""


@dataclass(frozen=True)
class Settings:
    home: Path
    """`LOUPAN_HOME`: everything this copy writes (default `.local` in the project)."""
    port: int
    """`LOUPAN_PORT`: where the gateway answers; every other port is derived from it."""
    database_url: str | None
    """`DATABASE_URL`: a PostgreSQL server on which we may create roles and databases."""
    amqp_uri: str | None
    """`AMQP_URI`: a RabbitMQ virtual host of ours; otherwise a private node is started."""
    management_url: str | None
    """`RABBITMQ_MANAGEMENT_URL` of that broker, if it has one."""

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> Self:
        return cls(
            home=_home(environ.get("LOUPAN_HOME") or ".local"),
            port=_port(environ.get("LOUPAN_PORT") or "8000"),
            database_url=environ.get("DATABASE_URL") or None,
            amqp_uri=environ.get("AMQP_URI") or None,
            management_url=environ.get("RABBITMQ_MANAGEMENT_URL") or None,
        )


def _home(text: str) -> Path:
    home = (ROOT / Path(text).expanduser()).resolve()
    if set(str(home)) & set("%'\"\n"):
        raise Problem(f"LOUPAN_HOME must be a path without %, quotes and line breaks, not {home}.")
    return home


def _port(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise Problem(f"LOUPAN_PORT must be a port number from 1 to 65535, not {text!r}.")


def own_folder(folder: Path, mode: int = 0o711) -> Path:
    """Creates the folder, or refuses one that belongs to somebody else; never changes rights."""
    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        owner = folder.stat().st_uid
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise Problem(
            f"The folder {folder} cannot be used ({error.strerror}); "
            "set LOUPAN_HOME to a folder that you may write."
        ) from error
    if owner != os.geteuid():
        raise Problem(
            f"The folder {folder} belongs to {account_name(owner)}, and you are "
            f"{account_name(os.geteuid())}; set LOUPAN_HOME to a folder of your own."
        )
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Problem(f"The folder {folder} is not writable for you; set LOUPAN_HOME to another.")
    return folder


def socket_folder(home: Path, what: str) -> Path:
    """Outside the home and short, because a socket's path may have 107 bytes only."""
    return Path(f"/tmp/loupan-{sha256(os.fsencode(home)).hexdigest()[:10]}-{what}")


def account_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
