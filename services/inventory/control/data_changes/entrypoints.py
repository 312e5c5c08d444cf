from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.control import data_changes as operations
from contracts.schema import Ask
from services.inventory.control.data_changes import commands, queries


class DataChanges:
    """Corrections of units' facts (数据变更)."""

    @command(operations.request_data_change)
    def request_data_change(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

    @query(operations.list_data_changes)
    def list_data_changes(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_data_changes(session, ask, by=by)
