from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory.control import suspensions as operations
from contracts.schema import Ask
from services.inventory.control.suspensions import commands


class Suspensions:
    """Suspension (停售) and return."""

    @command(operations.suspend_units)
    def suspend_units(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

    @command(operations.resume_units)
    def resume_units(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.resume(session, ask, by=by, at=at)
