"""The cached board: one rebuild for many readers, never old, never another's."""

import gzip
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import httpx
import orjson
import pytest

from contracts.inventory.control.board import read_board
from contracts.office.roles import Role
from contracts.refusals import token_expired
from contracts.schema import new_id
from gateway.routing import Route
from tests import tokens
from tests.gateway.conftest import Open, Serve, bearer
from tests.gateway.events import declare, tell
from tests.gateway.management import close_connection_of_gateway
from tests.gateway.responder import Responder
from tests.gateway.running import Running, until
from tests.vhosts import Vhost

ROUTES = [Route("GET", "/api/v1/projects/{project_id}/board", read_board)]
LISTENING = ("inventory",)


class Inventory:
    """A board whose version the test sets; it takes a while, as a real one does."""

    def __init__(self) -> None:
        self.version = 1
        self.seconds = 0.05

    def read_board(self, payload: dict[str, Any]) -> dict[str, Any]:
        board = {"project_id": payload["project_id"], "version": self.version, "buildings": []}
        time.sleep(self.seconds)
        return board


@pytest.fixture
def inventory() -> Inventory:
    return Inventory()


@pytest.fixture
def responder(serve: Serve, inventory: Inventory) -> Responder:
    return serve("inventory", read_board=inventory.read_board)


@pytest.fixture
def project() -> UUID:
    return new_id()


@pytest.fixture
def gateway(responder: Responder, open_gateway: Open, vhost: Vhost) -> Running:
    return _listening(open_gateway, vhost)


def _listening(open_gateway: Open, vhost: Vhost) -> Running:
    declare(vhost, "inventory")
    gateway = open_gateway(ROUTES, LISTENING)
    until(lambda: gateway.gateway.feed.hears("inventory"))
    until(lambda: "inventory" not in gateway.gateway.presence.away)
    return gateway


def _headers(project: UUID, role: Role = Role.CONSULTANT) -> Mapping[str, str]:
    return bearer(tokens.token_for(role, projects=[project]))


def _read(gateway: Running, project: UUID, headers: Mapping[str, str]) -> httpx.Response:
    return gateway.http.get(f"/api/v1/projects/{project}/board", headers=headers)


def test_many_readers_at_once_cost_one_question(
    gateway: Running, responder: Responder, project: UUID
) -> None:
    def read(_: int) -> int:
        return _read(gateway, project, _headers(project)).json()["version"]

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(read, range(64))) == {1}
    assert len(responder.asked) == 1


