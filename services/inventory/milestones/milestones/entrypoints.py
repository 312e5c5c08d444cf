from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.milestones import milestones as operations
from contracts.schema import Ask
from services.inventory.milestones.milestones import commands, queries


class Milestones:
    """Milestones of contracts (节点), their documents and obstacles."""

    @query(operations.list_milestones)
    def list_milestones(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_milestones(session, ask, by=by, at=at)

    @query(operations.read_milestones)
    def read_milestones(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.read_milestones(session, ask, by=by, at=at)

    @command(operations.note_milestone_documents)
    def note_milestone_documents(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.note_documents(session, ask, by=by, at=at)

    @command(operations.report_obstacle)
    def report_obstacle(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.report_obstacle(session, ask, by=by, at=at)

    @command(operations.resolve_obstacle)
    def resolve_obstacle(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.resolve_obstacle(session, ask, by=by, at=at)
