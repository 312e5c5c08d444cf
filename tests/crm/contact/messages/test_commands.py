"""Messages to customers from events in any order: by e-mail with consent, by a person otherwise."""

from datetime import date, datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete

from common import clock
from common.actor import Actor, system
from contracts.crm.contact import messages as operations
from contracts.crm.files import customers as customers_operations
from contracts.event import Event, EventType
from contracts.inventory.money import receipts as events
from contracts.inventory.money.refunds import REFUND_PAID
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import new_id
from services.crm.contact.messages import commands, queries
from services.crm.contact.messages.models import CustomerMessage
from services.crm.files.customers import commands as customers
from tests.commands import answered, asked, happened
from tests.crm.workbench import Workbench
from tests.tokens import actor_for

PROJECT, DEAL, RECEIPT = new_id(), new_id(), new_id()
ME = actor_for(Role.CONSULTANT, projects=[PROJECT])
SYSTEM = system("crm")


def told(kind: EventType, version: int, customer_id: UUID, **more: Any) -> Event:
    facts: dict[str, Any] = {
        "receipt_id": RECEIPT,
        "deal_id": DEAL,
        "unit_id": new_id(),
        "customer_id": customer_id,
        "consultant_id": ME.staff_id,
        "amount": "20000.00",
        "kind": "deposit",
        "status": "endorsed",
        "unit_number": "1203",
        "project_name": "锦绣花园",
        "open_amount": "980000.00",
        "business_day": date(2026, 11, 20),
    }
    source = more.pop("source_id", RECEIPT)
    return happened(kind, facts | more, aggregate_id=source, version=version, project_id=PROJECT)


def note(crm: Workbench, *noted: Event) -> None:
    for event in noted:
        with crm.transaction() as session:
            commands.note(session, event, by=SYSTEM, at=clock.now())


def listed(crm: Workbench, by: Actor = ME, **filters: Any) -> list[dict[str, Any]]:
    with crm.transaction() as session:
        answer = queries.listed(session, asked(operations.list_customer_messages, **filters), by=by)
        return list(answered(operations.list_customer_messages, answer)["items"])


def tell(crm: Workbench, message_id: str, by: Actor = ME, **more: Any) -> dict[str, Any]:
    payload = {"message_id": message_id, "how": "phone"} | more
    with crm.transaction() as session:
        ask = asked(operations.tell_customer, **payload)
        return answered(
            operations.tell_customer, commands.tell(session, ask, by=by, at=clock.now())
        )


def claim(crm: Workbench, at: datetime) -> list[commands.Letter]:
    with crm.transaction() as session:
        return commands.claim(session, by=SYSTEM, at=at, limit=9)


def states(crm: Workbench, **filters: Any) -> dict[str, str]:
    return {message["kind"]: message["status"] for message in listed(crm, **filters)}


@pytest.fixture
def customer(crm: Workbench) -> UUID:
    return crm.registered(ME)


@pytest.fixture
def reader(crm: Workbench) -> UUID:
    """A customer who agrees to e-mail."""
    return crm.registered(ME, name="李四", email="lisi@example.com", email_agreed=True)


def test_money_is_told_in_any_order_and_overtakes_its_request(
    crm: Workbench, customer: UUID
) -> None:
    request = told(events.RECEIPT_CHANGED, 2, customer)
    money = told(events.RECEIPT_CONFIRMED, 3, customer)
    for order in permutations([request, money, request]):
        note(crm, *order)
        assert states(crm) == {"payment_requested": "overtaken", "payment_received": "open"}
        with crm.transaction() as session:
            session.execute(delete(CustomerMessage))


def test_a_withdrawn_request_is_told_to_who_heard_of_it(crm: Workbench, customer: UUID) -> None:
    request = told(events.RECEIPT_CHANGED, 2, customer)
    withdrawal = told(events.RECEIPT_CHANGED, 3, customer, status="rejected")
    for order in permutations([request, withdrawal]):
        note(crm, *order)
        assert set(states(crm).values()) == {"overtaken"}
        with crm.transaction() as session:
            session.execute(delete(CustomerMessage))
    note(crm, request)
    tell(crm, listed(crm)[0]["id"])
    note(crm, withdrawal)
    assert states(crm) == {"payment_requested": "told", "request_withdrawn": "open"}


def test_every_fact_about_money_is_a_message_of_its_own(crm: Workbench, customer: UUID) -> None:
    refund = new_id()
    note(
        crm,
        told(events.RECEIPT_CONFIRMED, 3, customer),
        told(events.RECEIPT_REVERSED, 2, customer, source_id=new_id()),
        told(REFUND_PAID, 4, customer, source_id=refund, refund_id=refund, cause="overpayment"),
    )
    assert states(crm, deal_id=str(DEAL)) == dict.fromkeys(
        ("payment_received", "payment_reversed", "refund_paid"), "open"
    )
    assert listed(crm, deal_id=str(new_id())) == []


