from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory.milestones import filings as operations
from contracts.schema import Ask
from services.inventory.milestones.filings import commands


class Filings:
    """Filing of contracts with the authority (网签备案)."""

    @command(operations.submit_filing)
    def submit_filing(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.submit(session, ask, by=by, at=at)

    @command(operations.record_filing)
    def record_filing(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.record(session, ask, by=by, at=at)

    @command(operations.revoke_filing)
    def revoke_filing(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.revoke(session, ask, by=by, at=at)
