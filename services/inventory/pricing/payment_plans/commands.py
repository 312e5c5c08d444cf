"""Ask for a payment plan; with consent it is in use. End it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent.deciding import Deciding, sets
from common.scope import visible
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.pricing.payment_plans import PlanLineAnswer, PlanStatus
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.consent.asking import consent
from services.inventory.pricing.payment_plans import queries, rules
from services.inventory.pricing.payment_plans.models import PaymentPlan
from services.inventory.register.projects import queries as projects
from services.inventory.register.projects.models import Project
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
        status=PlanStatus.REQUESTED,
        created_by=by.id,
        created_at=at,
        version=1,
    )
    plan = _checked(row, project)
    approval = consent.ask(
        session,
        ApprovalKind.PAYMENT_PLAN,
        row,
        project_id=project.id,
        needs=[rules.consent_needed(by.roles)],
        facts={
            "payment_plan": row.name,
            "payment_method": row.payment_method,
            "plan_lines": row.lines,
            "loan_multiple": row.loan_multiple,
            "down_payment": rules.down_payment(plan.lines),
        },
        by=by,
        at=at,
    )
    return consent.answer(row, approval)


def grant(session: Session, deciding: Deciding) -> None:
    """With the consent it is in use. Raises `down_payment_too_low` when the project's least down
    payment is higher by now."""
    row = deciding.matter(session, PaymentPlan)
    _checked(row, session.get_one(Project, row.project_id))
    row.status = PlanStatus.ACTIVE
    row.version += 1


refuse = sets(PaymentPlan, PlanStatus.REFUSED)
"""Rejected or withdrawn: nobody ever took it."""


def _checked(row: PaymentPlan, project: Project) -> rules.Plan:
    plan = queries.plan_of(row)
    least = settings_of(project.settings).down_payment.residence
    rules.check_down_payment(plan.lines, least, field="lines")
    return plan


def end(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Nobody takes it any more; what was agreed stays. Raises `not_found`, `plan_ended`."""
    mine = visible(by, "payment_plan.manage", project=PaymentPlan.project_id)
    wanted = select(PaymentPlan).where(PaymentPlan.id == ask.plan_id, mine).with_for_update()
    row = session.scalars(wanted).first()
    if row is None:
        raise not_found(what="payment plan")
    rules.check_end(row, by)
    row.status = PlanStatus.ENDED
    row.version += 1
    return {"id": row.id, "status": row.status, "version": row.version}
