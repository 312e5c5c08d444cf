from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import query
from common.fan_in import on_events
from contracts.event import Event
from contracts.reporting.facts import figures as operations
from contracts.schema import Ask
from services.reporting.facts.figures import commands, queries


class Figures:
    """The day's figures per project, team and consultant (日报)."""

    @on_events(*commands.COUNTED)
    def figures_on_fact(self, session: Session, event: Event, by: Actor, at: datetime) -> None:
        commands.count(session, event)

    @query(operations.read_daily_report)
    def read_daily_report(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.daily_report(session, ask, by)

    @query(operations.read_figures)
    def read_figures(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.period_figures(session, ask, by)
