"""Two hundred people log in at once; whoever is in goes on working."""

import json
import time
import uuid
from collections.abc import Callable

import pika
import pytest

from common import clock
from common.topology import RPC_EXCHANGE
from tests.rpc import Caller
from tests.servers import Servers
from tests.stack import Stack
from tests.tokens import token_for

CROWD = 200
READS = 10
PATIENCE = 90.0


class Crowd:
    """Log-ins sent all at once; nobody waits for the answers but their queue."""

    def __init__(self, amqp_uri: str) -> None:
        self._connection = pika.BlockingConnection(pika.URLParameters(amqp_uri))
        self._channel = self._connection.channel()
        self._replies = self._channel.queue_declare("", exclusive=True).method.queue
        self._channel.queue_bind(self._replies, RPC_EXCHANGE, self._replies)

    def log_in(self) -> None:
        for number in range(CROWD):
            payload = {"username": f"name{number}", "password": "a password of somebody"}
            headers = {
                "nameko.deadline": str(clock.now().timestamp() + PATIENCE),
                "nameko.client_address": f"198.51.100.{number}",
            }
            self._channel.basic_publish(
                RPC_EXCHANGE,
                "office.log_in",
                json.dumps({"args": [], "kwargs": payload}).encode(),
                pika.BasicProperties(
                    content_type="application/json",
                    content_encoding="utf-8",
                    reply_to=self._replies,
                    correlation_id=str(uuid.uuid4()),
                    headers=headers,
                ),
            )

    def answers(self) -> list[str]:
        """What each log-in was refused with."""
        codes: list[str] = []
        end = time.monotonic() + PATIENCE
        while len(codes) < CROWD and time.monotonic() < end:
            _, _, body = self._channel.basic_get(self._replies, auto_ack=True)
            if body is None:
                self._connection.process_data_events(0.01)
            else:
                codes.append(json.loads(body)["error"]["exc_args"][0])
        return codes

    def close(self) -> None:
        self._connection.close()


def _seconds(read: Callable[[], object]) -> float:
    began = time.monotonic()
    read()
    return time.monotonic() - began


def _in_a_rush(stack: Stack) -> tuple[float, list[str]]:
    """The longest that a reading took in the rush, and what the crowd was told."""
    token = token_for("consultant")
    crowd = Crowd(stack.amqp_uri)
    with Caller(stack.amqp_uri, token) as caller:

        def read() -> object:
            return caller.call("office.list_sessions", {}, seconds=PATIENCE)

        read()
        crowd.log_in()
        rush = max(_seconds(read) for _ in range(READS))
    told = crowd.answers()
    crowd.close()
    return rush, told


@pytest.mark.timeout(240)
def test_two_hundred_log_ins_leave_others_served(
    new_stack: Callable[..., Stack], servers: Servers
) -> None:
    def office(places: str) -> Stack:
        return new_stack(
            services=["office"], relay=False, eventlog=False, mail=False, gateway=0,
            environment={"LOUPAN_HASHING_QUEUE": places},
        )  # fmt: skip

    starved, all_hashed = _in_a_rush(office("1000"))
    served, told = _in_a_rush(office("4"))
    assert all_hashed == ["login_failed"] * CROWD
    assert sorted(set(told)) == ["login_failed", "logins_busy"]
    assert len(told) == CROWD
    assert served < starved / 3
