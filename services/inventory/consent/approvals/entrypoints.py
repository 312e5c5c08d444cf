from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.consent import approvals as operations
from contracts.schema import Ask
from services.inventory.consent.approvals import commands, queries


class Approvals:
    """Consent of somebody else (审批)."""

    @query(operations.list_approvals)
    def list_approvals(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_approvals(session, ask, by=by, at=at)

    @query(operations.read_approval)
    def read_approval(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_approval(session, ask, by=by, at=at)

    @command(operations.decide_approval)
    def decide_approval(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.decide(session, ask, by=by, at=at)

    @command(operations.withdraw_approval)
    def withdraw_approval(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.withdraw(session, ask, by=by, at=at)
