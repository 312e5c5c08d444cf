"""nameko's message layer, guarded: nothing is lost, nothing kills the process, stops drain.

Each class says which defect of nameko 2.14 it cures.
"""

import logging
from functools import partial
from typing import Any

import eventlet
import orjson
from nameko.amqp.publish import Publisher
from nameko.constants import AMQP_URI_CONFIG_KEY, HEARTBEAT_CONFIG_KEY
from nameko.events import EventHandler
from nameko.exceptions import (
    ContainerBeingKilled,
    MethodNotFound,
    UnserializableValueError,
    serialize,
)
from nameko.messaging import QueueConsumer
from nameko.rpc import ReplyListener, Rpc, RpcConsumer

from common import database, metrics, retry, settings
from common.parking import park
from common.sender import sender
from common.topology import RPC_EXCHANGE
from common.wire import Connection
from contracts.event import Unreadable
from contracts.refusals import Refusal

DRAIN_SECONDS = 20.0
PAUSE_SECONDS = 2.0
_log = logging.getLogger(__name__)


class DrainingQueueConsumer(QueueConsumer):
    """Stops only when every message taken is acknowledged or given back: nameko closes the
    connection while workers still run, and finished work is repeated."""

    def __init__(self) -> None:
        self._unfinished: set[Any] = set()
        self._iterations_left = DRAIN_SECONDS
        super().__init__()

    @property
    def connection(self) -> Connection:
        config = self.container.config
        return Connection(config[AMQP_URI_CONFIG_KEY], heartbeat=config[HEARTBEAT_CONFIG_KEY])

    def handle_message(self, provider: Any, body: Any, message: Any) -> None:
        self._unfinished.add(message)
        if self.container._worker_pool.free():
            provider.handle_message(body, message)
        else:  # a thread that waits for a worker
            super().handle_message(provider, body, message)

    def ack_message(self, message: Any) -> None:
        super().ack_message(message)
        self._unfinished.discard(message)

    def requeue_message(self, message: Any) -> None:
        super().requeue_message(message)
        self._unfinished.discard(message)

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        self._unfinished.clear()
        super().on_connection_error(exc, interval)

    def get_consumers(self, consumer_cls: Any, channel: Any) -> Any:
        self._unfinished.clear()
        consumers = super().get_consumers(consumer_cls, channel)
        for provider, consumer in self._consumers.items():
            consumer.on_message = partial(self._receive, provider)
            consumer.on_decode_error = partial(self._park_undecodable, provider)
        return consumers

    def on_iteration(self) -> None:
        self._cancel_consumers_if_requested()
        if not self._consumers:
            self._iterations_left -= 1
            self.should_stop = not self._unfinished or self._iterations_left <= 0

    def _receive(self, provider: Any, message: Any) -> None:
        """In place of kombu's decoding, which turns `__type__` objects into others."""
        try:
            if message.content_type != "application/json":
                raise ValueError(f"{message.content_type} is not application/json")
            body = orjson.loads(message.body)
        except ValueError as error:
            self._park_undecodable(provider, message, error)
        else:
            self.handle_message(provider, body, message)

    def _park_undecodable(self, provider: Any, message: Any, error: Exception) -> None:
        """An undecodable message kills the service and its next instance; parked instead."""
        self.park(provider, message, f"undecodable: {error}")

    def park(self, provider: Any, message: Any, cause: str) -> None:
        """Park a message that nobody has worked on, in a thread: the database may take long."""
        self._unfinished.add(message)
        self.container.spawn_managed_thread(
            partial(park_message, self, provider, message, cause, keep_body=False),
            identifier="park",
        )


def park_message(
    queue_consumer: QueueConsumer, provider: Any, message: Any, cause: str, *, keep_body: bool
) -> None:
    """Move `message` into `parked_message`, then acknowledge it. While the database is away the
    message goes back after a pause."""
    service = provider.container.service_name
    body = message.body.encode() if isinstance(message.body, str) else bytes(message.body)
    try:
        park(
            database.engine(service),
            queue=provider.queue.name,
            routing_key=message.delivery_info.get("routing_key", ""),
            body=body,
            cause=cause,
            attempts=retry.attempts_of(message.headers) + 1,
            headers=message.headers or {},
            keep_body=keep_body,
        )
    except Exception:
        _log.exception(
            "could not park a message; it goes back", extra={"queue": provider.queue.name}
        )
        give_back_later(queue_consumer, message)
        return
    queue_consumer.ack_message(message)
    metrics.messages_parked.labels(service, provider.queue.name).inc()
    _log.error("message parked", extra={"queue": provider.queue.name, "cause": cause[:200]})


def give_back_later(queue_consumer: QueueConsumer, message: Any) -> None:
    """Requeue `message` after a pause, outside the worker pool: never a hot loop."""

    def wait_and_requeue() -> None:
        eventlet.sleep(PAUSE_SECONDS)
        queue_consumer.requeue_message(message)

    queue_consumer.container.spawn_managed_thread(wait_and_requeue, identifier="give back")


