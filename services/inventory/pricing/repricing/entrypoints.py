from datetime import datetime

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import every
from services.inventory.pricing.repricing import commands


class Repricing:
    """Brings approved price lists into force, in every replica (价格表生效)."""

    @every(seconds=1)
    def bring_price_lists_into_force(self, session: Session, by: Actor, at: datetime) -> int:
        return commands.bring_into_force(session, at=at)
