"""A consultant's desk: quotations made, reviewed and used in a sales office."""

from typing import Any
from uuid import UUID

from common import clock
from common.actor import Actor
from contracts.inventory.consent.approvals import CONSENT
from contracts.inventory.pricing import calculations as calculation_operations
from contracts.inventory.selling import quotations as operations
from services.inventory.pricing.calculations import queries as calculations
from services.inventory.selling.quotations import queries
from services.inventory.selling.quotations.commands import quotation as commands
from services.inventory.selling.quotations.commands import review as reviews
from tests.commands import answered, asked
from tests.inventory.consenting import DECISIONS
from tests.inventory.workbench import SalesOffice


def preview(office: SalesOffice, unit: UUID, by: Actor | None = None, **terms: Any) -> Any:
    payload = {"unit_id": str(unit), "payment_method": "lump_sum"} | terms
    ask = asked(calculation_operations.preview_quotation, **payload)
    with office.transaction() as session:
        found = calculations.preview(session, ask, by=by or office.consultant, at=clock.now())
        return answered(calculation_operations.preview_quotation, found)


def create(
    office: SalesOffice, unit: UUID, customer: UUID, *, by: Actor | None = None, **terms: Any
) -> Any:
    payload = {
        "unit_id": str(unit),
        "customer_id": str(customer),
        "payment_method": "lump_sum",
    } | terms
    operation = operations.create_quotation
    return office.do(commands.create, operation, by or office.consultant, **payload)


def revise(office: SalesOffice, quotation: Any, **terms: Any) -> Any:
    payload = {"quotation_id": quotation["id"], "payment_method": "lump_sum"} | terms
    return office.do(commands.revise, operations.revise_quotation, office.consultant, **payload)


def request_review(office: SalesOffice, quotation: Any, by: Actor | None = None) -> Any:
    operation = operations.request_quotation_review
    by = by or office.consultant
    return office.do(reviews.request, operation, by, quotation_id=quotation["id"])


def decide(office: SalesOffice, asked_for: Any, by: Actor, **more: Any) -> Any:
    payload = {"approval_id": asked_for["approval_id"], "verdict": "approve"} | more
    return office.do(DECISIONS.decide, CONSENT.decide, by, **payload)


def reviewed(office: SalesOffice, unit: UUID, customer: UUID, **terms: Any) -> Any:
    """A quotation that the manager has reviewed."""
    quotation = create(office, unit, customer, **terms)
    decide(office, request_review(office, quotation), office.manager)
    return quotation


def read(office: SalesOffice, quotation: Any, by: Actor | None = None) -> Any:
    ask = asked(operations.read_quotation, quotation_id=quotation["id"])
    with office.transaction() as session:
        found = queries.read_quotation(session, ask, by=by or office.consultant, at=clock.now())
        return answered(operations.read_quotation, found)


def document(office: SalesOffice, quotation: Any, by: Actor | None = None) -> Any:
    ask = asked(operations.read_quotation_document, quotation_id=quotation["id"])
    with office.transaction() as session:
        found = queries.read_document(session, ask, by=by or office.consultant, at=clock.now())
        return answered(operations.read_quotation_document, found)


def listed(office: SalesOffice, by: Actor, **chosen: Any) -> list[Any]:
    with office.transaction() as session:
        ask = asked(operations.list_quotations, **chosen)
        found = queries.list_quotations(session, ask, by=by, at=clock.now())
        items: list[Any] = answered(operations.list_quotations, found)["items"]
        return items
