from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, every
from contracts.inventory.selling import signing as operations
from contracts.schema import Ask
from services.inventory.selling.signing import commands


class Signing:
    """From subscription to contract (签约)."""

    @command(operations.check_documents)
    def check_documents(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.check_documents(session, ask, by=by, at=at)

    @command(operations.sign_subscription)
    def sign_subscription(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.sign_subscription(session, ask, by=by, at=at)

    @command(operations.sign_contract)
    def sign_contract(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.sign_contract(session, ask, by=by, at=at)

    @every(seconds=1)
    def tell_overdue_subscriptions(self, session: Session, by: Actor, at: datetime) -> int:
        return commands.tell_overdue(session, by=by, at=at)
