"""Two processes of inventory on a real broker, and crm beside them."""

import base64
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from common.actor import Actor
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from contracts.workbook import write_price_list
from tests.inventory.control.claims.rush import (
    BUYERS,
    Buy,
    each_unit_wanted_by,
    everybody_wants_all,
    judge,
    rush,
)
from tests.inventory.workbench import SalesOffice, row
from tests.rpc import Caller, call
from tests.servers import Servers
from tests.stack import Stack
from tests.tokens import actor_for, token_for


@pytest.fixture(scope="module")
def stack(servers: Servers) -> Iterator[Stack]:
    """Nothing relays: what inventory tells stays in its outbox, what crm tells never arrives."""
    with Stack(
        servers,
        services=["inventory", "crm"],
        replicas={"inventory": 2},
        relay=False,
        eventlog=False,
        mail=False,
        gateway=0,
    ) as running:
        yield running


@pytest.fixture
def office(stack: Stack) -> SalesOffice:
    """A fresh project in the stack's database, whose outbox is empty again."""
    engine = stack.engine("inventory")
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE project, unit, deal, outbox CASCADE"))
    return SalesOffice(engine)


def token(office: SalesOffice, role: Role, by: Actor | None = None) -> str:
    at = [office.project]
    staff_id = by.staff_id if by else None
    return token_for(role, staff_id=staff_id, projects=at, region_projects=at, team=office.team)


@contextmanager
def buyers(stack: Stack, office: SalesOffice) -> Iterator[list[tuple[Actor, Buy]]]:
    """64 consultants, each with a connection to the broker."""
    with ExitStack() as connections:
        yield [_buyer(stack, office, connections) for _ in range(BUYERS)]


def _buyer(stack: Stack, office: SalesOffice, connections: ExitStack) -> tuple[Actor, Buy]:
    me = office.posted_as(Role.CONSULTANT)
    caller = Caller(stack.amqp_uri, token(office, Role.CONSULTANT, me))
    connections.enter_context(caller)

    def buy(buyer: Actor, unit: UUID) -> object:
        payload = {"unit_id": str(unit), "customer_id": str(office.customer(buyer))}
        return caller.call("inventory.reserve_unit", payload, key=str(new_id()), seconds=60)

    return me, buy


def test_64_buyers_on_10_units_through_two_processes_leave_one_owner_each(
    stack: Stack, office: SalesOffice
) -> None:
    units = office.on_sale(10)
    with buyers(stack, office) as crowd:
        outcome = rush(crowd, everybody_wants_all(units))
    judge(outcome, office.engine, units)


def test_64_buyers_on_500_units_through_two_processes_leave_one_owner_each(
    stack: Stack, office: SalesOffice
) -> None:
    units = office.on_sale(500)
    with buyers(stack, office) as crowd:
        outcome = rush(crowd, each_unit_wanted_by(2, units))
    judge(outcome, office.engine, units)


