from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.selling import quotations
from contracts.inventory.selling import quotations as operations
from contracts.schema import Ask
from services.inventory.register.customers.entrypoints import learn_customer
from services.inventory.selling.quotations import queries
from services.inventory.selling.quotations.commands import quotation, review


class Quotations:
    """Quotations (报价单)."""

    @command(operations.create_quotation, learn=learn_customer)
    def create_quotation(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return quotation.create(session, ask, by=by, at=at)

    @command(operations.revise_quotation)
    def revise_quotation(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return quotation.revise(session, ask, by=by, at=at)

    @query(operations.list_quotations)
    def list_quotations(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_quotations(session, ask, by=by, at=at)

    @query(operations.read_quotation)
    def read_quotation(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_quotation(session, ask, by=by, at=at)

    @query(operations.read_quotation_document)
    def read_quotation_document(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_document(session, ask, by=by, at=at)


class QuotationReviews:
    """Reviews of quotations (报价审核)."""

    @command(quotations.request_quotation_review)
    def request_quotation_review(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return review.request(session, ask, by=by, at=at)
