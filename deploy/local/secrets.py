"""Passwords and keys, made once per installation and kept in `<home>/secrets.json`, mode 0600."""

import base64
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.local.problem import Problem
from deploy.local.settings import LOG_WRITER, SERVICES

OFFICE_KEY = "office"


def system_key(service: str) -> str:
    return f"system-{service}"


@dataclass(frozen=True)
class Secrets:
    installation: str
    """Names what this installation keeps outside its home."""
    superuser_password: str
    database_passwords: dict[str, str]
    broker_password: str
    erlang_cookie: str
    signing_keys: dict[str, str]
    """Key id → base64 of the raw Ed25519 private key."""
    crm_data_key: str
    crm_index_key: str
    office_data_key: str
    admin_password: str
    """Of the first administrator, `admin`."""

    @classmethod
    def generate(cls) -> Self:
        kids = (OFFICE_KEY, *map(system_key, SERVICES), LOG_WRITER)
        return cls(
            installation=secrets.token_hex(4),
            superuser_password=secrets.token_urlsafe(24),
            database_passwords={r: secrets.token_urlsafe(24) for r in (*SERVICES, LOG_WRITER)},
            broker_password=secrets.token_hex(24),
            erlang_cookie=secrets.token_hex(20),
            signing_keys={kid: _private_key() for kid in kids},
            crm_data_key=_base64(secrets.token_bytes(32)),
            crm_index_key=_base64(secrets.token_bytes(32)),
            office_data_key=_base64(secrets.token_bytes(32)),
            admin_password=secrets.token_urlsafe(15),
        )

    @classmethod
    def of(cls, home: Path) -> Self:
        """Those of the installation in `home`; what is not there yet is made. Of several processes
        that ask at the same time one makes them, and all get the same."""
        file = home / "secrets.json"
        try:
            with _alone(home):
                kept = json.loads(file.read_text()) if file.exists() else {}
                whole = _with(asdict(cls.generate()), kept)
                if kept != whole:
                    _write_private(file, json.dumps(whole, indent=2))
            return cls(**whole)
        except (ValueError, TypeError) as error:
            raise Problem(
                f"The file {file} is damaged; restore it, or remove {home} to start anew."
            ) from error

    @property
    def public_keys(self) -> dict[str, str]:
        """Key id → base64 of the raw Ed25519 public key: the value of `LOUPAN_KEYS`."""
        return {kid: _public(key) for kid, key in self.signing_keys.items()}


def _with(made: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    """What is kept, and what was made for names that are not kept yet."""
    both = {
        name: _with(value, kept[name]) if isinstance(value, dict) else kept[name]
        for name, value in made.items()
        if name in kept
    }
    return made | kept | both


def _private_key() -> str:
    return _base64(Ed25519PrivateKey.generate().private_bytes_raw())


def _public(private: str) -> str:
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private))
    return _base64(key.public_key().public_bytes_raw())


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Locks the folder itself, so that no file is left in it."""
    folder = os.open(home, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _write_private(file: Path, text: str) -> None:
    """All or nothing, and never readable for others, not even for a moment."""
    unfinished = file.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
    unfinished.rename(file)
