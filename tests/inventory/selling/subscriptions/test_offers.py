"""What a deal's `can` offers is what the commands of every corridor do, for everybody at every
stage."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.learning import NotKnownYet
from contracts.inventory.changes import amendments as amendment_operations
from contracts.inventory.money import receipts as receipt_operations
from contracts.inventory.papers import archive as archive_operations
from contracts.inventory.selling import contracts as contract_operations
from contracts.inventory.selling import promises as promise_operations
from contracts.inventory.selling import signing as signing_operations
from contracts.inventory.selling import subscriptions as operations
from contracts.office.roles import Role
from contracts.refusals import Refusal
from contracts.schema import Ask
from services.inventory.changes.amendments import commands as amendments
from services.inventory.money.receipts.commands import receipt as receipts
from services.inventory.papers.archive import commands as archive
from services.inventory.selling.contracts import commands as contracts
from services.inventory.selling.contracts.queries import execution
from services.inventory.selling.promises import commands as promises
from services.inventory.selling.signing import commands as signing
from services.inventory.selling.subscriptions import queries
from tests.commands import answered, asked
from tests.inventory.workbench import SalesOffice
from tests.offered import judge


def reserved(office: SalesOffice) -> Any:
    [unit] = office.on_sale(1)
    return office.reserve(unit, office.customer())


def extended(office: SalesOffice) -> Any:
    deal = reserved(office)
    office.extend(deal)
    return deal


def given_up(office: SalesOffice) -> Any:
    deal = reserved(office)
    office.cancel(deal)
    return deal


def subscribed(office: SalesOffice) -> Any:
    [unit] = office.on_sale(1)
    return office.subscribe(unit, office.customer())


def incomplete(office: SalesOffice) -> Any:
    deal = subscribed(office)
    office.check_documents(deal, complete=False, missing=["身份证复印件"])
    return deal


def complete(office: SalesOffice) -> Any:
    deal = subscribed(office)
    office.check_documents(deal)
    return deal


def ready(office: SalesOffice) -> Any:
    deal = subscribed(office)
    office.made_ready(deal)
    return deal


def signed(office: SalesOffice) -> Any:
    return office.sign(ready(office))


def undone(office: SalesOffice) -> Any:
    deal = subscribed(office)
    office.undo(deal)
    return deal


@pytest.mark.parametrize(
    "state",
    [reserved, extended, given_up, subscribed, incomplete, complete, ready, signed, undone],
)
def test_what_is_offered_is_what_is_possible(
    office: SalesOffice, state: Callable[[SalesOffice], Any]
) -> None:
    one = {"deal_id": state(office)["id"]}
    promise = one | {"kind": "service", "text": "免一年物业费"}
    paper = one | {"kind": "other", "title": "委托书", "copies": 1, "place": "A柜"}
    attempts = {
        signing_operations.check_documents: (signing.check_documents, one | {"complete": True}),
        signing_operations.sign_subscription: (signing.sign_subscription, one),
        signing_operations.sign_contract: (signing.sign_contract, one | {"without_text": True}),
        receipt_operations.request_receipt: (receipts.request, one),
        contract_operations.draft_contract: (draft, one),
        amendment_operations.extend_reservation: (amendments.extend, one),
        amendment_operations.cancel_deal: (amendments.cancel, one | {"reason": "客户改变主意"}),
        promise_operations.request_promise: (promises.request, promise),
        archive_operations.file_document: (archive.file_document, paper),
    }
    people = [office.consultant, office.manager, *map(office.posted_as, Role)]
    for by in people:
        can = offered(office, one["deal_id"], by)
        if can is not None:
            judge(office, can, by, attempts)


def test_a_letter_is_near_while_documents_are_missing(office: SalesOffice) -> None:
    refusal = hindrance(office, incomplete(office), "sign_subscription")
    assert refusal["code"] == "documents_incomplete"


def test_a_contract_that_is_near_says_what_is_missing(office: SalesOffice) -> None:
    refusal = hindrance(office, complete(office), "sign_contract")
    assert refusal["code"] == "contract_not_ready"
    assert refusal["zh"] == "尚不能签约：定金未确认、认购书未签批。"


def hindrance(office: SalesOffice, deal: Any, operation: str) -> Any:
    """Why the manager can't take the step yet."""
    can = offered(office, deal["id"], office.manager) or []
    [refusal] = [row["refusal"] for row in can if row["operation"] == operation]
    return refusal


def draft(session: Session, ask: Ask, *, by: Actor, at: Any) -> None:
    """As far as it comes without a text."""
    with suppress(NotKnownYet):
        contracts.draft(session, ask, by=by, at=at)


def offered(office: SalesOffice, deal_id: str, by: Actor) -> list[dict[str, Any]] | None:
    """`can` as `by` reads it, the same alone and in both lists; `None` for who may not see it."""
    try:
        deal = office.deal({"id": deal_id}, by=by)
    except Refusal:
        return None
    with office.transaction() as session:
        deals = queries.list_deals(session, asked(operations.list_deals), by=by)
        ask = asked(contract_operations.list_contracts)
        under_way = execution.list_contracts(session, ask, by=by, at=clock.now())
        [row] = answered(operations.list_deals, deals)["items"]
        contract = answered(contract_operations.list_contracts, under_way)["items"]
    assert all(each["can"] == deal["can"] for each in (row, *contract))
    return list(deal["can"])