class Requests(RpcConsumer):
    """A request without `reply_to` or with another shape than nameko's kills the service; parked
    instead. A reply that can't be published is logged instead of ending the process."""

    queue_consumer = DrainingQueueConsumer()

    def __init__(self) -> None:
        self._operations: dict[str, Any] = {}
        super().__init__()

    def setup(self) -> None:
        super().setup()
        self.queue.queue_arguments = retry.queue_arguments()
        self._sender = sender(self.container.config[AMQP_URI_CONFIG_KEY])

    def stop(self) -> None:
        super().stop()
        self._sender.close()

    def register_provider(self, provider: Any) -> None:
        super().register_provider(provider)
        self._operations[provider.method_name] = provider

    def handle_message(self, body: Any, message: Any) -> None:
        fault = _fault_of_request(body, message)
        if fault:
            self.queue_consumer.park(self, message, fault)
        else:
            super().handle_message(body, message)

    def get_provider_for_method(self, routing_key: str) -> Any:
        method = routing_key.rpartition(".")[2]
        try:
            return self._operations[method]
        except KeyError:
            raise MethodNotFound(method) from None

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> Any:
        reply, exc_info = _reply(result, exc_info)
        properties = message.properties
        try:
            self._sender.publish(
                RPC_EXCHANGE,
                properties["reply_to"],
                reply,
                correlation_id=properties.get("correlation_id"),
            )
        except Exception:
            _log.exception("a reply could not be published; its caller will time out")
        self.queue_consumer.ack_message(message)
        return result, exc_info


def _fault_of_request(body: Any, message: Any) -> str | None:
    if not message.properties.get("reply_to"):
        return "request without reply_to"
    well_formed = (
        isinstance(body, dict) and body.get("args") == [] and isinstance(body.get("kwargs"), dict)
    )
    return None if well_formed else "request without args and kwargs"


def _reply(result: Any, exc_info: Any) -> tuple[bytes, Any]:
    """What nameko's clients expect, and the fault that it tells."""
    try:
        error = None if exc_info is None else _told(exc_info[1])
        return orjson.dumps({"result": result, "error": error}), exc_info
    except TypeError:
        fault = UnserializableValueError(result)
        _log.exception("an answer is not plain JSON")
        reply = orjson.dumps({"result": None, "error": serialize(fault)})
        return reply, (type(fault), fault, None)


def _told(error: BaseException) -> dict[str, Any]:
    """nameko turns every number of `exc_args` into text; a refusal's details stay what they are."""
    told: dict[str, Any] = serialize(error)
    if isinstance(error, Refusal):
        # a fault in a list's element has the element's number as its key
        option = orjson.OPT_NON_STR_KEYS
        told["exc_args"] = orjson.loads(orjson.dumps(error.args, default=str, option=option))
    return told


class OperationConsumer(Rpc):
    """An operation's entrypoint; a refusal returned by the method is answered as an error."""

    rpc_consumer = Requests()

    def handle_message(self, body: Any, message: Any) -> None:
        """Without nameko's check of the arguments: the operation's schema says more."""
        try:
            self.container.spawn_worker(
                self,
                (),
                body["kwargs"],
                context_data=self.unpack_message_headers(message),
                handle_result=partial(self.handle_result, message),
            )
        except ContainerBeingKilled:
            self.rpc_consumer.requeue_message(message)

    def handle_result(self, message: Any, worker_ctx: Any, result: Any, exc_info: Any) -> Any:
        if isinstance(result, Refusal):
            result, exc_info = None, (type(result), result, None)
        return super().handle_result(message, worker_ctx, result, exc_info)


class EventConsumer(EventHandler):
    """nameko acknowledges what its handler failed on; here it is retried with delay, then
    parked."""

    queue_consumer = DrainingQueueConsumer()

    def setup(self) -> None:
        super().setup()
        self.queue.queue_arguments = retry.queue_arguments()

    def handle_message_processed(
        self, message: Any, result: Any = None, exc_info: Any = None
    ) -> None:
        service = self.container.service_name
        if exc_info is None:
            self.queue_consumer.ack_message(message)
            metrics.events_handled.labels(service, self.method_name, "handled").inc()
            return
        error = exc_info[1]
        metrics.events_handled.labels(service, self.method_name, "failed").inc()
        if database.means_away(error):
            give_back_later(self.queue_consumer, message)
        elif isinstance(error, Unreadable) or retry.exhausted(message.headers):
            park_message(
                self.queue_consumer,
                self,
                message,
                f"{type(error).__name__}: {error}",
                keep_body=True,
            )
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
        attempts = retry.attempts_of(message.headers)
        Publisher(self.container.config[AMQP_URI_CONFIG_KEY], use_confirms=True).publish(
            message.payload,
            exchange=retry.retry_queue(settings.retry_delays()[attempts]),
            routing_key=self.queue.name,
            headers={**(message.headers or {}), retry.ATTEMPTS: attempts + 1},
            confirm_timeout=5,
        )


class Replies(ReplyListener):
    """The reply queue of a service that asks others; shares the draining consumer."""

    queue_consumer = DrainingQueueConsumer()

    def setup(self) -> None:
        super().setup()
        self.queue.queue_arguments = {"x-expires": 300000, "x-queue-type": "classic"}
