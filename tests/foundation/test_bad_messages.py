"""Every kind of message that nobody can use, over a broker: the table in docs/operations.md."""

import bz2
import gzip
import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

import orjson

from deploy.local.settings import ROOT
from tests.foundation.workbench import EVENT_QUEUE, Workbench, follow_up

JSON = {"content_type": "application/json", "content_encoding": "utf-8"}


@dataclass(frozen=True)
class Bad:
    """An event for the probe's handler, and what becomes of it."""

    body: bytes
    cause: str
    attempts: int = 1
    keeps_body: bool = True
    exchange: str = "crm.events"
    key: str = "follow_up_recorded"
    headers: dict[str, Any] = field(default_factory=dict)
    content_type: str = "application/json"

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    def published_to(self, bench: Workbench) -> None:
        how = {"content_type": self.content_type, "headers": self.headers}
        bench.publish(self.exchange, self.key, self.body, **how)


def _event(**changes: Any) -> bytes:
    return orjson.dumps(follow_up() | changes)


def _data(**changes: Any) -> bytes:
    event = follow_up()
    return orjson.dumps(event | {"data": event["data"] | changes})


def _undecodable(body: bytes, **more: Any) -> Bad:
    return Bad(body, "undecodable: ", keeps_body=False, **more)


BAD_EVENTS = {
    "no JSON": _undecodable(b"{follow_up"),
    "nothing": _undecodable(b""),
    "broken UTF-8": _undecodable(b'{"by": "\xc3\x28"}'),
    "NaN": _undecodable(b'{"version": NaN}'),
    "1,100 levels": _undecodable(b"[" * 1100 + b"]" * 1100),
    "pickle": _undecodable(b"\x80\x04N.", content_type="application/x-python-serialize"),
    "text": _undecodable(_event(), content_type="text/plain"),
    "compressed": _undecodable(
        gzip.compress(_event()), headers={"compression": "application/x-gzip"}
    ),
    "compressed with zeros": _undecodable(
        bz2.compress(bytes(50_000_000)), headers={"compression": "bzip2"}
    ),
    "compressed by an unknown means": _undecodable(b"20", headers={"compression": 3}),
    "a number": Bad(b"17", "not an object"),
    "a list": Bad(b"[[]]", "not an object"),
    "nothing in it": Bad(b"{}", "the envelope's id, source, type, "),
    "another id": Bad(_event(id="follow-up-9"), "the envelope's id "),
    "a source that is none": Bad(_event(source="c\u0000m"), "the envelope's source "),
    "a type without end": Bad(_event(type="f" * 9000), "the envelope's type "),
    "the year 0": Bad(_event(occurred_at="0000-02-02T00:00:00Z"), "the envelope's occurred_at "),
    "a version as text": Bad(_event(version="1"), "the envelope's version "),
    "another service's": Bad(_event(source="office"), "office.follow_up_recorded is not crm."),
    "another kind": Bad(_event(type="customer_assigned"), "crm.customer_assigned is not crm."),
    "a kind of nobody": Bad(_event(type="tea_made"), "crm.tea_made is not crm."),
    "another exchange": Bad(
        _event(), "came by inventory.events unit_sold", exchange="inventory.events", key="unit_sold"
    ),
    "another key": Bad(_event(), "came by crm.events customer_assigned", key="customer_assigned"),
    "a later schema": Bad(_event(schema=2), "TooNew: schema 2 of crm.follow_up_recorded", 0),
    "a far later schema": Bad(_event(schema=4711), "TooNew: schema 4711 of crm.", 0),
    "a required field that is null": Bad(_data(staff_id=None), "staff_id"),
    "another type of field": Bad(_data(kind=["phone"]), "kind"),
    "a text without end": Bad(_data(kind="p" * 2001), "kind is out of bounds"),
    "a NUL": Bad(_data(kind="pho\u0000ne"), "kind is out of bounds"),
    "a day that never comes": Bad(_data(next_due_at="2999-01-01T00:00:00Z"), "next_due_at"),
    "two megabytes": Bad(_data(note="n" * 2_000_000), "bytes are more than", keeps_body=False),
    "what the handler fails on": Bad(_data(kind="poison"), "RuntimeError: this event", 3),
    "the same with a counter of words": Bad(
        _data(kind="poison"), "RuntimeError: ", 3, headers={"x-loupan-attempts": "many"}
    ),
    "the same with a counter below 0": Bad(
        _data(kind="poison"), "RuntimeError: ", 3, headers={"x-loupan-attempts": -9}
    ),
    "the same with a type that kombu would make": Bad(
        _data(kind="poison", note={"__type__": "tea", "__value__": [1]}), "RuntimeError: ", 3
    ),
    "a request id of another type": Bad(
        b"18", "not an object", headers={"nameko.request_id": {"a": ["\x00"]}}
    ),
    "a request id without end": Bad(
        b"19", "not an object", headers={"nameko.request_id": "r\x00" * 5000}
    ),
}

