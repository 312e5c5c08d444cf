from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory.milestones import loans as operations
from contracts.schema import Ask
from services.inventory.milestones.loans import commands


class Loans:
    """Loans of buyers (按揭、公积金)."""

    @command(operations.submit_loan)
    def submit_loan(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.submit(session, ask, by=by, at=at)

    @command(operations.approve_loan)
    def approve_loan(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.approve(session, ask, by=by, at=at)

    @command(operations.reject_loan)
    def reject_loan(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.reject(session, ask, by=by, at=at)

    @command(operations.pay_out_loan)
    def pay_out_loan(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.pay_out(session, ask, by=by, at=at)

    @command(operations.reapply_loan)
    def reapply_loan(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.reapply(session, ask, by=by, at=at)
