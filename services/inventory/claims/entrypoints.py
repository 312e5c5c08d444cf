from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory import deals as operations
from contracts.schema import Ask
from services.inventory.claims import commands


class Claims:
    """Locks (锁定)."""

    @command(operations.lock_unit)
    def lock_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.lock(session, ask, by=by, at=at)

    @command(operations.unlock_unit)
    def unlock_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.unlock(session, ask, by=by, at=at)
