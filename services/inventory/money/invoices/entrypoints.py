from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.money import invoices as operations
from contracts.schema import Ask
from services.inventory.money.invoices import commands, queries


class Invoices:
    """Invoices and red invoices (发票、红字发票)."""

    @command(operations.request_invoice)
    def request_invoice(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

    @command(operations.request_red_invoice)
    def request_red_invoice(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request_red(session, ask, by=by, at=at)

    @command(operations.review_invoice)
    def review_invoice(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.review(session, ask, by=by, at=at)

    @command(operations.issue_invoice)
    def issue_invoice(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.issue(session, ask, by=by, at=at)

    @command(operations.reject_invoice)
    def reject_invoice(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.reject(session, ask, by=by, at=at)

    @command(operations.sign_invoice)
    def sign_invoice(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.sign(session, ask, by=by, at=at)

    @query(operations.list_invoices)
    def list_invoices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_invoices(session, ask, by=by)

    @query(operations.read_invoicing)
    def read_invoicing(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_invoicing(session, ask, by=by, at=at)
