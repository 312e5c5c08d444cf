"""Settings from the environment, the only source of secrets (X-04). Durations are written `2d`,
`4h`, `30m`, `10s`."""

import base64
import json
import os
import re
from datetime import timedelta
from pathlib import Path

_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)([dhms])")


class MissingSetting(RuntimeError):
    """A setting that a process can't do without; the message names it."""


def required(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise MissingSetting(f"the environment variable {name} is not set")
    return value


def amqp_uri() -> str:
    return required("AMQP_URI")


def database_url(service: str) -> str:
    """`<SERVICE>_DATABASE_URL`; only psycopg2 works under eventlet, so anything else is refused."""
    name = f"{service.upper()}_DATABASE_URL"
    url = required(name)
    if not url.startswith("postgresql+psycopg2://"):
        raise MissingSetting(f"{name} must start with postgresql+psycopg2://")
    return url


def public_keys() -> dict[str, bytes]:
    """Raw Ed25519 public keys by key id, from the JSON object `LOUPAN_KEYS`."""
    return {kid: base64.b64decode(key) for kid, key in json.loads(required("LOUPAN_KEYS")).items()}


def signing_key() -> bytes:
    """The raw Ed25519 private key of staff tokens; only office has it."""
    return base64.b64decode(required("LOUPAN_SIGNING_KEY"))


def system_key() -> bytes:
    """The raw Ed25519 private key with which a service signs its own tokens."""
    return base64.b64decode(required("LOUPAN_SYSTEM_KEY"))


def log_key() -> bytes:
    """The raw Ed25519 private key with which the event log's writer seals it."""
    return base64.b64decode(required("LOUPAN_LOG_KEY"))


def secret(name: str) -> bytes:
    """A base64 secret from the environment, decoded."""
    return base64.b64decode(required(name))


def metrics_port() -> int | None:
    port = os.environ.get("LOUPAN_METRICS_PORT")
    return int(port) if port else None


def max_workers() -> int:
    """Worker threads of a service process, and so its database connections."""
    return int(os.environ.get("LOUPAN_MAX_WORKERS", "16"))


def second_factor_is_required() -> bool:
    """Whether roles that move money or rights work only with a second factor; `offered` leaves it
    to each of them (`LOUPAN_SECOND_FACTOR`)."""
    kind = os.environ.get("LOUPAN_SECOND_FACTOR") or "required"
    if kind not in ("required", "offered"):
        raise MissingSetting("LOUPAN_SECOND_FACTOR must be required or offered")
    return kind == "required"


def office_data_key() -> bytes:
    """32 bytes from which office derives what seals second factors and signs device cookies."""
    return secret("OFFICE_DATA_KEY")


def hashing_queue() -> int:
    """How many log-ins wait in an office process while others' passwords are hashed; of its workers
    they leave most to everybody else."""
    return int(os.environ.get("LOUPAN_HASHING_QUEUE", "4"))


def queue_type() -> str:
    """`classic` on one machine, `quorum` in a cluster (design §5.11)."""
    kind = os.environ.get("RABBITMQ_QUEUE_TYPE", "classic")
    if kind not in ("classic", "quorum"):
        raise MissingSetting("RABBITMQ_QUEUE_TYPE must be classic or quorum")
    return kind


def retry_delays() -> tuple[float, ...]:
    """Seconds before each repetition of a failed handler (design §5.6); tests shorten them."""
    text = os.environ.get("LOUPAN_RETRY_DELAYS", "5,30,300")
    return tuple(float(part) for part in text.split(","))


def metrics_host() -> str:
    return os.environ.get("LOUPAN_METRICS_HOST", "127.0.0.1")


def files_folder(service: str) -> Path:
    """Where a service keeps files: in `LOUPAN_FILES`, by default `files` in `LOUPAN_HOME`. All
    replicas share it."""
    folder = os.environ.get("LOUPAN_FILES")
    return (Path(folder) if folder else Path(required("LOUPAN_HOME")) / "files") / service


def smtp_url() -> str | None:
    """`smtp://user:password@host:port`, or `smtps://…` for TLS from the start."""
    return os.environ.get("SMTP_URL") or None


def mail_from() -> str:
    return os.environ.get("MAIL_FROM") or "loupan@localhost"


def mail_retries() -> tuple[timedelta, ...]:
    """Pauses before e-mail is tried again; then it failed."""
    return durations("MAIL_RETRIES", "10s,1m,5m,30m,2h")


def durations(name: str, default: str) -> tuple[timedelta, ...]:
    """The comma-separated durations of a setting. Raises `MissingSetting` naming it."""
    try:
        return tuple(duration(part) for part in (os.environ.get(name) or default).split(","))
    except ValueError as error:
        raise MissingSetting(f"{name}: {error}") from None


def duration(text: str) -> timedelta:
    """Raises `ValueError` for anything but a number with d, h, m or s."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no duration such as 2d, 4h, 30m or 10s")
    return timedelta(**{_UNITS[found[2]]: float(found[1])})
