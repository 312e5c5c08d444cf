"""What an entrypoint works with: its caller, its transaction, its deadline."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from nameko.extensions import DependencyProvider
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from common import actor, database, idempotency, tokens
from common.actor import Actor
from common.client import Client
from common.revocation import Revocations
from contracts.operation import ANYONE, OPEN, Operation
from contracts.refusals import Refusal, deadline_passed, forbidden, unauthenticated, unavailable

NOBODY = Actor(id="anonymous:", roles=frozenset())


class Call:
    """One call of an entrypoint; `headers` are the message's, without nameko's prefix."""

    def __init__(
        self,
        service: str,
        engine: Engine,
        headers: Mapping[str, Any],
        revocations: Revocations,
        constraints: Mapping[str, Callable[[], Refusal]],
    ) -> None:
        self.service = service
        self.engine = engine
        self.request_id = _text(headers.get("request_id"))
        self.idempotency_key = _text(headers.get("idempotency_key"))
        self.token = _text(headers.get("token"), most=16_000)
        self._headers = headers
        self._deadline = _seconds(headers.get("deadline"))
        self._revocations = revocations
        self._constraints = constraints

    @property
    def client(self) -> Client:
        return Client.of(self._headers)

    def caller(self, operation: Operation, at: datetime) -> Actor:
        """Who calls, entitled to `operation`. Raises `unauthenticated`, `token_expired` or
        `forbidden`: a broker account alone gives no rights."""
        if operation.permission == OPEN:
            return NOBODY
        if not self.token:
            raise unauthenticated()
        by = actor.from_claims(tokens.verify(self.token, at), self.token)
        with self._refusing():
            self._revocations.check(by, at)
        if not _is_entitled(by, operation.permission):
            raise forbidden(permission=operation.permission)
        return by

    def check_deadline(self, at: datetime) -> None:
        """Raises `deadline_passed` when nobody waits for the answer any more."""
        if self._deadline is not None and self._deadline < at.timestamp():
            raise deadline_passed()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction; database errors that mean a refusal leave it as that refusal."""
        with self._refusing(), Session(self.engine, expire_on_commit=False) as session:
            session.info["request_id"] = self.request_id
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """For questions: every statement sees what is committed by then, as in a transaction of
        ours (READ COMMITTED), without the round trips of one."""
        with self._refusing(), Session(database.autocommitting(self.engine)) as session:
            yield session

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeout as error:
            raise unavailable() from error
        except DBAPIError as error:
            refusal = database.refusal_for(error, self._constraints)
            if refusal is None:
                raise
            raise refusal from error


def _text(header: Any, most: int = 200) -> str | None:
    """A header's value; `None` for what is no text that we could keep."""
    is_text = isinstance(header, str) and len(header) <= most and header.isprintable()
    return header if is_text else None


def _seconds(header: Any) -> float | None:
    try:
        return float(header)
    except (TypeError, ValueError):
        return None


def _is_entitled(by: Actor, permission: str) -> bool:
    return not by.is_system if permission == ANYONE else by.scope(permission) is not None


class Work(DependencyProvider):
    """Provides `self.work`, the `Call`, to every entrypoint of a service."""

    def __init__(self, constraints: Mapping[str, Callable[[], Refusal]] | None = None) -> None:
        self.constraints = {**idempotency.CONSTRAINTS, **(constraints or {})}

    def setup(self) -> None:
        self.engine = database.engine(self.container.service_name)
        self.revocations = Revocations(self.engine)

    def stop(self) -> None:
        self.engine.dispose()

    def get_dependency(self, worker_ctx: Any) -> Call:
        return Call(
            self.container.service_name,
            self.engine,
            worker_ctx.data,
            self.revocations,
            self.constraints,
        )
