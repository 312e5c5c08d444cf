"""A fresh, migrated database: a template is migrated once and copied."""

import fcntl
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256

import psycopg2
from psycopg2 import extensions, sql
from sqlalchemy import Engine

from common.database import connect
from deploy.local.databases import create_database, libpq_url
from deploy.local.settings import ROOT
from tests.servers import Servers


@dataclass(frozen=True)
class Database:
    url: str
    engine: Engine


@contextmanager
def migrated(servers: Servers, service: str) -> Iterator[Database]:
    """A database of the service with its whole schema, dropped afterwards."""
    name = f"test_{service}_{uuid.uuid4().hex[:12]}"
    with _administration(servers) as connection:
        create_database(connection, name, owner=service, template=_template(servers, service))
    url = servers.database_url(service, name)
    engine = connect(url, pool_use_lifo=True)
    try:
        yield Database(url, engine)
    finally:
        engine.dispose()
        with _administration(servers) as connection, connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _administration(servers: Servers) -> Iterator[extensions.connection]:
    with closing(psycopg2.connect(libpq_url(servers.cluster.superuser_url))) as connection:
        connection.autocommit = True
        yield connection


def _template(servers: Servers, service: str) -> str:
    """Its name; migrated on first use, anew whenever the code that makes the schema has changed."""
    name = f"template_{service}_{_fingerprint(service)}"
    with open(servers.home / "templates.lock", "w") as lock, _administration(servers) as connection:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _exists(connection, name):
            _build(servers, connection, service, name)
    return name


def _build(servers: Servers, connection: extensions.connection, service: str, name: str) -> None:
    unfinished = sql.Identifier(f"unfinished_{service}")
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(unfinished))
        create_database(connection, unfinished.string, owner=service)
        _migrate(service, servers.database_url(service, unfinished.string))
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        cursor.execute(rename.format(unfinished, sql.Identifier(name)))


def _migrate(service: str, url: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "common.migrate", service], cwd=ROOT, capture_output=True, text=True,
        env=os.environ | {f"{service.upper()}_DATABASE_URL": url},
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"common.migrate {service} failed:\n{done.stdout}{done.stderr}")


def _exists(connection: extensions.connection, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
        return cursor.fetchone() is not None


def _fingerprint(service: str) -> str:
    digest = sha256()
    for folder in (ROOT / "common", ROOT / "services" / service):
        for file in sorted(folder.rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
