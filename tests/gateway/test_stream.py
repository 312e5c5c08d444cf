"""The live stream: what concerns you, from where you were, until your token ends."""

import socket
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pika
import pytest

from common import clock
from contracts.office.roles import Role
from contracts.schema import new_id
from gateway.entries import audiences_of, entry_of
from tests import tokens
from tests.gateway.conftest import Open, bearer
from tests.gateway.events import declare, tell
from tests.gateway.listener import Listener
from tests.gateway.management import close_connection_of_gateway
from tests.gateway.running import Running, until
from tests.loopback import PLAIN
from tests.vhosts import Vhost

ALL = ("inventory", "crm", "reminders", "office")


@pytest.fixture
def gateway(open_gateway: Open, vhost: Vhost) -> Running:
    """Connected to every source, so that nobody is told to reset later."""
    declare(vhost, *ALL)
    running = open_gateway([], ALL, heartbeat_seconds=0.2)
    until(lambda: all(running.gateway.feed.hears(source) for source in ALL))
    return running


@pytest.fixture
def project() -> UUID:
    return new_id()


def _listen(gateway: Running, headers: Mapping[str, str], last_id: str | None = None) -> Listener:
    return Listener(f"{gateway.url}/api/v1/stream", headers, last_id)


def _as(role: Role, project: UUID, staff_id: UUID | None = None) -> Mapping[str, str]:
    return bearer(tokens.token_for(role, projects=[project], staff_id=staff_id))


def test_an_entry_tells_what_changed_and_nothing_else(
    vhost: Vhost, gateway: Running, project: UUID
) -> None:
    unit = new_id()
    with _listen(gateway, _as(Role.CONSULTANT, project)) as listener:
        event_id = tell(
            vhost,
            gateway,
            "inventory",
            "unit_reserved",
            project=project,
            about=unit,
            version=7,
            data={"status": "reserved", "customer_id": str(new_id()), "amount": "1.00"},
        )
        block = listener.next()
    assert block.id == event_id
    assert block.data == {
        "kind": "unit_reserved",
        "id": str(unit),
        "project": str(project),
        "version": 7,
        "status": "reserved",
    }


def test_entries_of_other_projects_are_not_told(
    vhost: Vhost, gateway: Running, project: UUID
) -> None:
    with (
        _listen(gateway, _as(Role.CONSULTANT, project)) as listener,
        _listen(gateway, _as(Role.SALES_DIRECTOR, project)) as director,
    ):
        other = tell(vhost, gateway, "inventory", "unit_sold", project=new_id())
        own = tell(vhost, gateway, "inventory", "unit_sold", project=project)
        assert listener.next().id == own
        assert [director.next().id for _ in range(2)] == [other, own]


def test_a_notice_is_told_to_its_person_only(vhost: Vhost, gateway: Running, project: UUID) -> None:
    me = new_id()
    with (
        _listen(gateway, _as(Role.CONSULTANT, project, me)) as mine,
        _listen(gateway, _as(Role.CONSULTANT, project)) as colleague,
        _listen(gateway, _as(Role.SALES_DIRECTOR, project)) as director,
    ):
        notice = tell(
            vhost,
            gateway,
            "reminders",
            "notice_sent",
            project=project,
            data={"recipient_id": str(me)},
        )
        assert mine.next().id == notice
        assert colleague.nothing()
        assert director.nothing()


def test_a_consultant_hears_of_own_customers_only(
    vhost: Vhost, gateway: Running, project: UUID
) -> None:
    me = new_id()
    with _listen(gateway, _as(Role.CONSULTANT, project, me)) as listener:
        for owner in (new_id(), me):
            data = {"owner_id": str(owner)}
            last = tell(vhost, gateway, "crm", "customer_assigned", project=project, data=data)
        assert listener.next().id == last


def test_heartbeats_move_the_place_to_resume_from(
    vhost: Vhost, gateway: Running, project: UUID
) -> None:
    with _listen(gateway, _as(Role.CONSULTANT, project)) as listener:
        foreign = tell(vhost, gateway, "inventory", "unit_sold", project=new_id())
        until(lambda: listener.last_id == foreign, 2)
        assert listener.heartbeats >= 1


def test_a_listener_resumes_after_its_last_entry(
    vhost: Vhost, gateway: Running, project: UUID
) -> None:
    headers = _as(Role.CONSULTANT, project)
    with _listen(gateway, headers) as listener:
        seen = tell(vhost, gateway, "inventory", "unit_locked", project=project)
        assert listener.next().id == seen
    missed = [tell(vhost, gateway, "inventory", "unit_freed", project=project) for _ in range(3)]
    tell(vhost, gateway, "inventory", "unit_freed", project=new_id())
    with _listen(gateway, headers, seen) as again:
        assert [again.next().id for _ in range(3)] == missed
        assert again.nothing()


def test_a_listener_that_heard_nothing_yet_misses_nothing(
    vhost: Vhost, gateway: Running, project: UUID
) -> None:
    headers = _as(Role.CONSULTANT, project)
    with _listen(gateway, headers) as listener:
        until(lambda: bool(listener.last_id))
    missed = tell(vhost, gateway, "inventory", "unit_locked", project=project)
    with _listen(gateway, headers, listener.last_id) as again:
        assert again.next().id == missed


