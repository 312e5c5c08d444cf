"""Entrypoints of notices."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.reminders.notices import notices as operations
from contracts.schema import Ask
from services.reminders.notices.notices import commands, queries


class Notices:
    """Notices (催办通知): read, acknowledged, sent by supervisors."""

    @query(operations.list_notices)
    def list_notices(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.listed(session, ask, by=by)

    @query(operations.read_notice)
    def read_notice(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read(session, ask, by=by)

    @command(operations.acknowledge_notice)
    def acknowledge_notice(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.acknowledge(session, ask, by=by, at=at)

    @command(operations.send_notice)
    def send_notice(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.send_task(session, ask, by=by, at=at)
