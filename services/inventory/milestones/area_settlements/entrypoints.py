from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.milestones import area_settlements as area_corrections
from contracts.inventory.milestones import area_settlements as operations
from contracts.schema import Ask
from services.inventory.milestones.area_settlements import queries
from services.inventory.milestones.area_settlements.commands import correction, settlement


class AreaSettlements:
    """The settlement of the area (面积差结算)."""

    @query(operations.preview_area_settlement)
    def preview_area_settlement(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.preview(session, ask, by=by)

    @command(operations.settle_area)
    def settle_area(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return settlement.settle_area(session, ask, by=by, at=at)


class AreaCorrections:
    """Settled areas are settled anew (面积差更正)."""

    @command(area_corrections.request_area_correction)
    def request_area_correction(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return correction.request(session, ask, by=by, at=at)
