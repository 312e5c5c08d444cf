"""The event log: the entrypoint. Its writer is a process, `services.office.log.eventlog`."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import query
from contracts.office.log import events as operations
from contracts.schema import Ask
from services.office.log.events import queries


class EventLog:
    """Everything that happened, in order (事件日志)."""

    @query(operations.list_events)
    def list_events(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_events(session, ask)

    @query(operations.read_log_head)
    def read_log_head(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_log_head(session)
