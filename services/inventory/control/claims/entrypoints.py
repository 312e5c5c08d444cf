from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, every
from contracts.inventory.control import claims as operations
from contracts.schema import Ask
from services.inventory.control.claims.commands import claim, expiry


class Claims:
    """Locks (锁定)."""

    @command(operations.lock_unit)
    def lock_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return claim.lock(session, ask, by=by, at=at)

    @command(operations.unlock_unit)
    def unlock_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return claim.unlock(session, ask, by=by, at=at)


class Expiry:
    """Frees what has run out, in every replica."""

    @every(seconds=1)
    def expire_claims(self, session: Session, by: Actor, at: datetime) -> int:
        return expiry.expire_claims(session, at=at)
