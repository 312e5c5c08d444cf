from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory.changes import amendments as operations
from contracts.schema import Ask
from services.inventory.changes.amendments import commands


class Changes:
    """A reservation's extension (延期) and end (退订)."""

    @command(operations.extend_reservation)
    def extend_reservation(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.extend(session, ask, by=by, at=at)

    @command(operations.cancel_deal)
    def cancel_deal(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.cancel(session, ask, by=by, at=at)