def test_who_told_the_customer_how_and_when_is_kept(crm: Workbench, customer: UUID) -> None:
    note(crm, told(events.RECEIPT_CONFIRMED, 3, customer))
    [message] = listed(crm, status="open", owner_id=str(ME.staff_id))
    told_at = clock.now()
    assert tell(crm, message["id"], how="in_person", told_at=told_at.isoformat())["version"] == 2
    [message] = listed(crm, customer_id=str(customer))
    assert (message["status"], message["told_how"]) == ("told", "in_person")
    assert (message["told_by"], message["told_at"]) == (ME.id, told_at.isoformat())
    statuses = [event["data"]["status"] for event in crm.told("customer_message_changed")]
    assert statuses == ["open", "told"]


def test_what_is_told_already_or_at_another_time_is_refused(crm: Workbench, customer: UUID) -> None:
    note(crm, told(events.RECEIPT_CONFIRMED, 3, customer))
    [message] = listed(crm)
    for days in (-1, 1):
        wrong = (clock.now() + timedelta(days=days)).isoformat()
        with pytest.raises(Refusal, match="told_at_wrong"):
            tell(crm, message["id"], told_at=wrong)
    tell(crm, message["id"])
    with pytest.raises(Refusal, match="message_settled"):
        tell(crm, message["id"])


def test_a_message_is_seen_and_told_like_its_customer(crm: Workbench, customer: UUID) -> None:
    note(crm, told(events.RECEIPT_CONFIRMED, 3, customer))
    [message] = listed(crm)
    colleague = actor_for(Role.CONSULTANT, projects=[PROJECT])
    finance = actor_for(Role.FINANCE, projects=[PROJECT])
    elsewhere = actor_for(Role.SALES_SUPERVISOR, projects=[new_id()])
    assert [len(listed(crm, by)) for by in (colleague, elsewhere, finance)] == [0, 0, 1]
    assert [len(one["can"]) for by in (ME, finance) for one in listed(crm, by)] == [1, 0]
    for by in (colleague, elsewhere, finance):
        with pytest.raises(Refusal, match="not_found"):
            tell(crm, message["id"], by)
    tell(crm, message["id"], actor_for(Role.SALES_SUPERVISOR, projects=[PROJECT]))
    assert [one["can"] for one in listed(crm)] == [[]]


def test_who_agrees_to_e_mail_gets_one_and_has_been_told(crm: Workbench, reader: UUID) -> None:
    note(crm, told(events.RECEIPT_CONFIRMED, 3, reader))
    assert states(crm) == {"payment_received": "mailing"}
    at = clock.now()
    [letter] = claim(crm, at)
    assert (letter.address, letter.title) == ("lisi@example.com", "收款确认：锦绣花园 1203 房")
    assert letter.text.startswith("尊敬的李四：\n\n您购买的锦绣花园 1203 房")
    assert claim(crm, at) == []
    with crm.transaction() as session:
        commands.note_sent(session, letter.message_id, by=SYSTEM, at=at)
    [message] = listed(crm)
    assert (message["status"], message["told_how"]) == ("told", "email")
    assert "lisi@example.com" not in crm.everything()


def test_an_e_mail_that_fails_for_good_is_a_task_for_a_person(
    crm: Workbench, reader: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_RETRIES", "10s")
    note(crm, told(events.RECEIPT_CONFIRMED, 3, reader))
    at = clock.now()
    for wait in (timedelta(), timedelta(seconds=10)):
        at += wait
        [letter] = claim(crm, at)
        with crm.transaction() as session:
            cause = "SMTPConnectError 421"
            commands.note_failure(session, letter.message_id, cause, by=SYSTEM, at=at)
    [message] = listed(crm, status="open")
    assert (message["attempts"], message["last_error"]) == (2, "SMTPConnectError 421")
    assert claim(crm, at + timedelta(days=1)) == []


def test_consent_taken_back_before_the_e_mail_went_out_counts(crm: Workbench, reader: UUID) -> None:
    note(crm, told(events.RECEIPT_CONFIRMED, 3, reader))
    with crm.transaction() as session:
        ask = asked(
            customers_operations.change_customer, customer_id=str(reader), email_agreed=False
        )
        customers.change(session, ask, by=ME)
    assert claim(crm, clock.now()) == []
    assert states(crm) == {"payment_received": "open"}
