from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory import receipts as operations
from contracts.schema import Ask
from services.inventory.reversals import commands


class Reversals:
    """Counter-entries (冲销)."""

    @command(operations.reverse_receipt)
    def reverse_receipt(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)
