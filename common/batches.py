"""The rows of one outbox, a batch at a time. Everything here may block as long as the database."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, bindparam, delete, select, update
from sqlalchemy.exc import SQLAlchemyError

from common import clock
from common.outbox import outbox_table

BATCH = 500

_outbox = outbox_table(MetaData())
_TAKE = (
    select(
        _outbox.c.seq,
        _outbox.c.exchange,
        _outbox.c.routing_key,
        _outbox.c.body,
        _outbox.c.created_at,
    )
    .where(_outbox.c.set_aside_at.is_(None))
    .order_by(_outbox.c.seq)
    .limit(BATCH)
    .with_for_update(skip_locked=True)
)
_DELETE = delete(_outbox).where(_outbox.c.seq.in_(bindparam("seqs", expanding=True)))
_SET_ASIDE = (
    update(_outbox)
    .where(_outbox.c.seq == bindparam("p_seq"))
    .values(set_aside_at=bindparam("p_at"), set_aside_why=bindparam("p_why"))
)


class Batches:
    """The rows of a batch stay locked until it is settled or given back, so that two relays never
    send the same row at once. For one thread; every method may raise `SQLAlchemyError`, and then
    nothing is in hand."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._transaction: Connection | None = None

    def take(self) -> Sequence[Any]:
        """The oldest rows that no relay has in hand: seq, exchange, routing_key, body, created_at.
        With none, nothing is in hand."""
        self._transaction = self._engine.connect()
        try:
            rows = self._transaction.execute(_TAKE).all()
        except SQLAlchemyError:
            self.give_back()
            raise
        if not rows:
            self.give_back()
        return rows

    def settle(self, sent: Iterable[int], unroutable: Mapping[int, str]) -> None:
        """Delete the rows that were sent, set those aside that found no queue (why, by seq), and
        give the others back."""
        assert self._transaction is not None
        seqs = list(sent)
        try:
            if seqs:
                self._transaction.execute(_DELETE, {"seqs": seqs})
            for seq, why in unroutable.items():
                row = {"p_seq": seq, "p_at": clock.now(), "p_why": why}
                self._transaction.execute(_SET_ASIDE, row)
            self._transaction.commit()
        finally:
            self.give_back()

    def give_back(self) -> None:
        """Let other relays have the rows in hand, if any."""
        transaction, self._transaction = self._transaction, None
        if transaction is not None:
            with suppress(SQLAlchemyError):  # a connection that broke has no locks any more
                transaction.close()
