from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory.milestones import handovers
from contracts.inventory.milestones import handovers as operations
from contracts.schema import Ask
from services.inventory.milestones.handovers.commands import deviation, handover


class Handovers:
    """Handover (入住、交房)."""

    @command(operations.notify_handover)
    def notify_handover(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return handover.notify(session, ask, by=by, at=at)

    @command(operations.inspect_handover)
    def inspect_handover(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return handover.inspect(session, ask, by=by, at=at)

    @command(operations.rectify_defect)
    def rectify_defect(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return handover.rectify(session, ask, by=by, at=at)

    @command(operations.record_handover_fees)
    def record_handover_fees(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return handover.record_fees(session, ask, by=by, at=at)

    @command(operations.hand_over_unit)
    def hand_over_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return handover.hand_over(session, ask, by=by, at=at)


class Deviations:
    """Exceptions at the handover (交房例外)."""

    @command(handovers.request_deviation)
    def request_deviation(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return deviation.request(session, ask, by=by, at=at)
