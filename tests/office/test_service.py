"""Office as a service on a real broker, with another service that must hear of revocations."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import text

from common import clock
from common.revocation import REFRESH_SECONDS
from contracts.refusals import Refusal
from contracts.schema import new_id
from deploy.local.settings import ROOT
from tests.office.log.events.facts import fact, message, publish
from tests.office.workbench import refused
from tests.rpc import Caller
from tests.servers import Servers
from tests.stack import Stack
from tests.tokens import system_signed, system_token_for, token_for

ADMIN_PASSWORD = "first-of-all-2026"
PASSWORD = "Jinjiang-2026"


@pytest.fixture(scope="module")
def stack(servers: Servers) -> Iterator[Stack]:
    with Stack(servers, services=["office", "crm"], mail=False, gateway=0) as running:
        _bootstrap(running, ADMIN_PASSWORD)
        yield running


@pytest.fixture
def call(stack: Stack) -> Iterator[Callable[..., Any]]:
    with Caller(stack.amqp_uri) as caller:
        yield caller.call


@pytest.fixture
def admin(call: Callable[..., Any]) -> str:
    opened = call("office.log_in", {"username": "admin", "password": ADMIN_PASSWORD})
    token: str = opened["access_token"]
    return token


def _bootstrap(stack: Stack, password: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "services.office.bootstrap"], cwd=ROOT, text=True,
        env=stack.variables("office") | {"LOUPAN_ADMIN_PASSWORD": password}, capture_output=True,
    )  # fmt: skip


def _hire(call: Callable[..., Any], admin: str, *roles: str) -> tuple[str, str]:
    """Somebody new with `PASSWORD`; answers id and username."""
    username = f"u{new_id().hex[-12:]}"
    posting = {"username": username, "name": "张伟", "email": f"{username}@example.com"}
    made = call("office.create_staff", posting | {"roles": roles or ["consultant"]}, token=admin)
    payload = {"staff_id": made["id"], "password": PASSWORD}
    call("office.reset_password", payload, token=admin)
    return made["id"], username


def _log_in(call: Callable[..., Any], username: str, password: str = PASSWORD) -> dict[str, Any]:
    opened: dict[str, Any] = call("office.log_in", {"username": username, "password": password})
    return opened


def test_the_first_administrator_is_made_once(stack: Stack, call: Callable[..., Any]) -> None:
    again = _bootstrap(stack, "quite-another-one")
    assert (again.returncode, "nothing to do" in again.stderr) == (0, True)
    assert _log_in(call, "admin", ADMIN_PASSWORD)["staff"]["roles"] == ["administrator"]
    with refused("login_failed"):
        _log_in(call, "admin", "quite-another-one")


def test_staff_are_managed_read_and_answered_for(call: Callable[..., Any], admin: str) -> None:
    region = call("office.create_region", {"name": f"区 {new_id()}"}, token=admin)["id"]
    leader, _ = _hire(call, admin, "sales_supervisor")
    shape = {"name": f"组 {new_id()}", "region_id": region, "leader_id": leader}
    team = call("office.form_team", shape, token=admin)
    member, username = _hire(call, admin)
    change = {"staff_id": member, "version": 1, "name": "张伟", "email": "zw@example.com"}
    change |= {"roles": ["consultant"], "team_id": team["id"]}
    moved = call("office.update_staff", change, token=admin, key="move")
    assert moved == {"id": member, "status": "active", "version": 2}
    assert call("office.update_staff", change, token=admin, key="move") == moved
    with refused("stale_version"):
        call("office.update_staff", change, token=admin)
    me = call("office.read_me", token=_log_in(call, username)["access_token"])
    assert (me["id"], me["supervisor_id"], me["team_id"]) == (member, leader, team["id"])
    services = system_token_for("reminders")
    chain = call("office.read_chain_of_command", {"staff_id": member}, token=services)["items"]
    assert [rung["role"] for rung in chain][:2] == ["consultant", "sales_supervisor"]
    contact = call("office.read_contact", {"staff_id": member}, token=services)
    assert (contact["name"], contact["email"]) == ("张伟", "zw@example.com")


@pytest.mark.parametrize(
    "operation", ["read_contact", "list_staff_of", "read_chain_of_command", "list_events"]
)
def test_what_services_ask_each_other_people_may_not(
    call: Callable[..., Any], admin: str, operation: str
) -> None:
    payload = {"staff_id": str(new_id())} if operation.startswith("read") else {}
    with refused("forbidden"):
        call(f"office.{operation}", payload, token=token_for("consultant"))
    with refused("unauthenticated"):
        call(f"office.{operation}", payload)


@pytest.mark.parametrize(
    ("operation", "payload"),
    [
        ("create_staff", {}),
        ("create_staff", {"roles": ["system"], "name": "x", "email": "x", "username": "ab"}),
        ("create_region", {"name": " "}),
        ("list_staff", {"cursor": "last"}),
        ("list_events", {"page_size": 1001}),
        ("reset_password", {"staff_id": "1", "password": "x" * 300}),
        ("form_team", {"name": "x", "id": "0e5f1d52-3a4b-4f7e-9d0a-111111111111"}),
    ],
)
def test_bad_input_is_refused_by_field(
    call: Callable[..., Any], admin: str, operation: str, payload: dict[str, Any]
) -> None:
    with refused("invalid_input") as caught:
        call(f"office.{operation}", payload, token=admin)
    assert caught.value.details["fields"]


def test_names_are_taken_once(call: Callable[..., Any], admin: str) -> None:
    name = {"name": f"东区 {new_id()}"}
    call("office.create_region", name, token=admin)
    with refused("name_taken"):
        call("office.create_region", name, token=admin)
    _, username = _hire(call, admin)
    again = {"username": username, "name": "x", "email": "x@example.com", "roles": ["planner"]}
    with refused("username_taken"):
        call("office.create_staff", again, token=admin)


def test_of_many_guesses_at_once_five_are_answered(
    stack: Stack, call: Callable[..., Any], admin: str
) -> None:
    _, username = _hire(call, admin)

    def guess(number: int) -> str:
        with Caller(stack.amqp_uri) as own:
            try:
                _log_in(own.call, username, PASSWORD if number == 15 else f"wrong-{number}")
            except Refusal as refusal:
                return refusal.code
        return "in"

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(guess, range(15)))
    assert sorted(answers) == ["account_locked"] * 10 + ["login_failed"] * 5
    with refused("account_locked") as caught:
        _log_in(call, username)
    assert 0 < int(caught.value.details["retry_after"]) <= 900


def test_refresh_rotates_and_log_out_ends(call: Callable[..., Any], admin: str) -> None:
    _, username = _hire(call, admin)
    first = _log_in(call, username)
    second = call("office.refresh_session", {"refresh_token": first["refresh_token"]})
    assert second["refresh_token"] != first["refresh_token"]
    assert second["staff"]["username"] == username
    token = {"refresh_token": second["refresh_token"]}
    assert call("office.log_out", token)["status"] == "logged_out"
    with refused("session_ended"):
        call("office.refresh_session", token)
    with refused("token_expired"):
        _until_refused(call, "office.read_me", second["access_token"])


def test_a_changed_password_is_the_only_one(call: Callable[..., Any], admin: str) -> None:
    _, username = _hire(call, admin)
    token = _log_in(call, username)["access_token"]
    change = {"current_password": "wrong", "new_password": "Funan-River-88"}
    with refused("wrong_password"):
        call("office.change_password", change, token=token)
    change["current_password"] = PASSWORD
    with refused("weak_password"):
        call("office.change_password", change | {"new_password": "short"}, token=token)
    call("office.change_password", change, token=token)
    with refused("login_failed"):
        _log_in(call, username)
    assert _log_in(call, username, "Funan-River-88")


def test_a_revocation_reaches_other_services_within_a_second(
    stack: Stack, call: Callable[..., Any], admin: str
) -> None:
    member, username = _hire(call, admin)
    token = _log_in(call, username)["access_token"]
    assert "items" in call("crm.list_customers", token=token)
    call("office.leave_staff", {"staff_id": member, "version": 1}, token=admin)
    began = time.monotonic()
    with refused("token_expired"):
        _until_refused(call, "crm.list_customers", token)
    assert time.monotonic() - began < 1.0
    with refused("token_expired"):
        _until_refused(call, "office.read_me", token)


def test_a_project_s_region_arrives_by_event(
    stack: Stack, call: Callable[..., Any], admin: str
) -> None:
    region = call("office.create_region", {"name": f"南区 {new_id()}"}, token=admin)["id"]
    project = str(new_id())
    data = {"project_id": project, "region_id": region, "name": "锦江花园"}
    told = fact(type="project_created", aggregate_id=project, project_id=project, data=data)
    publish(stack.amqp_uri, [message(told)] * 2, key="project_created")
    username = f"u{new_id().hex[-12:]}"
    posting: dict[str, Any] = {"username": username, "name": "唐悦", "email": "ty@example.com"}
    posting |= {"roles": ["sales_manager"], "region_ids": [region]}
    manager = call("office.create_staff", posting, token=admin)["id"]
    call("office.reset_password", {"staff_id": manager, "password": PASSWORD}, token=admin)
    question = {"project_id": project, "role": "sales_manager"}
    services = system_token_for("reminders")
    stack.wait_until(
        lambda: bool(call("office.list_staff_of", question, token=services)["items"]),
        "the manager answers for the project",
    )


def test_what_office_does_is_in_the_log_without_anything_personal(
    stack: Stack, call: Callable[..., Any], admin: str
) -> None:
    member, username = _hire(call, admin)

    def logged() -> list[dict[str, Any]]:
        found = call("office.list_events", {"aggregate_id": member}, token=admin)
        items: list[dict[str, Any]] = found["items"]
        return items

    stack.wait_until(lambda: len(logged()) == 2, "both facts are logged", name="eventlog")
    joined, given = logged()
    assert given["type"] == "password_set"
    assert (joined["type"], joined["data"]["staff_id"]) == ("staff_joined", member)
    assert username not in str(joined)


def test_no_secret_is_logged_parked_or_told(
    stack: Stack, call: Callable[..., Any], admin: str
) -> None:
    _, username = _hire(call, admin)
    opened = _log_in(call, username)
    with refused("login_failed"):
        _log_in(call, username, "a-wrong-password")
    with suppress(Refusal):
        call("office.log_in", {"username": username, "password": ["Jinjiang-2026-list"]})
    secrets = [PASSWORD, ADMIN_PASSWORD, "a-wrong-password"]
    secrets += [opened["refresh_token"], opened["access_token"]]
    everything = "".join(_stored(stack)) + stack.log("office") + stack.log("eventlog")
    assert username in everything
    assert [secret for secret in secrets if secret in everything] == []


def _stored(stack: Stack) -> Iterator[str]:
    """Every row of every table of office."""
    with stack.engine("office").connect() as connection:
        tables = connection.execute(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        )
        for table in tables.scalars().all():
            yield from connection.execute(text(f"SELECT t::text FROM {table} t")).scalars()


def _until_refused(call: Callable[..., Any], operation: str, token: str) -> None:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        call(operation, token=token)
        time.sleep(0.02)


def test_a_service_has_its_own_rights_and_no_person_s(
    stack: Stack, call: Callable[..., Any]
) -> None:
    somebody = {"staff_id": str(new_id())}
    with refused("not_found"):
        call("office.read_contact", somebody, token=system_token_for("reminders"))
    for stranger in ("office", "inventory", "crm", "reporting"):
        with refused("forbidden"):
            call("office.read_contact", somebody, token=system_token_for(stranger))
    with refused("forbidden"):
        call("office.read_me", token=system_token_for("reminders"))
    with refused("forbidden"):
        call("crm.list_customers", token=system_token_for("reminders"))
    now = clock.now().timestamp()
    claims = {"sub": "system:crm", "roles": ["system:reminders"], "iat": now, "exp": now + 60}
    for forged in (claims, claims | {"roles": ["administrator"]}, claims | {"exp": now + 3600}):
        with refused("unauthenticated"):
            call("office.read_contact", somebody, token=system_signed("crm", forged))


def test_a_service_s_tokens_are_revoked_everywhere_and_its_next_ones_are_good(
    stack: Stack, call: Callable[..., Any], admin: str
) -> None:
    leaked, others = system_token_for("reminders"), system_token_for("reporting")
    somebody = {"staff_id": str(new_id())}
    with refused("forbidden"):
        call("office.revoke_system_tokens", {"service": "reminders"}, token=others)
    answer = call("office.revoke_system_tokens", {"service": "reminders"}, token=admin)
    assert answer["service"] == "reminders"
    time.sleep(REFRESH_SECONDS)
    with refused("token_expired"):
        call("office.read_contact", somebody, token=leaked)
    with refused("not_found"):
        call("office.read_contact", somebody, token=system_token_for("reminders"))
    assert call("office.list_events", {"page_size": 1}, token=others)["items"]

    def is_refused_by_crm() -> bool:
        with pytest.raises(Refusal) as refusal:
            call("crm.list_customers", token=leaked)
        return refusal.value.code == "token_expired"

    stack.wait_until(is_refused_by_crm, "crm heard that the tokens are void", name="crm")
