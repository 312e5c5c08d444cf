"""Entrypoints of deadlines."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import every, query
from common.fan_in import on_events
from contracts import deadline_kinds
from contracts.deadlines import DEADLINE_EVENTS
from contracts.event import Event
from contracts.reminders.watch import deadlines as operations
from contracts.schema import Ask
from services.reminders.watch.deadlines import commands, queries


class Deadlines:
    """Deadlines (期限) of all services."""

    @query(operations.list_deadlines)
    def list_deadlines(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.listed(session, ask, by=by)

    @every(seconds=1)
    def send_due_notices(self, session: Session, by: Actor, at: datetime) -> int:
        return commands.send_due_notices(session, by=by, at=at, limit=100)


def following(service: str) -> type:
    """The topic that follows one service's deadlines, by handlers `<service>_deadlines_on_<event>`;
    inventory's have the names that their queues have had since it was the only one."""
    events = DEADLINE_EVENTS[service]
    topic = "deadlines" if service == "inventory" else f"{service}_deadlines"

    def start(self: Any, session: Session, event: Event, by: Actor, at: datetime) -> None:
        commands.start(session, event, at=at)

    def follow(self: Any, session: Session, event: Event, by: Actor, at: datetime) -> None:
        commands.follow(session, event, at=at)

    handlers = {
        f"{topic}_on_start": on_events(events.started)(start),
        f"{topic}_on_change": on_events(events.set, events.met)(follow),
    }
    return type(f"{service.capitalize()}Deadlines", (), handlers)


FOLLOWING = tuple(map(following, deadline_kinds.SERVICES))
