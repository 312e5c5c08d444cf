from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import query
from contracts.inventory.control import catalogue as operations
from contracts.schema import Ask
from services.inventory.control.catalogue import queries


class Units:
    """What there is to know about units (房源)."""

    @query(operations.list_units)
    def list_units(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_units(session, ask, by=by, at=at)

    @query(operations.find_units)
    def find_units(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.find_units(session, ask, by=by, at=at)

    @query(operations.read_unit)
    def read_unit(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_unit(session, ask, by=by, at=at)

    @query(operations.read_unit_history)
    def read_unit_history(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.history(session, ask, by=by)
