from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.consent import delegations as operations
from contracts.schema import Ask
from services.inventory.consent.delegations import commands, queries


class Delegations:
    """A deputy decides in one's place (委托)."""

    @command(operations.delegate_approvals)
    def delegate_approvals(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.delegate(session, ask, by=by, at=at)

    @command(operations.end_delegation)
    def end_delegation(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.end(session, ask, by=by, at=at)

    @query(operations.list_delegations)
    def list_delegations(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_delegations(session, by=by, at=at)
