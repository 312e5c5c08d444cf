from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory import receipts as operations
from contracts.schema import Ask
from services.inventory.takings import commands


class Takings:
    """Money that a consultant had to take (代收款)."""

    @command(operations.take_money)
    def take_money(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.take(session, ask, by=by, at=at)

    @command(operations.hand_in_money)
    def hand_in_money(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.hand_in(session, ask, by=by, at=at)