def test_a_reader_who_has_the_board_gets_304(gateway: Running, project: UUID) -> None:
    headers = _headers(project)
    first = _read(gateway, project, headers)
    again = _read(gateway, project, {**headers, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    other = _read(gateway, project, {**headers, "If-None-Match": '"something-else"'})
    assert other.status_code == 200


def test_both_encodings_hold_the_same_board_under_tags_of_their_own(
    gateway: Running, project: UUID
) -> None:
    headers = _headers(project)
    path = f"{gateway.url}/api/v1/projects/{project}/board"
    with httpx.stream("GET", path, headers={**headers, "Accept-Encoding": "gzip"}) as packed:
        content = gzip.decompress(b"".join(packed.iter_raw()))
    plain = _read(gateway, project, {**headers, "Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert content == plain.content
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_a_change_shows_without_waiting_for_the_board_to_grow_old(
    vhost: Vhost, gateway: Running, inventory: Inventory, project: UUID
) -> None:
    headers = _headers(project)
    before = _read(gateway, project, headers)
    inventory.version = 2
    tell(vhost, gateway, "inventory", "unit_locked", project=project)
    until(lambda: _read(gateway, project, headers).json()["version"] == 2, 8.0)
    assert _read(gateway, project, headers).headers["ETag"] != before.headers["ETag"]


def test_a_change_during_a_rebuild_is_not_lost(
    vhost: Vhost, gateway: Running, inventory: Inventory, responder: Responder, project: UUID
) -> None:
    inventory.seconds = 0.5
    headers = _headers(project)
    with ThreadPoolExecutor(1) as pool:
        building = pool.submit(_read, gateway, project, headers)
        until(lambda: len(responder.asked) == 1)
        inventory.version = 2
        tell(vhost, gateway, "inventory", "unit_locked", project=project)
        assert building.result().json()["version"] == 1
    inventory.seconds = 0.0
    until(lambda: _read(gateway, project, headers).json()["version"] == 2, 1.5)


def test_constant_change_costs_at_most_five_questions_a_second(
    vhost: Vhost, gateway: Running, responder: Responder, project: UUID
) -> None:
    headers = _headers(project)
    stop = threading.Event()

    def change() -> None:
        while not stop.is_set():
            tell(vhost, gateway, "inventory", "unit_locked", project=project)

    changing = threading.Thread(target=change)
    changing.start()
    end = time.monotonic() + 2
    while time.monotonic() < end:
        assert _read(gateway, project, headers).status_code == 200
    stop.set()
    changing.join()
    assert 3 <= len(responder.asked) <= 11


def test_other_projects_changes_cost_nothing(
    vhost: Vhost, gateway: Running, responder: Responder, project: UUID
) -> None:
    headers = _headers(project)
    _read(gateway, project, headers)
    tell(vhost, gateway, "inventory", "unit_locked", project=new_id())
    time.sleep(0.5)
    _read(gateway, project, headers)
    assert len(responder.asked) == 1


def test_who_may_see_floor_prices_has_a_board_of_their_own(
    gateway: Running, responder: Responder, project: UUID
) -> None:
    for role in (Role.CONSULTANT, Role.CONTROL_CLERK, Role.SALES_DIRECTOR, Role.GENERAL_MANAGER):
        assert _read(gateway, project, _headers(project, role)).status_code == 200
    assert len(responder.asked) == 2


@pytest.mark.parametrize("path", ["{other}", "no-id"])
def test_a_project_of_others_does_not_exist(
    gateway: Running, responder: Responder, project: UUID, path: str
) -> None:
    address = f"/api/v1/projects/{path.format(other=new_id())}/board"
    answer = gateway.http.get(address, headers=_headers(project))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert responder.asked == []


def test_a_cached_board_is_not_shown_without_a_token(gateway: Running, project: UUID) -> None:
    _read(gateway, project, _headers(project))
    assert _read(gateway, project, {}).status_code == 401


def test_a_reader_is_not_refused_because_whoever_started_the_rebuild_was(
    serve: Serve, open_gateway: Open, vhost: Vhost, project: UUID
) -> None:
    first = threading.Event()

    def read(payload: dict[str, Any]) -> dict[str, Any]:
        if not first.is_set():
            first.set()
            time.sleep(0.3)
            raise token_expired()
        return {"version": 1}

    serve("inventory", read_board=read)
    gateway = _listening(open_gateway, vhost)
    with ThreadPoolExecutor(2) as pool:
        refused = pool.submit(_read, gateway, project, _headers(project))
        assert first.wait(5)
        served = pool.submit(_read, gateway, project, _headers(project))
        assert (refused.result().status_code, served.result().status_code) == (401, 200)


def test_filters_are_answered_by_the_service(
    gateway: Running, responder: Responder, project: UUID
) -> None:
    address = f"/api/v1/projects/{project}/board?status=available"
    for _ in range(2):
        assert gateway.http.get(address, headers=_headers(project)).status_code == 200
    assert [r.payload["status"] for r in responder.asked] == ["available"] * 2


def test_boards_are_dropped_when_the_broker_connection_is_made_again(
    vhost: Vhost, gateway: Running, inventory: Inventory, responder: Responder, project: UUID
) -> None:
    headers = _headers(project)
    assert _read(gateway, project, headers).json()["version"] == 1
    inventory.version = 2
    close_connection_of_gateway(vhost)

    def shows_the_change() -> bool:
        answer = _read(gateway, project, headers)
        return answer.status_code == 200 and answer.json()["version"] == 2

    until(shows_the_change, 5)


def test_two_gateways_agree_within_a_second(
    vhost: Vhost, gateway: Running, open_gateway: Open, inventory: Inventory, project: UUID
) -> None:
    both = [gateway, _listening(open_gateway, vhost)]
    headers = {**_headers(project), "Accept-Encoding": "identity"}
    assert {_read(one, project, headers).json()["version"] for one in both} == {1}
    for version in range(2, 5):
        inventory.version = version
        tell(vhost, gateway, "inventory", "unit_sold", project=project)
        time.sleep(1.0)
        answers = [_read(one, project, headers) for one in both]
        assert [orjson.loads(a.content)["version"] for a in answers] == [version] * 2
        assert answers[0].headers["ETag"] == answers[1].headers["ETag"]
