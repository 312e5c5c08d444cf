"""Two replicas of crm on the real broker."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from email import message_from_bytes, policy
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from contracts.inventory.money import receipts
from contracts.inventory.register import units
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from tests.commands import envelope
from tests.publishing import publish
from tests.rpc import Caller, call
from tests.servers import Servers
from tests.stack import Stack
from tests.tokens import token_for

PROJECT = new_id()


@pytest.fixture(scope="module")
def stack(servers: Servers) -> Iterator[Stack]:
    running = Stack(
        servers,
        services=["crm"],
        replicas={"crm": 2},
        eventlog=False,
        gateway=0,
        environment={"LOUPAN_RETRY_DELAYS": "0.1,0.2"},
    )
    with running:
        yield running


def consultant() -> str:
    return token_for(Role.CONSULTANT, projects=[PROJECT])


def phone() -> str:
    return f"139{new_id().int % 10**8:08d}"


def registered(stack: Stack, token: str, **payload: Any) -> UUID:
    given = {"name": "张三丰", "phone": phone()} | payload
    answer = call(stack.amqp_uri, "crm.register_customer", given, token=token)
    return UUID(answer["id"])


def sold(customer_id: UUID, deal_id: UUID, version: int = 5, **more: Any) -> dict[str, Any]:
    unit_id = new_id()
    facts = {
        "unit_id": unit_id,
        "status": "sold",
        "deal_id": deal_id,
        "customer_id": customer_id,
        "consultant_id": new_id(),
        "amount": "1200000.00",
        "area": "89.50",
        "business_day": date(2026, 11, 5),
        "contract_number": "HT-1",
        "list_amount": "1250000.00",
        "stage": "sold",
    }
    kind = units.SALE_CANCELLED if version > 5 else units.UNIT_SOLD
    return envelope(kind, facts | more, unit_id, version, PROJECT)


def purchases(stack: Stack, token: str, customer_id: UUID) -> list[dict[str, Any]]:
    asked = {"customer_id": str(customer_id)}
    answer = call(stack.amqp_uri, "crm.list_purchases", asked, token=token)
    return list(answer["items"])


def test_of_32_registrations_of_one_phone_at_once_one_opens_a_file(stack: Stack) -> None:
    number, tokens = phone(), [consultant() for _ in range(32)]

    def register(token: str) -> str:
        try:
            registered(stack, token, phone=number)
        except Refusal as refusal:
            return refusal.code
        return "opened"

    with ThreadPoolExecutor(32) as pool:
        outcomes = list(pool.map(register, tokens))
    assert outcomes.count("opened") == 1
    assert outcomes.count("customer_exists") == 31
    director = token_for(Role.SALES_DIRECTOR)
    found = call(stack.amqp_uri, "crm.list_customers", {"phone": number}, token=director)
    assert len(found["items"]) == 1


def test_a_repeated_request_is_one_file_and_another_body_is_refused(stack: Stack) -> None:
    token = consultant()
    payload = {"name": "张三丰", "phone": phone()}
    with Caller(stack.amqp_uri, token) as caller:
        first = caller.call("crm.register_customer", payload, key="k-1")
        assert caller.call("crm.register_customer", payload, key="k-1") == first
        with pytest.raises(Refusal, match="idempotency_key_reused"):
            caller.call("crm.register_customer", payload | {"name": "李四"}, key="k-1")
        assert len(caller.call("crm.list_customers")["items"]) == 1


@pytest.mark.parametrize(
    ("payload", "field"),
    [
        ({"name": "张三丰"}, "phone"),
        ({"name": "张三丰", "phone": "12345"}, "phone"),
        ({"name": "", "phone": "13800005678"}, "name"),
        ({"name": "张三丰", "phone": "13800005678", "grade": "Z"}, "grade"),
        ({"name": "张三丰", "phone": "13800005678", "colour": "red"}, "colour"),
        (
            {"name": "张三丰", "phone": "13800005678", "identity_number": "110105194912310021"},
            "identity_number",
        ),
        (
            {
                "name": "张三丰",
                "phone": "13800005678",
                "needs": {"area_min": "120", "area_max": "90"},
            },
            "needs",
        ),
    ],
)
def test_wrong_input_is_refused_by_field(stack: Stack, payload: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        call(stack.amqp_uri, "crm.register_customer", payload, token=consultant())
    assert refused.value.code == "invalid_input"
    assert list(refused.value.details["fields"]) == [field]


def test_the_operator_may_not_see_customers(stack: Stack) -> None:
    with pytest.raises(Refusal, match="forbidden"):
        call(stack.amqp_uri, "crm.list_customers", token=token_for(Role.OPERATOR))


def test_purchases_follow_from_events_that_come_twice_and_in_any_order(stack: Stack) -> None:
    token, deal_id = consultant(), new_id()
    customer_id = registered(stack, token)
    sale, cancellation = sold(customer_id, deal_id), sold(customer_id, deal_id, version=6)
    publish(stack.amqp_uri, cancellation, sale, sale, cancellation)

    def is_complete() -> bool:
        found = purchases(stack, token, customer_id)
        return bool(found) and found[0]["sold_on"] is not None

    stack.wait_until(is_complete, "both events are in the history", name="crm")
    [purchase] = purchases(stack, token, customer_id)
    assert purchase["stage"] == "cancelled"
    with stack.engine("crm").connect() as connection:
        handled = connection.scalar(
            text("SELECT count(*) FROM inbox WHERE event_id IN (:one, :two)"),
            {"one": sale["id"], "two": cancellation["id"]},
        )
    assert handled == 2


def received(customer_id: UUID, deal_id: UUID) -> dict[str, Any]:
    receipt_id = new_id()
    facts = {
        "receipt_id": receipt_id,
        "deal_id": deal_id,
        "unit_id": new_id(),
        "customer_id": customer_id,
        "consultant_id": new_id(),
        "amount": "20000.00",
        "kind": "deposit",
        "business_day": date(2026, 11, 5),
        "unit_number": "1203",
        "project_name": "锦绣花园",
        "open_amount": "0.00",
    }
    return envelope(receipts.RECEIPT_CONFIRMED, facts, receipt_id, 3, PROJECT)


def test_who_agrees_to_e_mail_gets_one_and_who_does_not_is_told_by_a_person(stack: Stack) -> None:
    token, deal_id = consultant(), new_id()
    address = f"li-{new_id()}@example.com"
    reader = registered(stack, token, name="李四", email=address, email_agreed=True)
    other = registered(stack, token, email=f"wang-{new_id()}@example.com")
    mailed, spoken = received(reader, deal_id), received(other, deal_id)
    publish(stack.amqp_uri, mailed, mailed, spoken)

    def statuses() -> dict[str, str]:
        asked = {"deal_id": str(deal_id)}
        items = call(stack.amqp_uri, "crm.list_customer_messages", asked, token=token)["items"]
        return {item["id"]: item["status"] for item in items}

    expected = {mailed["id"]: "told", spoken["id"]: "open"}
    stack.wait_until(lambda: statuses() == expected, "one is told, one is open", name="crm")
    letters = [
        message_from_bytes(file.read_bytes(), policy=policy.default)
        for file in (stack.home / "mail").glob("*.eml")
    ]
    [letter] = [one for one in letters if one["To"] == address]
    assert letter["Message-ID"] == f"<{mailed['id']}@loupan>"
    assert letter["Subject"] == "收款确认：锦绣花园 1203 房"
    assert len(letters) == 1
    with stack.engine("crm").connect() as connection:
        kept = connection.scalar(text("SELECT body FROM customer_message LIMIT 1"))
    assert "定金 20,000.00 元" in kept
    assert not any(address in stack.log(replica) for replica in ("crm", "crm.2"))


def test_a_poison_event_is_retried_parked_and_redriven(stack: Stack) -> None:
    token, deal_id = consultant(), new_id()
    customer_id = registered(stack, token)
    operator = token_for(Role.OPERATOR)

    def waiting() -> list[dict[str, Any]]:
        asked = {"status": "waiting"}
        return list(call(stack.amqp_uri, "crm.list_parked", asked, token=operator)["items"])

    rename(stack, "purchase", "purchase_away")
    try:
        publish(stack.amqp_uri, sold(customer_id, deal_id))
        stack.wait_until(lambda: len(waiting()) == 1, "the event is parked", name="crm")
    finally:
        rename(stack, "purchase_away", "purchase")
    [parked] = waiting()
    assert parked["attempts"] == 3
    assert purchases(stack, token, customer_id) == []
    redrive = {"parked_id": parked["id"], "reason": "表已恢复"}
    call(stack.amqp_uri, "crm.redrive_parked", redrive, token=operator)
    stack.wait_until(
        lambda: len(purchases(stack, token, customer_id)) == 1, "it is handled", name="crm"
    )
    assert waiting() == []


def rename(stack: Stack, table: str, to: str) -> None:
    with stack.engine("crm").begin() as connection:
        connection.execute(text(f'ALTER TABLE "{table}" RENAME TO "{to}"'))


def test_no_log_holds_a_name_or_a_number(stack: Stack) -> None:
    token, number = consultant(), phone()
    customer_id = registered(stack, token, phone=number)
    with pytest.raises(Refusal):
        registered(stack, token, phone=number)
    reveal = {"customer_id": str(customer_id), "reason": "call"}
    shown = call(stack.amqp_uri, "crm.reveal_personal_data", reveal, token=token)
    assert shown["numbers"] == [number]
    for replica in ("crm", "crm.2"):
        log = stack.log(replica)
        assert "ready" in log
        assert number not in log
        assert "张三丰" not in log
