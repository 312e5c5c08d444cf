from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import query
from contracts.inventory.control import board as operations
from contracts.schema import Ask
from services.inventory.control.board import queries


class Board:
    """The status board (销控表)."""

    @query(operations.read_board)
    def read_board(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.board(session, ask, by=by, at=at)
