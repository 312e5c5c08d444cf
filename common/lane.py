"""One outbox on its way to the broker: batches, pipelined confirms, deletes what was confirmed."""

import logging
from typing import Any

import pika
from pika.channel import Channel
from sqlalchemy import Connection, Engine, MetaData, bindparam, delete, select, update
from sqlalchemy.exc import SQLAlchemyError

from common import clock, metrics
from common.outbox import outbox_table

POLL_SECONDS = 0.05
IDLE_POLL_SECONDS = 0.2
"""Once nothing has come for `IDLE_AFTER` polls: of five outboxes few are busy at a time."""
IDLE_AFTER = 40
AWAY_SECONDS = 1.0
BATCH = 500
CONFIRM_SECONDS = 30.0

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


class Lane:
    """Runs on the relay's event loop. The rows of a batch stay locked until the broker has answered
    for each of them, so that two relays never send the same row at once."""

    def __init__(self, service: str, engine: Engine, log: logging.Logger) -> None:
        self._service = service
        self._engine = engine
        self._log = log
        self._stopping = False
        self._away = False
        self._empty_polls = 0
        self._channel: Channel | None = None
        self._reset()

    def _reset(self) -> None:
        self._transaction: Connection | None = None
        self._waiting: dict[int, int] = {}
        self._confirmed: list[int] = []
        self._returned: dict[int, str] = {}
        self._tag = 0
        self._overdue: Any = None

    @property
    def is_busy(self) -> bool:
        return self._transaction is not None

    def start(self, channel: Channel) -> None:
        self.abandon()
        self._channel = channel
        channel.confirm_delivery(self._on_confirm)
        channel.add_on_return_callback(self._on_return)
        channel.add_on_close_callback(self._on_channel_closed)
        self._poll()

    def abandon(self) -> None:
        """Give the batch back, unsent as far as we know: the next connection repeats it."""
        transaction = self._transaction
        self._reset()
        if transaction is not None:
            transaction.close()

    def stop_after_batch(self) -> None:
        self._stopping = True

    def _poll(self) -> None:
        if self._stopping or self._channel is None or not self._channel.is_open:
            return
        try:
            rows = self._take()
        except SQLAlchemyError as error:
            self.abandon()
            self._say_away(error)
            self._later(AWAY_SECONDS)
            return
        self._away = False
        if not rows:
            self._empty_polls += 1
            self._later(IDLE_POLL_SECONDS if self._empty_polls > IDLE_AFTER else POLL_SECONDS)
            return
        self._empty_polls = 0
        for row in rows:
            self._publish(row)
        self._overdue = self._loop().call_later(CONFIRM_SECONDS, self._give_up)

    def _take(self) -> list[Any]:
        self._transaction = self._engine.connect()
        rows = list(self._transaction.execute(_TAKE))
        oldest = (clock.now() - rows[0].created_at).total_seconds() if rows else 0.0
        metrics.outbox_oldest_seconds.labels(self._service).set(oldest)
        if not rows:
            self.abandon_empty()
        return rows

    def abandon_empty(self) -> None:
        if self._transaction is not None:
            self._transaction.close()
            self._transaction = None

    def _publish(self, row: Any) -> None:
        assert self._channel is not None
        self._tag += 1
        self._waiting[self._tag] = row.seq
        self._channel.basic_publish(
            row.exchange,
            row.routing_key,
            row.body.encode(),
            pika.BasicProperties(
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=pika.DeliveryMode.Persistent.value,
                message_id=str(row.seq),
            ),
            mandatory=True,
        )

    def _on_return(self, _: Channel, method: Any, properties: Any, body: bytes) -> None:
        self._returned[int(properties.message_id)] = method.reply_text

    def _on_confirm(self, frame: Any) -> None:
        method = frame.method
        tags = (
            [tag for tag in self._waiting if tag <= method.delivery_tag]
            if method.multiple
            else [method.delivery_tag]
        )
        answered = [seq for tag in tags if (seq := self._waiting.pop(tag, None)) is not None]
        if isinstance(method, pika.spec.Basic.Ack):
            self._confirmed += answered
        if not self._waiting and self._transaction is not None:
            self._finish()

    def _finish(self) -> None:
        assert self._transaction is not None
        self._loop().remove_timeout(self._overdue)
        sent = [seq for seq in self._confirmed if seq not in self._returned]
        try:
            self._write_down(self._transaction, sent)
        except SQLAlchemyError as error:
            self._say_away(error)
        metrics.outbox_published.labels(self._service).inc(len(sent))
        full = len(self._confirmed) >= BATCH
        channel_tag = self._tag
        self.abandon()
        self._tag = channel_tag
        self._later(0.0 if full else POLL_SECONDS)

    def _write_down(self, transaction: Connection, sent: list[int]) -> None:
        if sent:
            transaction.execute(_DELETE, {"seqs": sent})
        for seq, why in self._returned.items():
            transaction.execute(_SET_ASIDE, {"p_seq": seq, "p_at": clock.now(), "p_why": why})
            metrics.outbox_unroutable.labels(self._service).inc()
            self._log.error("an event could not be routed and was set aside", extra={"seq": seq})
        transaction.commit()

    def _give_up(self) -> None:
        self._log.error("the broker did not confirm in time; reconnecting")
        if self._channel is not None and self._channel.is_open:
            self._channel.connection.close()

    def _on_channel_closed(self, channel: Channel, reason: Any) -> None:
        self.abandon()
        if channel.connection.is_open and not self._stopping:
            self._log.error("a channel was closed; reconnecting", extra={"why": str(reason)})
            channel.connection.close()

    def _say_away(self, error: SQLAlchemyError) -> None:
        if not self._away:
            self._log.warning("waiting for the database", extra={"service": self._service})
        self._away = True

    def _loop(self) -> Any:
        assert self._channel is not None
        return self._channel.connection.ioloop

    def _later(self, seconds: float) -> None:
        if self._channel is not None and self._channel.is_open:
            self._loop().call_later(seconds, self._poll)
