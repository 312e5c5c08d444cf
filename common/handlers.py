"""Events to a service's handlers: in batches, retried with delay, then parked (design §5.6)."""

import logging
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import eventlet
from nameko.amqp.publish import Publisher
from nameko.constants import AMQP_URI_CONFIG_KEY
from nameko.events import EventHandler
from nameko.exceptions import ContainerBeingKilled

from common import database, metrics, retry, settings
from common.draining import DrainingQueueConsumer, give_back_later, park_message
from contracts.envelope import MOST_BYTES
from contracts.event import TooNew, Unreadable, exchange_of

BATCH = 100
GATHER_SECONDS = 0.05
_log = logging.getLogger(__name__)


class EventConsumer(EventHandler):
    """nameko acknowledges what its handler failed on; here it is retried with delay, then parked.

    One worker at a time runs the handler, with this consumer as its argument: it takes batches and
    settles them until nothing waits.
    """

    queue_consumer = DrainingQueueConsumer()
    prefetch = 2 * BATCH

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waiting: deque[tuple[Any, Any]] = deque()
        self._in_hand: list[Any] = []
        self._working = False

    def setup(self) -> None:
        super().setup()
        self.queue.queue_arguments = retry.queue_arguments()

    def handle_message(self, body: Any, message: Any) -> None:
        self._waiting.append((self._fault_of(message) or body, message))
        if not self._working:
            self._work()

    def take(self) -> list[Any]:
        """The bodies of the next batch, an `Unreadable` in the place of one that can't be read;
        none, and the worker has to end."""
        batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
        self._in_hand = [message for _, message in batch]
        self._working = bool(batch)
        return [body for body, _ in batch]

    def settle(self, outcomes: Sequence[Exception | None]) -> None:
        """What became of each event of the batch: handled, or what it failed with."""
        for message, error in zip(self._in_hand, outcomes, strict=True):
            self._settle(message, error)
        self._in_hand = []

    def gather(self) -> None:
        """Let more come before the next batch: under load a transaction for ten costs hardly more
        than one for one. An event that comes alone is never waited with."""
        if len(self._waiting) < BATCH:
            eventlet.sleep(GATHER_SECONDS)

    def _fault_of(self, message: Any) -> Unreadable | None:
        """Whether it came another way than its source's exchange or, tried again, our own queue."""
        came = message.delivery_info["exchange"], message.delivery_info["routing_key"]
        ways = (exchange_of(self.source_service), self.event_type), ("", self.queue.name)
        if came not in ways:
            return Unreadable(f"came by {came[0]} {came[1]}, not by {' '.join(ways[0])}")
        if len(message.body) > MOST_BYTES:
            return Unreadable(f"{len(message.body)} bytes are more than {MOST_BYTES}")
        return None

    def _work(self) -> None:
        self._working = True
        with suppress(ContainerBeingKilled):  # the broker then delivers again, elsewhere
            self.container.spawn_worker(self, (self,), {}, handle_result=self._ended)

    def _ended(self, worker_ctx: Any, result: Any, exc_info: Any) -> Any:
        """The worker is gone; if it failed, so did what it had in hand."""
        if exc_info is not None:
            self.settle([exc_info[1]] * len(self._in_hand))
            self._working = False
        return result, exc_info

    def _settle(self, message: Any, error: Exception | None) -> None:
        service = self.container.service_name
        metrics.events_handled.labels(service, self.method_name, _outcome(error)).inc()
        if error is None:
            self.queue_consumer.ack_message(message)
        elif database.means_away(error):
            give_back_later(self.queue_consumer, message)
        elif isinstance(error, Unreadable) or retry.exhausted(message.headers):
            cause, tried = f"{type(error).__name__}: {error}", not isinstance(error, TooNew)
            park_message(self.queue_consumer, self, message, cause, keep_body=True, tried=tried)
        else:
            self._retry(message)

    def _retry(self, message: Any) -> None:
        try:
            self._publish_again(message)
        except Exception:
            _log.exception("could not publish to the retry queue; the message goes back")
            give_back_later(self.queue_consumer, message)
            return
        self.queue_consumer.ack_message(message)

    def _publish_again(self, message: Any) -> None:
        """The same bytes: kombu's decoding would turn `__type__` objects into others."""
        attempts = retry.attempts_of(message.headers)
        Publisher(self.container.config[AMQP_URI_CONFIG_KEY], use_confirms=True).publish(
            message.body,
            content_type=message.content_type,
            content_encoding="utf-8",
            exchange=retry.retry_queue(settings.retry_delays()[attempts]),
            routing_key=self.queue.name,
            headers={**(message.headers or {}), retry.ATTEMPTS: attempts + 1},
            confirm_timeout=5,
        )


def _outcome(error: Exception | None) -> str:
    if error is None:
        return "handled"
    return "refused" if isinstance(error, Unreadable) else "failed"
