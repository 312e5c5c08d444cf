from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory import handovers as operations
from contracts.schema import Ask
from services.inventory.deviations import commands


class Deviations:
    """Exceptions at the handover (交房例外)."""

    @command(operations.request_deviation)
    def request_deviation(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)
