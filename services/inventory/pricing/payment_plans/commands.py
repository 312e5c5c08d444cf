"""Put a payment plan in use, end it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.scope import visible
from contracts.inventory.pricing.payment_plans import PlanLineAnswer, PlanStatus, plan_ended
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.pricing.payment_plans import queries, rules
from services.inventory.pricing.payment_plans.models import PaymentPlan
from services.inventory.register.projects import queries as projects
from services.inventory.register.projects.rules import settings_of

_lines = PlanLineAnswer(many=True)


def create(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `not_found`, `down_payment_too_low`."""
    project = projects.project(session, ask.project_id, by, "payment_plan.manage")
    row = PaymentPlan(
        id=ask.id,
        project_id=project.id,
        name=ask.name,
        payment_method=ask.payment_method,
        lines=_lines.dump(ask.lines),
        loan_multiple=ask.loan_multiple,
        status=PlanStatus.ACTIVE,
        created_by=by.id,
        created_at=at,
        version=1,
    )
    least = settings_of(project.settings).down_payment.residence
    rules.check_down_payment(queries.plan_of(row).lines, least, field="lines")
    session.add(row)
    session.flush()
    return _answer(row)


def end(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Nobody takes it any more; what was agreed stays. Raises `not_found`, `plan_ended`."""
    mine = visible(by, "payment_plan.manage", project=PaymentPlan.project_id)
    wanted = select(PaymentPlan).where(PaymentPlan.id == ask.plan_id, mine).with_for_update()
    row = session.scalars(wanted).first()
    if row is None:
        raise not_found(what="payment plan")
    if row.status != PlanStatus.ACTIVE:
        raise plan_ended()
    row.status = PlanStatus.ENDED
    row.version += 1
    return _answer(row)


def _answer(row: PaymentPlan) -> dict[str, Any]:
    return {"id": row.id, "status": row.status, "version": row.version}
