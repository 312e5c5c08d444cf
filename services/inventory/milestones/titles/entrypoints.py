from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory.milestones import titles as operations
from contracts.schema import Ask
from services.inventory.milestones.titles import commands


class Titles:
    """The title procedure (产权办理)."""

    @command(operations.submit_title)
    def submit_title(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.submit(session, ask, by=by, at=at)

    @command(operations.issue_title)
    def issue_title(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.issue(session, ask, by=by, at=at)
