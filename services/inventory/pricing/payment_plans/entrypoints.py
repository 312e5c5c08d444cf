from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.entrypoints import command, query
from contracts.inventory.pricing import payment_plans as operations
from contracts.schema import Ask
from services.inventory.pricing.payment_plans import commands, queries


class PaymentPlans:
    """Payment plans (付款计划)."""

    @command(operations.create_payment_plan)
    def create_payment_plan(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.create(session, ask, by=by, at=at)

    @command(operations.end_payment_plan)
    def end_payment_plan(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return commands.end(session, ask, by=by)

    @query(operations.list_payment_plans)
    def list_payment_plans(self, session: Session, ask: Ask, by: Actor, at: datetime) -> Any:
        return queries.list_payment_plans(session, ask, by=by)
