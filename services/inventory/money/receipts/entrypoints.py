from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.money import receipts
from contracts.inventory.money import receipts as operations
from contracts.schema import Ask
from services.inventory.money.receipts import queries
from services.inventory.money.receipts.commands import receipt, reversal, taking


class Receipts:
    """Money in (收款)."""

    @command(operations.request_receipt)
    def request_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return receipt.request(session, ask, by=by, at=at)

    @command(operations.endorse_receipt)
    def endorse_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return receipt.endorse(session, ask, by=by, at=at)

    @command(operations.confirm_receipt)
    def confirm_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return receipt.confirm(session, ask, by=by, at=at)

    @command(operations.reject_receipt)
    def reject_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return receipt.reject(session, ask, by=by, at=at)

    @query(operations.list_receipts)
    def list_receipts(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_receipts(session, ask, by=by, at=at)

    @query(operations.read_receipt)
    def read_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_receipt(session, ask, by=by)


class Reversals:
    """Counter-entries (冲销)."""

    @command(receipts.reverse_receipt)
    def reverse_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return reversal.request(session, ask, by=by, at=at)


class Takings:
    """Money that a consultant had to take (代收款)."""

    @command(receipts.take_money)
    def take_money(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return taking.take(session, ask, by=by, at=at)

    @command(receipts.hand_in_money)
    def hand_in_money(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return taking.hand_in(session, ask, by=by, at=at)