ODD_HEADERS: list[dict[str, Any]] = [
    {"nameko.token": 5},
    {"nameko.token": ["a"], "nameko.call_id_stack": "x"},
    {"nameko.call_id_stack": 7, "nameko.request_id": {"a": 1}},
    {"nameko.deadline": "soon", "nameko.idempotency_key": 9},
    {"nameko.deadline": [], "nameko.request_id": "\x00" * 300},
    {"x-death": "x"},
    {"x-loupan-attempts": "many", "nameko.user_id": {"b": [None]}},
    {},
]


def test_every_bad_event_is_parked_with_its_cause_and_the_rest_is_handled(
    bench: Workbench,
) -> None:
    probe = bench.start()
    for exchange, key in (("inventory.events", "unit_sold"), ("crm.events", "customer_assigned")):
        bench.channel.queue_bind(EVENT_QUEUE, exchange, key)
    sound = []
    for bad in BAD_EVENTS.values():
        bad.published_to(bench)
        sound.append(follow_up())
        bench.publish_event(sound[-1])
    bench.until(lambda: len(bench.parked()) >= len(BAD_EVENTS), "all bad events are parked", 90)
    bench.until(lambda: len(bench.effects()) >= len(sound), "all sound events are handled")

    assert sorted(bench.effects()) == sorted(f"event {event['id']}" for event in sound)
    parked = {row.digest: row for row in bench.parked()}
    assert len(parked) == len(bench.parked()) == len(BAD_EVENTS)
    for name, bad in BAD_EVENTS.items():
        row = parked[bad.digest]
        assert bad.cause in row.cause, name
        assert (row.attempts, row.queue) == (bad.attempts, EVENT_QUEUE), name
        assert (row.body is not None) is bad.keeps_body, name
    assert bench.messages(EVENT_QUEUE) == 0
    assert probe.poll() is None, "the process lives"


def test_an_event_with_odd_headers_is_handled(bench: Workbench) -> None:
    probe = bench.start()
    told = [follow_up() for _ in ODD_HEADERS]
    for event, headers in zip(told, ODD_HEADERS, strict=True):
        body = orjson.dumps(event)
        bench.publish("crm.events", "follow_up_recorded", body, **JSON, headers=headers)
    bench.until(lambda: len(bench.effects()) == len(told), "all are handled")
    assert (bench.parked(), probe.poll()) == ([], None)


def test_a_later_schema_is_handled_once_it_is_known(bench: Workbench) -> None:
    bench.start()
    bench.publish("crm.events", "follow_up_recorded", _event(schema=2), **JSON)
    bench.until(bench.parked, "it waits")
    [row] = bench.parked()
    upgraded = orjson.loads(row.body) | {"schema": 1}
    bench.publish("", row.queue, orjson.dumps(upgraded), **JSON)
    bench.until(lambda: bench.effects() == [f"event {upgraded['id']}"], "it is handled")


def test_a_bad_request_is_answered_or_parked_and_the_service_lives(bench: Workbench) -> None:
    probe = bench.start()
    unknown = bench.call("no_such_operation", {})["error"]
    assert unknown["exc_type"] == "MethodNotFound"
    refused = bench.call("note", {"text": 5, "colour": "red"})["error"]
    assert set(refused["exc_args"][1]["fields"]) == {"text", "colour"}
    assert bench.call("list_parked", {}, token="a.b.c")["error"]["exc_type"] == "Unauthenticated"
    late = bench.call("note", {"text": "late"}, deadline="1.5")["error"]
    assert late["exc_args"][0] == "deadline_passed"

    request = orjson.dumps({"args": [], "kwargs": {"text": "no reply"}})
    bench.publish("nameko-rpc", "crm.note", request, **JSON, reply_to="nowhere")
    bench.until(lambda: bench.effects() == ["no reply"], "it is done without an answer")
    bench.publish("nameko-rpc", f"crm.{'n' * 250}", request, **JSON)
    bench.until(bench.parked, "a request that nobody can answer is parked")
    [row] = bench.parked()
    assert (row.cause, row.body, len(row.routing_key)) == ("request without reply_to", None, 160)

    for number, headers in enumerate(ODD_HEADERS):
        body = orjson.dumps({"args": [], "kwargs": {"text": f"odd {number}"}})
        bench.publish("nameko-rpc", "crm.note", body, **JSON, reply_to="nowhere", headers=headers)
    bench.until(lambda: len(bench.effects()) == 1 + len(ODD_HEADERS), "odd headers hurt nobody")
    assert bench.call("note", {"text": "alive"})["result"]["text"] == "alive"
    assert probe.poll() is None


def test_the_table_of_operations_names_every_outcome() -> None:
    text = (ROOT / "docs" / "operations.md").read_text()
    table = text.partition("## Messages that nobody can use")[2].partition("\n## ")[0]
    causes = {re.split(r"[: ]", bad.cause)[0] for bad in BAD_EVENTS.values()}
    assert {"undecodable", "TooNew", "RuntimeError"} < causes
    for outcome in ("undecodable", "Unreadable", "TooNew", "MethodNotFound", "deadline_passed"):
        assert f"`{outcome}`" in table
