"""Whatever can be asked of inventory: a colleague sees nothing of what is somebody's own; floors
and channel prices are in no answer and no event for those not entitled (O-02, I-11). The cases
come from the operations themselves; tests/e2e/test_scope.py asks from other projects."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from common import clock
from common.actor import Actor
from contracts.files import File
from contracts.inventory.control import data_changes as change_operations
from contracts.inventory.papers import archive as archive_operations
from contracts.inventory.papers import borrowing as borrowing_operations
from contracts.office.rights import RIGHTS, widest_scope
from contracts.office.roles import Role, Scope
from contracts.operation import ANYONE, OPERATIONS, Operation
from contracts.refusals import Refusal
from services.inventory.control.data_changes import commands as data_changes
from services.inventory.papers.archive import commands as archive
from services.inventory.papers.borrowing import commands as borrowing
from services.inventory.service import SERVICE
from tests.commands import answered, asked
from tests.inventory.changes.agreements.test_commands import draft as draft_agreement
from tests.inventory.changing import Orders
from tests.inventory.control.holds.test_commands import request as request_hold
from tests.inventory.money.invoices.test_commands import request as request_invoice
from tests.inventory.money.late_fees.test_commands import charge
from tests.inventory.owing import owing
from tests.inventory.papers.attachments.desk import attach
from tests.inventory.pricing.price_lists.workbench import Prices
from tests.inventory.selling.promises.test_commands import request as promise
from tests.inventory.selling.quotations.desk import reviewed
from tests.inventory.selling.specials.desk import request as request_special

FLOORS = {"manager_floor_rate": "9871.13", "director_floor_rate": "9732.17"}
CHANNEL = {"channel_rate": "9911.19"}
SECRETS = {
    "price.read_floor": ("9871.13", "987113.00", "9732.17", "973217.00"),
    "price.read_channel": ("9911.19", "991119.00"),
}
"""What may be seen by a right only: the rates, and the totals for 100 m²."""

QUESTIONS = [
    operation
    for operation in OPERATIONS.values()
    if operation.service == "inventory"
    and not operation.writes
    and operation.permission in {ANYONE, *RIGHTS}
    and not operation.permission.startswith("parked.")
]
SHARED = {"list_delegations"}
"""Belongs to nobody in the story."""


@pytest.fixture
def office(database: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Orders:
    monkeypatch.setenv("LOUPAN_FILES", str(tmp_path))
    return Orders(database("inventory").engine)


def at_work(office: Orders) -> dict[str, str]:
    """A consultant's business of every kind; answers how its things are named in questions."""
    units = office.on_sale(7, **FLOORS, **CHANNEL)
    customer = office.customer()
    quotation = reviewed(office, units[0], customer)
    deal = office.signed(units[1])
    scan = attach(office, "deal", deal["id"])
    request_invoice(office, deal)
    request_special(office, units[2], customer, "980000.00")
    request_hold(office, units[3], customer)
    charge(office, owing(office, ("房款", "1000000.00", -10), unit=units[4]))
    returned = office.subscribe(units[5], office.customer())
    receipt = office.received(returned)
    office.undo(returned)
    promise(office, deal)
    _lend(office, deal)
    draft = _prices(office)
    _correct(office, units[6])
    made = _agreed(office, deal)
    change = office.request_change(deal, "price_change", price="985000.00")
    return {
        "approval_id": change["approval_id"],
        "attachment_id": scan["id"],
        "change_order_id": made["id"],
        "deal_id": deal["id"],
        "gross_area": "101.00",
        "kind": "cancellation",
        "number": "1",
        "payment_method": "lump_sum",
        "price_list_id": draft["id"],
        "project_id": str(office.project),
        "quotation_id": quotation["id"],
        "receipt_id": receipt["id"],
        "subject": "deal",
        "subject_id": deal["id"],
        "unit_id": str(units[0]),
    } | {"tiers": ["list_rate"], "share": "0.01"}


