from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.money import refunds as operations
from contracts.schema import Ask
from services.inventory.money.refunds import commands, queries


class Refunds:
    """Money back (退款)."""

    @command(operations.owe_refund)
    def owe_refund(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.owe_by_hand(session, ask, by=by, at=at)

    @command(operations.request_refund)
    def request_refund(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

    @command(operations.confirm_refund)
    def confirm_refund(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.confirm(session, ask, by=by, at=at)

    @command(operations.pay_refund)
    def pay_refund(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.pay(session, ask, by=by, at=at)

    @command(operations.cancel_refund)
    def cancel_refund(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.cancel(session, ask, by=by, at=at)

    @query(operations.list_refunds)
    def list_refunds(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_refunds(session, ask, by=by)
