from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command
from contracts.inventory.control import bindings as operations
from contracts.schema import Ask
from services.inventory.control.bindings import commands


class Bindings:
    """Parking spaces and storage rooms that go with a home (绑定)."""

    @command(operations.bind_unit)
    def bind_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.bind(session, ask, by=by, at=at)

    @command(operations.unbind_unit)
    def unbind_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.unbind(session, ask, by=by, at=at)
