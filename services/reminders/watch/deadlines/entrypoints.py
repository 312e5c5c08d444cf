"""Entrypoints of deadlines."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import every, on_event, query
from common.fan_in import on_events
from contracts.event import Event
from contracts.inventory.register import deadlines, deals, units
from contracts.reminders.watch import deadlines as operations
from contracts.schema import Ask
from services.reminders.watch.deadlines import commands, queries
from services.reminders.watch.deadlines.rules import CANCELLED, SOLD


class Deadlines:
    """Deadlines (期限): started, moved and closed by what inventory tells."""

    @query(operations.list_deadlines)
    def list_deadlines(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.listed(session, ask, by=by)

    @on_event(units.UNIT_SUBSCRIBED)
    def deadlines_on_unit_subscribed(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.open_signing(session, event, at=at)

    @on_event(deals.DEAL_CHANGED)
    def deadlines_on_deal_changed(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.move_signing(session, event, at=at)

    @on_event(units.UNIT_SOLD)
    def deadlines_on_unit_sold(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.close_signing(session, event, SOLD)

    @on_event(units.SALE_CANCELLED)
    def deadlines_on_sale_cancelled(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.close_signing(session, event, CANCELLED)

    @on_event(deadlines.DEADLINES_STARTED)
    def deadlines_on_deadlines_started(
        self, session: Session, event: Event, by: Actor, at: datetime
    ) -> None:
        commands.open_all(session, event, at=at)

    @on_events(deadlines.DEADLINE_SET, deadlines.DEADLINE_MET)
    def deadlines_on_terms(self, session: Session, event: Event, by: Actor, at: datetime) -> None:
        commands.follow(session, event, at=at)

    @every(seconds=1)
    def send_due_notices(self, session: Session, by: Actor, at: datetime) -> int:
        return commands.send_due_notices(session, by=by, at=at, limit=100)
