from datetime import datetime

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import every
from services.inventory.expiry import commands


class Expiry:
    """Frees what has run out, in every replica."""

    @every(seconds=1)
    def expire_claims(self, session: Session, by: Actor, at: datetime) -> int:
        return commands.expire_claims(session, at=at)
