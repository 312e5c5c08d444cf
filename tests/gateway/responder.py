"""A small service in a thread: a real queue, nameko's wire protocol, plain functions behind it."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import orjson
import pika
from pika.adapters.blocking_connection import BlockingChannel

from common.topology import RPC_EXCHANGE
from contracts.refusals import Refusal

Method = Callable[[dict[str, Any]], Any]


@dataclass
class Asked:
    """One request as it arrived."""

    method: str
    payload: dict[str, Any]
    headers: Mapping[str, Any]
    properties: pika.BasicProperties = field(repr=False)


class Responder:
    """`Responder(uri, "echo", {"say": lambda payload: payload})` answers `echo.say`.

    A method that answers `SILENCE` leaves its caller without a reply; bytes are sent as they are.
    """

    SILENCE = object()

    def __init__(self, uri: str, service: str, methods: Mapping[str, Method]) -> None:
        self.asked: list[Asked] = []
        self._uri = uri
        self._service = service
        self._methods = methods
        self._stop = threading.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(10)

    def _run(self) -> None:
        connection = pika.BlockingConnection(pika.URLParameters(self._uri))
        channel = connection.channel()
        queue = f"rpc-{self._service}"
        channel.exchange_declare(RPC_EXCHANGE, "topic", durable=True)
        channel.queue_declare(queue, durable=True)
        channel.queue_bind(queue, RPC_EXCHANGE, f"{self._service}.*")
        channel.basic_qos(prefetch_count=1)
        channel.basic_consume(queue, self._on_request)
        self._ready.set()
        while not self._stop.is_set():
            connection.process_data_events(0.02)
        connection.close()

    def _on_request(
        self, channel: BlockingChannel, method: Any, properties: pika.BasicProperties, body: bytes
    ) -> None:
        name = method.routing_key.partition(".")[2]
        payload = orjson.loads(body)["kwargs"]
        self.asked.append(Asked(name, payload, properties.headers or {}, properties))
        reply = self._reply(name, payload)
        channel.basic_ack(method.delivery_tag)
        if reply is not None:
            channel.basic_publish(
                RPC_EXCHANGE,
                properties.reply_to,
                reply,
                pika.BasicProperties(
                    content_type="application/json", correlation_id=properties.correlation_id
                ),
            )

    def _reply(self, name: str, payload: dict[str, Any]) -> bytes | None:
        try:
            result = self._methods[name](payload)
        except Exception as error:
            return orjson.dumps({"result": None, "error": _on_the_wire(error)})
        if isinstance(result, bytes):
            return result
        return None if result is self.SILENCE else orjson.dumps({"result": result, "error": None})


def _on_the_wire(error: Exception) -> dict[str, Any]:
    """As nameko serialises an exception: everything but mappings and lists becomes text."""
    arguments = [*error.args]
    if isinstance(error, Refusal):
        arguments = [error.code, {name: _text(value) for name, value in error.details.items()}]
    kind = type(error)
    return {
        "exc_type": kind.__name__,
        "exc_path": f"{kind.__module__}.{kind.__name__}",
        "exc_args": arguments,
        "value": str(error),
    }


def _text(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _text(inner) for name, inner in value.items()}
    return [_text(inner) for inner in value] if isinstance(value, list) else str(value)
