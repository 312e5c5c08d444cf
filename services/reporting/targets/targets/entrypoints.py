from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.reporting.targets import targets as operations
from contracts.schema import Ask
from services.reporting.facts.projects.entrypoints import learn_project
from services.reporting.targets.targets import commands, queries


class Targets:
    """Sales targets and their attainment (销售目标、完成率)."""

    @command(operations.set_target, learn=learn_project)
    def set_target(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.set_target(session, ask, by=by, at=at)

    @query(operations.list_targets)
    def list_targets(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.targets(session, ask, by)
