"""Requests to a service's operations, and the replies to them."""

import logging
from functools import partial
from typing import Any

import orjson
from nameko.constants import AMQP_URI_CONFIG_KEY, CALL_ID_STACK_CONTEXT_KEY
from nameko.exceptions import (
    ContainerBeingKilled,
    MethodNotFound,
    UnserializableValueError,
    serialize,
)
from nameko.rpc import Rpc, RpcConsumer

from common import clock, retry
from common.draining import DrainingQueueConsumer
from common.sender import sender
from common.topology import RPC_EXCHANGE
from contracts.refusals import Refusal, deadline_passed

_PREFIX = "nameko."
_log = logging.getLogger(__name__)


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

    def refuse(self, message: Any, refusal: Refusal) -> None:
        self.handle_result(message, None, (type(refusal), refusal, None))

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


def _is_late(message: Any) -> bool:
    try:
        return float(message.headers["nameko.deadline"]) < clock.now().timestamp()
    except (KeyError, TypeError, ValueError):
        return False


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


def _context(headers: Any) -> dict[str, Any]:
    """What an operation reads: texts. nameko would take its own stack from whoever sends it."""
    texts = {
        name.removeprefix(_PREFIX): value
        for name, value in headers.items()
        if name.startswith(_PREFIX) and isinstance(value, str)
    }
    texts.pop(CALL_ID_STACK_CONTEXT_KEY, None)
    return texts


class OperationConsumer(Rpc):
    """An operation's entrypoint; a refusal returned by the method is answered as an error."""

    rpc_consumer = Requests()

    def handle_message(self, body: Any, message: Any) -> None:
        """Without nameko's check of the arguments: the operation's schema says more. What nobody
        waits for any more gets no worker: after an overload the queue is empty at once."""
        if _is_late(message):
            self.rpc_consumer.refuse(message, deadline_passed())
            return
        try:
            self.container.spawn_worker(
                self,
                (),
                body["kwargs"],
                context_data=_context(message.headers),
                handle_result=partial(self.handle_result, message),
            )
        except ContainerBeingKilled:
            self.rpc_consumer.requeue_message(message)

    def handle_result(self, message: Any, worker_ctx: Any, result: Any, exc_info: Any) -> Any:
        if isinstance(result, Refusal):
            result, exc_info = None, (type(result), result, None)
        return super().handle_result(message, worker_ctx, result, exc_info)
