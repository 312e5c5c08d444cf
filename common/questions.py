"""Questions to another service: with a deadline, outside any transaction, never a command."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import eventlet
import orjson
from nameko.constants import AMQP_URI_CONFIG_KEY
from nameko.extensions import DependencyProvider
from nameko.rpc import ReplyListener

from common import clock, tokens
from common.draining import DrainingQueueConsumer
from common.sender import sender
from common.topology import RPC_EXCHANGE
from contracts.operation import Operation
from contracts.refusals import KINDS, unavailable
from contracts.schema import Ask


class Replies(ReplyListener):
    """The reply queue of a service that asks others; shares the draining consumer."""

    queue_consumer = DrainingQueueConsumer()

    def setup(self) -> None:
        super().setup()
        self.queue.queue_arguments = {"x-expires": 300000, "x-queue-type": "classic"}


class Questions(DependencyProvider):
    """Provides `self.questions.ask(operation, payload)`. nameko's own proxy never times out and
    keeps the entries of replies that never come."""

    replies = Replies()

    def get_dependency(self, worker_ctx: Any) -> "Asker":
        return Asker(self, worker_ctx.data)


class Asker:
    def __init__(self, questions: Questions, headers: Mapping[str, Any]) -> None:
        self._container = questions.container
        self._replies = questions.replies
        self._headers = headers

    def ask(self, operation: Operation, payload: Mapping[str, Any], *, seconds: float = 2.0) -> Ask:
        """The answer of another service's query, loaded through its schema.

        Passes the caller's token on, or a token of the service itself where there is no caller.
        Raises the other service's refusal, or `unavailable` after `seconds`.
        """
        if operation.writes:
            raise ValueError(f"{operation.key} is a command; a service asks only questions")
        correlation_id = str(uuid.uuid4())
        reply = self._replies.get_reply_event(correlation_id)
        try:
            self._publish(operation, payload, correlation_id, seconds)
            with eventlet.Timeout(seconds):
                body = reply.wait()
        except eventlet.Timeout:
            raise unavailable(service=operation.service) from None
        finally:
            self._replies._reply_events.pop(correlation_id, None)
        return _answer(operation, body)

    def _publish(
        self,
        operation: Operation,
        payload: Mapping[str, Any],
        correlation_id: str,
        seconds: float,
    ) -> None:
        now = clock.now()
        token = self._headers.get("token") or tokens.system_token(self._container.service_name, now)
        headers = {
            "nameko.token": token,
            "nameko.deadline": str((now + timedelta(seconds=seconds)).timestamp()),
            "nameko.request_id": self._headers.get("request_id") or correlation_id,
        }
        sender(self._container.config[AMQP_URI_CONFIG_KEY]).publish(
            RPC_EXCHANGE,
            operation.key,
            orjson.dumps({"args": (), "kwargs": dict(payload)}),
            reply_to=self._replies.routing_key,
            correlation_id=correlation_id,
            application_headers=headers,
        )


def _answer(operation: Operation, body: Mapping[str, Any]) -> Ask:
    error = body.get("error")
    if error:
        kind = KINDS.get(error["exc_type"])
        raise kind(*error["exc_args"]) if kind else unavailable(service=operation.service)
    loaded = operation.answer_schema.load(body["result"])
    assert isinstance(loaded, Ask)
    return loaded
