from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory import handovers as operations
from contracts.schema import Ask
from services.inventory.handovers import commands, queries


class Handovers:
    """Handover (入住、交房) and area settlement (面积差)."""

    @command(operations.notify_handover)
    def notify_handover(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.notify(session, ask, by=by, at=at)

    @command(operations.inspect_handover)
    def inspect_handover(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.inspect(session, ask, by=by, at=at)

    @command(operations.rectify_defect)
    def rectify_defect(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.rectify(session, ask, by=by, at=at)

    @command(operations.record_handover_fees)
    def record_handover_fees(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.record_fees(session, ask, by=by, at=at)

    @query(operations.preview_area_settlement)
    def preview_area_settlement(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.preview(session, ask, by=by)

    @command(operations.settle_area)
    def settle_area(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.settle_area(session, ask, by=by, at=at)

    @command(operations.request_deviation)
    def request_deviation(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request_deviation(session, ask, by=by, at=at)

    @command(operations.hand_over_unit)
    def hand_over_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.hand_over(session, ask, by=by, at=at)