def _lend(office: Orders, deal: Any) -> None:
    facts: dict[str, Any] = {"kind": "annex", "title": "补充协议", "copies": 2, "place": "A-1"}
    operation = archive_operations.file_document
    filed = office.do(archive.file_document, operation, office.clerk, deal_id=deal["id"], **facts)
    due_on = (clock.business_day(clock.now()) + timedelta(days=3)).isoformat()
    wish: dict[str, Any] = {"document_id": filed["id"], "purpose": "核对面积", "due_on": due_on}
    request = borrowing_operations.request_borrowing
    office.do(borrowing.request, request, office.consultant, **wish)


def _prices(office: Orders) -> Any:
    prices = Prices(office)
    draft = prices.draft()
    prices.adjust(draft, tiers=["list_rate"], share="0.01")
    prices.submit(draft)
    return draft


def _agreed(office: Orders, deal: Any) -> Any:
    """A change that was made, with the text of its agreement."""
    order = office.request_change(deal, "rename", customer_id=str(office.customer()))
    office.consent(order)
    draft_agreement(office, order)
    return order


def _correct(office: Orders, unit: UUID) -> None:
    facts: dict[str, Any] = {"unit_id": str(unit), "gross_area": "100.50", "reason": "测绘更正"}
    operation = change_operations.request_data_change
    office.do(data_changes.request, operation, office.clerk, **facts)


def answer(office: Orders, question: Operation, by: Actor, known: dict[str, Any]) -> Any:
    """As the entrypoint would answer it."""
    fields = question.request_schema.fields
    measured = {"gross_area"} & fields.keys()
    wanted = measured | {name for name, field in fields.items() if field.required}
    ask = asked(question, **{name: known[name] for name in wanted})
    method = getattr(SERVICE, question.name).__wrapped__
    with office.transaction() as session:
        return answered(question, method(None, session, ask, by, clock.now()))


def test_a_colleague_sees_nothing_of_what_is_a_consultants_own(office: Orders) -> None:
    known = at_work(office)
    colleague = office.posted_as(Role.CONSULTANT)
    own = [
        question
        for question in QUESTIONS
        if question.permission == ANYONE
        or RIGHTS[question.permission].get(Role.CONSULTANT) is Scope.OWN
        or question.name in ("list_attachments", "download_attachment")
    ]
    assert len(own) > 25
    for question in own:
        if question.name in SHARED:
            continue
        assert _found(office, question, office.consultant, known), f"{question.name}: no control"
        assert not _found(office, question, colleague, known), question.name


def _found(office: Orders, question: Operation, by: Actor, known: dict[str, Any]) -> bool:
    """Whether there is anything to see."""
    if question.answer is File and by is office.consultant:
        return True
    try:
        found = answer(office, question, by, known)
    except Refusal as refusal:
        return refusal.code != "not_found"
    items = found.get("items")
    return items is None or bool(items)


@pytest.mark.parametrize("right", SECRETS)
def test_what_takes_a_right_is_in_no_answer_and_no_event(office: Orders, right: str) -> None:
    known, secrets = at_work(office), SECRETS[right]
    assert any(secret in _told(office, office.manager, known) for secret in secrets), "no control"
    for role in Role:
        if widest_scope(right, frozenset({role.value})) is None:
            by = office.consultant if role is Role.CONSULTANT else office.posted_as(role)
            told = _told(office, by, known)
            assert not [secret for secret in secrets if secret in told], role
    events = json.dumps(office.told())
    assert not [secret for secret in secrets if secret in events]


def _told(office: Orders, by: Actor, known: dict[str, Any]) -> str:
    """All that somebody is told, whatever they ask."""
    told = []
    for question in QUESTIONS:
        entitled = question.permission == ANYONE or by.scope(question.permission) is not None
        if entitled and question.answer is not File:
            try:
                told.append(answer(office, question, by, known))
            except Refusal as refusal:
                told.append(refusal.details)
    return json.dumps(told, default=str)
