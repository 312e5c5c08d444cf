from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory.control import releases as operations
from contracts.schema import Ask
from services.inventory.control.releases import commands


class Releases:
    """Review (审核), release (推盘) and closing (封盘)."""

    @command(operations.review_units)
    def review_units(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.review(session, ask, by=by, at=at)

    @command(operations.release_units)
    def release_units(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.release(session, ask, by=by, at=at)

    @command(operations.withdraw_units)
    def withdraw_units(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.withdraw(session, ask, by=by, at=at)
