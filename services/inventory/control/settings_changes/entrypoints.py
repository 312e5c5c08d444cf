from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, every, query
from contracts.inventory.control import settings_changes as operations
from contracts.schema import Ask
from services.inventory.control.settings_changes import commands, queries


class SettingsChanges:
    """Changes of projects' settings (设置变更)."""

    @command(operations.request_settings_change)
    def request_settings_change(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

    @command(operations.drop_settings_change)
    def drop_settings_change(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.drop(session, ask, by=by)

    @query(operations.list_settings_changes)
    def list_settings_changes(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_settings_changes(session, ask, by=by)

    @every(seconds=1)
    def begin_agreed_settings(self, session: Session, by: Actor, at: datetime) -> int:
        return commands.begin_due(session, by=by, at=at)
