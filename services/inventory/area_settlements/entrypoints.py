from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory import area_settlements as operations
from contracts.schema import Ask
from services.inventory.area_settlements import commands, queries


class AreaSettlements:
    """The settlement of the area (面积差结算)."""

    @query(operations.preview_area_settlement)
    def preview_area_settlement(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.preview(session, ask, by=by)

    @command(operations.settle_area)
    def settle_area(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.settle_area(session, ask, by=by, at=at)