def test_a_repeated_request_has_one_effect_and_one_answer(
    stack: Stack, office: SalesOffice
) -> None:
    [unit] = office.on_sale(1)
    credentials = token(office, Role.CONSULTANT, office.consultant)
    payload = {"unit_id": str(unit), "customer_id": str(office.customer())}
    answers: list[Any] = []

    def send() -> None:
        answers.append(
            call(stack.amqp_uri, "inventory.reserve_unit", payload, token=credentials, key="same")
        )

    threads = [threading.Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 5
    assert len({answer["id"] for answer in answers}) == 1
    assert len(office.told("unit_reserved")) == 1
    other = payload | {"price": "999000.00"}
    with pytest.raises(Refusal) as refused:
        call(stack.amqp_uri, "inventory.reserve_unit", other, token=credentials, key="same")
    assert refused.value.code == "idempotency_key_reused"


def test_a_customer_whose_event_is_late_is_asked_for(stack: Stack, office: SalesOffice) -> None:
    one, other = office.on_sale(2)
    credentials = token(office, Role.CONSULTANT, office.consultant)
    customer = {
        "id": str(new_id()),
        "name": "张三",
        "phone": "13912345678",
        "project_id": str(office.project),
    }
    call(stack.amqp_uri, "crm.register_customer", customer, token=credentials, key="c")
    payload = {"unit_id": str(one), "customer_id": customer["id"]}
    deal = call(stack.amqp_uri, "inventory.reserve_unit", payload, token=credentials, key="r")
    assert deal["stage"] == "reserved"

    rival = token(office, Role.CONSULTANT, actor_for(Role.CONSULTANT))
    payload = {"unit_id": str(other), "customer_id": customer["id"]}
    with pytest.raises(Refusal) as refused:
        call(stack.amqp_uri, "inventory.reserve_unit", payload, token=rival, key="x")
    assert refused.value.code == "customer_not_yours"
    payload = {"unit_id": str(other), "customer_id": str(new_id())}
    with pytest.raises(Refusal) as refused:
        call(stack.amqp_uri, "inventory.reserve_unit", payload, token=credentials, key="y")
    assert refused.value.code == "not_found"


def test_a_workbook_is_imported_and_its_errors_come_back(stack: Stack, office: SalesOffice) -> None:
    clerk = token(office, Role.CONTROL_CLERK)

    def send(rows: Any) -> Any:
        workbook = base64.b64encode(write_price_list(rows)).decode()
        payload = {"project_id": str(office.project), "workbook": workbook}
        return call(stack.amqp_uri, "inventory.import_price_list", payload, token=clerk, seconds=30)

    assert send(row(number) for number in range(200))["units"] == 200
    with pytest.raises(Refusal) as refused:
        send([row(200), row(201, gross_area=None), row(0)])
    assert [(fault["row"], fault["reason"]) for fault in refused.value.details["rows"]] == [
        (3, "missing"),
        (4, "exists"),
    ]


@pytest.mark.parametrize(
    ("operation", "role"),
    [
        ("inventory.review_units", Role.CONTROL_CLERK),
        ("inventory.release_units", Role.CONTROL_SUPERVISOR),
        ("inventory.reserve_unit", Role.SALES_MANAGER),
        ("inventory.confirm_receipt", Role.CONSULTANT),
        ("inventory.sign_contract", Role.SALES_SUPERVISOR),
        ("inventory.create_project", Role.PARTNER),
        ("inventory.create_project", Role.SALES_MANAGER),
    ],
)
def test_the_wrong_role_is_refused_by_the_service_itself(
    stack: Stack, office: SalesOffice, operation: str, role: Role
) -> None:
    with pytest.raises(Refusal) as refused:
        call(stack.amqp_uri, operation, {}, token=token(office, role))
    assert refused.value.code == "forbidden"


def test_two_processes_free_each_claim_once(stack: Stack, office: SalesOffice) -> None:
    units = office.on_sale(150)
    for unit in units:
        office.lock(unit)
    _run_out(office.engine)
    _wait_until_free(stack, office)
    freed = Counter(event["aggregate_id"] for event in office.told("unit_freed"))
    assert freed == Counter({str(unit): 1 for unit in units})


def test_claims_that_ran_out_while_nobody_was_there_are_freed_after_the_start(
    stack: Stack, office: SalesOffice
) -> None:
    for unit in office.on_sale(3):
        office.reserve(unit, office.customer())
    stack.kill9("inventory")
    stack.kill9("inventory.2")
    _run_out(office.engine)
    stack.start("inventory.2")
    stack.start("inventory")
    _wait_until_free(stack, office)
    assert len(office.told("unit_freed")) == 3


def _run_out(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE unit SET expires_at = now() - interval '1 second'"))


def _wait_until_free(stack: Stack, office: SalesOffice) -> None:
    def free() -> bool:
        with office.engine.connect() as connection:
            left = connection.scalar(text("SELECT count(*) FROM unit WHERE status <> 'available'"))
        return left == 0

    stack.wait_until(free, "all units are free", seconds=20, name="inventory")
