"""Idempotent commands: the same key gets the stored answer, never a second effect (design §5.7)."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import (
    CHAR,
    BindParameter,
    Column,
    DateTime,
    MetaData,
    String,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session

from common.actor import Actor
from common.learning import NotKnownYet
from common.prepared import Prepared, send_what_waits
from contracts.operation import Operation
from contracts.refusals import Refusal, key_reused

KEPT = timedelta(hours=48)
BATCH = 1000


def idempotency_table(metadata: MetaData) -> Table:
    """Keys of commands with the request's hash and, once done, the answer."""
    return Table(
        "idempotent_command",
        metadata,
        Column("actor", String(60), primary_key=True),
        Column("operation", String(60), primary_key=True),
        Column("key", String(200), primary_key=True),
        Column("request_hash", CHAR(64), nullable=False),
        Column("answer", Text),
        Column("created_at", DateTime(timezone=True), nullable=False, index=True),
    )


_table = idempotency_table(MetaData())
_is_it = and_(
    _table.c.actor == bindparam("p_actor"),
    _table.c.operation == bindparam("p_operation"),
    _table.c.key == bindparam("p_key"),
)
_row: dict[str, BindParameter[Any]] = {
    name: bindparam(name) for name in ("actor", "operation", "key", "request_hash", "created_at")
}
_INSERT = Prepared(insert(_table).values(_row))
_SELECT = select(_table.c.request_hash, _table.c.answer).where(_is_it)
_FINISH = Prepared(update(_table).where(_is_it).values(answer=bindparam("p_answer")))


class Repeated(Refusal):
    """The key was used before. It never reaches a caller: the stored answer does."""


CONSTRAINTS: Mapping[str, Callable[[], Refusal]] = {
    f"pk_{_table.name}": lambda: Repeated("repeated")
}


class Attempt:
    """One command under one key:

        attempt = Attempt(by, operation, key, payload)
        try:
            with call.transaction() as session:
                attempt.begin(session, at)
                with attempt.refusing(session):
                    answer = …
                attempt.finish(session, answer)
        except Repeated:
            with call.reading() as session:
                answer = attempt.stored_answer(session)

    Refusals roll the transaction back, so they are not kept.
    """

    def __init__(
        self, by: Actor, operation: Operation, key: str, payload: Mapping[str, Any]
    ) -> None:
        self._row = {"actor": by.id, "operation": operation.name, "key": key}
        self._where = {f"p_{name}": value for name, value in self._row.items()}
        self._digest = _hash(payload)

    def begin(self, session: Session, at: datetime) -> None:
        """Take the key, with the session's next statement. That raises `Repeated` for a key that
        was used, and waits for an attempt under the same key that is still running."""
        _INSERT.later(session, self._row | {"request_hash": self._digest, "created_at": at})

    @contextmanager
    def refusing(self, session: Session) -> Iterator[None]:
        """What is refused before any statement was sent, or has to be learnt first, is so only
        under a new key."""
        try:
            yield
        except (Refusal, NotKnownYet):
            send_what_waits(session)
            raise

    def finish(self, session: Session, answer: Any) -> None:
        _FINISH.later(session, self._where | {"p_answer": orjson.dumps(answer).decode()})

    def stored_answer(self, session: Session) -> Any:
        """What the first attempt was answered. Raises `key_reused` when it had another body."""
        found = session.execute(_SELECT, self._where).one()
        if found.request_hash != self._digest:
            raise key_reused()
        return orjson.loads(found.answer)


def forget_old(session: Session, at: datetime) -> int:
    """Drop up to 1,000 keys older than 48 hours; answers how many."""
    key = (_table.c.actor, _table.c.operation, _table.c.key)
    old = select(*key).where(_table.c.created_at < at - KEPT).limit(BATCH)
    gone = delete(_table).where(tuple_(*key).in_(old.with_for_update(skip_locked=True)))
    return len(session.execute(gone.returning(_table.c.key)).all())


def _hash(payload: Mapping[str, Any]) -> str:
    canonical = orjson.dumps(payload, option=orjson.OPT_SORT_KEYS, default=str)
    return hashlib.sha256(canonical).hexdigest()
