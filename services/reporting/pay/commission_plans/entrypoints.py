from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.reporting.pay import commission_plans as operations
from contracts.schema import Ask
from services.reporting.facts.projects.entrypoints import learn_project
from services.reporting.pay.commission_plans import commands, queries


class Plans:
    """Commission plans per project (佣金方案)."""

    @command(operations.request_commission_plan, learn=learn_project)
    def request_commission_plan(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.request(session, ask, by=by, at=at)

    @query(operations.list_commission_plan_requests)
    def list_commission_plan_requests(
        self, session: Session, ask: Ask, by: Actor, at: datetime
    ) -> Any:
        return queries.list_requests(session, ask, by=by)

    @query(operations.read_commission_plan)
    def read_commission_plan(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.plan_of_project(session, ask, by, at)
