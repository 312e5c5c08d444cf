"""Engines, models' base and the way from a database error to a refusal."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Engine, MetaData, Numeric, Uuid, create_engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import DeclarativeBase

from common import settings
from common.pipelining import PipelinedConnection
from contracts.refusals import Refusal, already_exists, in_progress, unavailable

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

COLUMN_TYPES: dict[Any, Any] = {
    datetime: DateTime(timezone=True),
    Decimal: Numeric(14, 2),
    UUID: Uuid(),
}
"""UTC moments, `NUMERIC(14,2)` decimals."""

SPARE_CONNECTIONS = 4
"""Beside one per worker: for the foundation itself and for what has to be committed aside."""

SERVER_TIMEOUTS = {
    "statement_timeout": "10s",
    "lock_timeout": "4s",
    "idle_in_transaction_session_timeout": "30s",
}

PLANNER = "-c random_page_cost=1.1"
"""A page out of order costs about as much as the next one, in memory and on any disk of today.
Believing the usual 4, the planner reads a whole table where an index knows the fifty rows."""


def new_base() -> type[DeclarativeBase]:
    """A declarative base for one service: UTC moments, `NUMERIC(14,2)`, named constraints."""

    class Base(DeclarativeBase):
        metadata = MetaData(naming_convention=NAMES)
        type_annotation_map = COLUMN_TYPES

    return Base


@cache
def engine(service: str) -> Engine:
    """The process's engine for `service`: as many connections as workers, and a few to spare; time
    limits live in the server."""
    return connect(
        settings.database_url(service),
        application_name=f"loupan-{service}",
        options=" ".join(f"-c {name}={value}" for name, value in SERVER_TIMEOUTS.items()),
        pool_size=settings.max_workers() + SPARE_CONNECTIONS,
        max_overflow=0,
        pool_timeout=5,
        pool_pre_ping=False,
        pool_use_lifo=True,
        pool_recycle=600,
    )


@cache
def autocommitting(engine: Engine) -> Engine:
    """`engine`, its connections and all, with every statement a transaction of its own."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def connect(url: str, *, application_name: str = "loupan", options: str = "", **how: Any) -> Engine:
    """An engine whose connections pipeline; parameters never show in its errors."""
    connect_args = {
        "application_name": application_name,
        "options": f"{options} {PLANNER}",
        "connection_factory": PipelinedConnection,
    }
    return create_engine(url, connect_args=connect_args, hide_parameters=True, **how)


def is_away(error: BaseException) -> bool:
    """Whether `error` means that the database can't be reached, as opposed to a wrong statement."""
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "pgcode", None)
    return error.connection_invalidated or code is None or code[:2] in ("08", "53", "57")


def means_away(error: BaseException) -> bool:
    """`is_away`, also for the refusal that a lost database became."""
    cause = error.__cause__
    return is_away(error) or (cause is not None and is_away(cause))


def refusal_for(
    error: DBAPIError, constraints: Mapping[str, Callable[[], Refusal]]
) -> Refusal | None:
    """The refusal that a database error stands for: a broken constraint by its *name*, a lock that
    was not to be had, a server that is away. `None` for anything else, which is a fault of ours."""
    if isinstance(error, IntegrityError):
        diagnosis: Any = getattr(error.orig, "diag", None)
        name = getattr(diagnosis, "constraint_name", None) or ""
        if name in constraints:
            return constraints[name]()
        if name.startswith("pk_"):
            return already_exists(constraint=name)
        return None
    code = getattr(error.orig, "pgcode", None)
    if code in ("55P03", "40001", "40P01"):
        return in_progress()
    return unavailable() if is_away(error) or code == "57014" else None