def test_an_unknown_last_entry_is_answered_with_reset(
    vhost: Vhost, gateway: Running, project: UUID
) -> None:
    headers = _as(Role.CONSULTANT, project)
    with _listen(gateway, headers, str(new_id())) as listener:
        assert listener.next().event == "reset"
        fresh = tell(vhost, gateway, "inventory", "unit_locked", project=project)
        assert listener.next().id == fresh


def test_listeners_are_reset_when_the_broker_connection_is_made_again(
    vhost: Vhost, gateway: Running, project: UUID
) -> None:
    headers = _as(Role.CONSULTANT, project)
    with _listen(gateway, headers) as listener:
        seen = tell(vhost, gateway, "inventory", "unit_locked", project=project)
        assert listener.next().id == seen
        close_connection_of_gateway(vhost)
        assert listener.next(10).event == "reset"
    with _listen(gateway, headers, seen) as again:
        assert again.next().event == "reset"


def test_the_stream_ends_with_the_token(gateway: Running, project: UUID) -> None:
    token = tokens.token_for(Role.CONSULTANT, projects=[project], lives=timedelta(seconds=1))
    with _listen(gateway, bearer(token)) as listener:
        assert not listener.ended.wait(0.3)
        assert listener.ended.wait(3)
    until(lambda: not gateway.gateway.stream.subscribers)


def test_the_stream_ends_with_the_session(vhost: Vhost, gateway: Running, project: UUID) -> None:
    me = new_id()
    with (
        _listen(gateway, _as(Role.CONSULTANT, project, me)) as mine,
        _listen(gateway, _as(Role.CONSULTANT, project)) as other,
    ):
        data = {"staff_id": str(me), "not_before": clock.now().isoformat()}
        tell(vhost, gateway, "office", "sessions_revoked", data=data)
        assert mine.ended.wait(3)
        assert not other.ended.is_set()


def test_a_listener_that_leaves_is_forgotten(gateway: Running, project: UUID) -> None:
    with _listen(gateway, _as(Role.CONSULTANT, project)):
        until(lambda: len(gateway.gateway.stream.subscribers) == 1)
    until(lambda: not gateway.gateway.stream.subscribers)


def test_one_person_has_at_most_twenty_streams(gateway: Running, project: UUID) -> None:
    headers = _as(Role.CONSULTANT, project)
    with ExitStack() as opened:
        for _ in range(20):
            opened.enter_context(_listen(gateway, headers))
        answer = httpx.get(f"{gateway.url}/api/v1/stream", headers=headers, verify=PLAIN)
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
        opened.enter_context(_listen(gateway, _as(Role.CONSULTANT, project)))


def test_without_a_token_there_is_no_stream(gateway: Running) -> None:
    answer = httpx.get(f"{gateway.url}/api/v1/stream")
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


def test_a_client_that_does_not_read_is_dropped(
    vhost: Vhost, gateway: Running, project: UUID
) -> None:
    where = urlsplit(gateway.url)
    token = tokens.token_for(Role.CONSULTANT, projects=[project])
    with socket.create_connection((where.hostname, where.port)) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        head = f"GET /api/v1/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n"
        client.sendall(head.encode())
        stream = gateway.gateway.stream
        until(lambda: len(stream.subscribers) == 1)
        for _ in range(20):
            tell(vhost, gateway, "inventory", "x" * 200, project=project, times=2_000)
            if not stream.subscribers:
                return
    raise AssertionError("still buffered after 40,000 entries")


def test_an_event_that_is_no_event_harms_nobody(
    vhost: Vhost, gateway: Running, project: UUID
) -> None:
    connection = pika.BlockingConnection(pika.URLParameters(vhost.amqp_uri))
    for body in (b"not json", b"[]", b"{}"):
        connection.channel().basic_publish("inventory.events", "unit_sold", body)
    connection.close()
    with _listen(gateway, _as(Role.CONSULTANT, project)) as listener:
        sent = tell(vhost, gateway, "inventory", "unit_sold", project=project)
        assert listener.next().id == sent


@pytest.mark.parametrize(
    ("role", "source", "hears"),
    [
        (Role.CONSULTANT, "inventory", {"project", "self"}),
        (Role.CONSULTANT, "crm", {"self"}),
        (Role.CONSULTANT, "reporting", {"self"}),
        (Role.SALES_SUPERVISOR, "crm", {"project", "self"}),
        (Role.SALES_DIRECTOR, "crm", {"*", "self"}),
        (Role.OPERATOR, "crm", set()),
        (Role.DEPARTMENT, "inventory", set()),
    ],
)
def test_right_and_scope_decide_what_one_hears(role: Role, source: str, hears: set[str]) -> None:
    project = new_id()
    by = tokens.actor_for(role, projects=[project])
    names = {str(project): "project", by.id: "self", "*": "*"}
    assert {names[whose] for what, whose in audiences_of(by) if what == source} == hears


def test_free_text_and_customers_never_become_entries() -> None:
    data: dict[str, Any] = {
        "customer_id": "c",
        "name": "n",
        "phone": "1",
        "status": {"not": "text"},
    }
    envelope = {
        "id": "e",
        "source": "crm",
        "type": "customer_registered",
        "aggregate_id": "a",
        "version": 1,
        "project_id": None,
        "data": data,
    }
    expected = (
        b'id: e\ndata: {"kind":"customer_registered","id":"a","project":null,"version":1}\n\n'
    )
    assert entry_of(envelope).block == expected
