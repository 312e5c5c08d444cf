"""One database and one role per service, and one for the event log's writer, on whichever server
there is."""

from collections.abc import Mapping

import psycopg2
from psycopg2 import extensions, sql
from sqlalchemy import make_url

from deploy.local.problem import Problem
from deploy.local.settings import LOG_WRITER, SERVICES


def urls(server_url: str, passwords: Mapping[str, str]) -> dict[str, str]:
    """Service → URL of its database; the writer of the event log enters office's as itself."""
    own = {s: database_url(server_url, s, passwords[s], s) for s in SERVICES}
    return own | {LOG_WRITER: database_url(server_url, LOG_WRITER, passwords[LOG_WRITER], "office")}


def create(server_url: str, passwords: Mapping[str, str]) -> None:
    """Makes what is missing.

    On a server that others use too, a role or database of the same name that isn't ours is refused.
    """
    connection = _connect(server_url)
    connection.autocommit = True
    try:
        create_role(connection, LOG_WRITER, passwords[LOG_WRITER])
        for service in SERVICES:
            create_role(connection, service, passwords[service])
            create_database(connection, service, owner=service)
    finally:
        connection.close()
    for service, url in urls(server_url, passwords).items():
        _refuse_foreign(service, url)


def database_url(server_url: str, user: str, password: str, database: str) -> str:
    url = make_url(server_url).set(
        drivername="postgresql+psycopg2", username=user, password=password, database=database
    )
    return url.render_as_string(hide_password=False)


def create_role(connection: extensions.connection, name: str, password: str) -> None:
    if _exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", name):
        return
    with connection.cursor() as cursor:
        create = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
        cursor.execute(create.format(sql.Identifier(name), sql.Literal(password)))
        # Only a member may give a database away, and the administrator need not be superuser.
        cursor.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(name)))


def create_database(
    connection: extensions.connection, name: str, *, owner: str, template: str = "template0"
) -> None:
    if not _exists(connection, "SELECT 1 FROM pg_database WHERE datname = %s", name):
        _create_empty(connection, name, owner, template)
    if owner == "office":
        _let_the_writer_in(connection, name)


def _create_empty(connection: extensions.connection, name: str, owner: str, template: str) -> None:
    names = [sql.Identifier(part) for part in (name, owner, template)]
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} ENCODING 'UTF8'").format(*names)
        )
        cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(names[0]))


def _let_the_writer_in(connection: extensions.connection, name: str) -> None:
    with connection.cursor() as cursor:
        grant = sql.SQL("GRANT CONNECT ON DATABASE {} TO {}")
        cursor.execute(grant.format(sql.Identifier(name), sql.Identifier(LOG_WRITER)))


def _exists(connection: extensions.connection, query: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(query, (name,))
        return cursor.fetchone() is not None


def _connect(url: str) -> extensions.connection:
    try:
        return psycopg2.connect(libpq_url(url))
    except psycopg2.OperationalError as error:
        raise Problem(f"The server of DATABASE_URL does not let us in: {error}") from error


def _refuse_foreign(service: str, url: str) -> None:
    try:
        psycopg2.connect(libpq_url(url)).close()
    except psycopg2.OperationalError as error:
        raise Problem(
            f"The role {service} exists on the PostgreSQL server, but not with this installation's "
            f"password; drop it, or give another server in DATABASE_URL. ({str(error).strip()})"
        ) from error


def libpq_url(url: str) -> str:
    """SQLAlchemy names its driver in the URL; libpq doesn't know that."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
