from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.money import late_fees as operations
from contracts.schema import Ask
from services.inventory.money.late_fees import commands, queries


class LateFees:
    """What being late costs (违约金)."""

    @query(operations.read_late_fees)
    def read_late_fees(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_late_fees(session, ask, by=by, at=at)

    @command(operations.charge_late_fees)
    def charge_late_fees(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.charge(session, ask, by=by, at=at)

    @command(operations.request_late_fee_waiver)
    def request_late_fee_waiver(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request_waiver(session, ask, by=by, at=at)
