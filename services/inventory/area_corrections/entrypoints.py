from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory import area_corrections as operations
from contracts.schema import Ask
from services.inventory.area_corrections import commands


class AreaCorrections:
    """Settled areas are settled anew (面积差更正)."""

    @command(operations.request_area_correction)
    def request_area_correction(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)
