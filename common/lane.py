"""One outbox on its way to the broker: batches, pipelined confirms, deletes what was confirmed."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import pika
from pika.channel import Channel
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from common import clock, metrics
from common.batches import BATCH, Batches
from common.threads import WorkerThread

POLL_SECONDS = 0.05
IDLE_POLL_SECONDS = 0.2
"""Once nothing has come for `IDLE_AFTER` polls: of five outboxes few are busy at a time."""
IDLE_AFTER = 40
AWAY_SECONDS = 1.0
CONFIRM_SECONDS = 30.0

T = TypeVar("T")


@dataclass
class _Batch:
    """What the broker has answered so far. Rows by their `seq`."""

    overdue: Any
    """The timer that gives it up."""
    unanswered: dict[int, int] = field(default_factory=dict)
    """By delivery tag."""
    confirmed: list[int] = field(default_factory=list)
    unroutable: dict[int, str] = field(default_factory=dict)

    @property
    def sent(self) -> list[int]:
        return [seq for seq in self.confirmed if seq not in self.unroutable]


class Lane:
    """Runs on the relay's event loop; its database work is done in a thread of its own, so that a
    database that doesn't answer holds up its own events only."""

    def __init__(self, service: str, engine: Engine, log: logging.Logger) -> None:
        self._service = service
        self._log = log
        self._rows = Batches(engine)
        self._thread = WorkerThread(f"outbox of {service}")
        self._stopping = False
        self._away = False
        self._empty_polls = 0
        self._channel: Channel | None = None
        self._last_tag = 0
        self._batch: _Batch | None = None

    @property
    def is_busy(self) -> bool:
        """Whether anything was published that is not yet deleted."""
        return self._batch is not None

    def start(self, channel: Channel) -> None:
        self._channel, self._last_tag = channel, 0
        channel.confirm_delivery(self._on_confirm)
        channel.add_on_return_callback(self._on_return)
        channel.add_on_close_callback(self._on_channel_closed)
        self._poll()

    def abandon(self) -> None:
        """Give the batch back, unsent as far as we know: the next connection repeats it."""
        self._channel = self._batch = None
        self._thread.submit(self._rows.give_back)

    def stop_after_batch(self) -> None:
        self._stopping = True

    def _poll(self) -> None:
        if self._publishes:
            self._in_thread(self._rows.take, self._taken)

    @property
    def _publishes(self) -> bool:
        return not self._stopping and self._channel is not None and self._channel.is_open

    def _in_thread(self, work: Callable[[], T], then: Callable[[Future[T]], None]) -> None:
        """Have `work` done in the thread, then `then` on the loop, unless the channel is another
        by then: its batch was given back."""
        loop, channel = self._loop(), self._channel

        def back(done: Future[T]) -> None:
            if channel is self._channel:
                then(done)

        self._thread.submit(work).add_done_callback(
            lambda done: loop.add_callback_threadsafe(partial(back, done))
        )

    def _taken(self, done: Future[Sequence[Any]]) -> None:
        try:
            rows = done.result()
        except SQLAlchemyError:
            self._note_away()
            self._later(AWAY_SECONDS)
            return
        self._away = False
        oldest = (clock.now() - rows[0].created_at).total_seconds() if rows else 0.0
        metrics.outbox_oldest_seconds.labels(self._service).set(oldest)
        if not self._publishes:
            self._thread.submit(self._rows.give_back)
        elif rows:
            self._empty_polls = 0
            self._publish(rows)
        else:
            self._empty_polls += 1
            self._later(IDLE_POLL_SECONDS if self._empty_polls > IDLE_AFTER else POLL_SECONDS)

    def _publish(self, rows: Sequence[Any]) -> None:
        assert self._channel is not None
        self._batch = _Batch(self._loop().call_later(CONFIRM_SECONDS, self._give_up))
        for row in rows:
            self._last_tag += 1
            self._batch.unanswered[self._last_tag] = row.seq
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
        assert self._batch is not None
        self._batch.unroutable[int(properties.message_id)] = method.reply_text

    def _on_confirm(self, frame: Any) -> None:
        assert self._batch is not None
        method, unanswered = frame.method, self._batch.unanswered
        tags = (
            [tag for tag in unanswered if tag <= method.delivery_tag]
            if method.multiple
            else [method.delivery_tag]
        )
        answered = [seq for tag in tags if (seq := unanswered.pop(tag, None)) is not None]
        if isinstance(method, pika.spec.Basic.Ack):
            self._batch.confirmed += answered
        if not unanswered:
            self._finish(self._batch)

    def _finish(self, batch: _Batch) -> None:
        self._loop().remove_timeout(batch.overdue)
        self._in_thread(
            partial(self._rows.settle, batch.sent, batch.unroutable), partial(self._settled, batch)
        )

    def _settled(self, batch: _Batch, done: Future[None]) -> None:
        try:
            done.result()
        except SQLAlchemyError:
            self._note_away()
        else:
            self._note_unroutable(batch)
        metrics.outbox_published.labels(self._service).inc(len(batch.sent))
        self._batch = None
        self._later(0.0 if len(batch.confirmed) >= BATCH else POLL_SECONDS)

    def _note_unroutable(self, batch: _Batch) -> None:
        for seq in batch.unroutable:
            metrics.outbox_unroutable.labels(self._service).inc()
            self._log.error("an event could not be routed and was set aside", extra={"seq": seq})

    def _give_up(self) -> None:
        self._log.error("the broker did not confirm in time; reconnecting")
        if self._channel is not None and self._channel.is_open:
            self._channel.connection.close()

    def _on_channel_closed(self, channel: Channel, reason: Any) -> None:
        self.abandon()
        if channel.connection.is_open and not self._stopping:
            self._log.error("a channel was closed; reconnecting", extra={"why": str(reason)})
            channel.connection.close()

    def _note_away(self) -> None:
        if not self._away:
            self._log.warning("waiting for the database", extra={"service": self._service})
        self._away = True

    def _loop(self) -> Any:
        assert self._channel is not None
        return self._channel.connection.ioloop

    def _later(self, seconds: float) -> None:
        if self._channel is not None and self._channel.is_open:
            self._loop().call_later(seconds, self._poll)
