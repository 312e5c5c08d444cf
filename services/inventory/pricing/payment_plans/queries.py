"""A project's payment plans, and the one that a deal takes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from contracts.inventory.pricing.payment_plans import (
    InstalmentKind,
    PaymentMethod,
    PlanDue,
    PlanStatus,
    plan_ended,
)
from contracts.inventory.register.units import Usage
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.pricing.payment_plans import rules
from services.inventory.pricing.payment_plans.models import PaymentPlan
from services.inventory.register.projects import queries as projects
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import settings_of


def plan_for(
    session: Session,
    project_id: UUID,
    method: str,
    plan_id: UUID | None,
    *,
    usage: str = Usage.RESIDENCE,
) -> rules.Plan:
    """The plan that was named, else the project's first active one for this payment method, else
    the default plan of the method.

    Raises `not_found`, `plan_ended`, `plan_not_applicable`, `down_payment_too_low`.
    """
    found = _named(session, project_id, plan_id) if plan_id else _first(session, project_id, method)
    settings = settings_of(session.get_one(Project, project_id).settings)
    least = settings.down_payment.of(Usage(usage))
    if found is None:
        return rules.default_plan(PaymentMethod(method), least)
    plan = plan_of(found)
    rules.check_method(plan, PaymentMethod(method))
    rules.check_down_payment(plan.lines, least, field="payment_plan_id")
    return replace(plan, least=least)


def plan_agreed(
    session: Session,
    project_id: UUID,
    method: str,
    plan_id: UUID | None,
    *,
    usage: str = Usage.RESIDENCE,
) -> rules.Plan:
    """The plan that a deal or quotation agreed on, ended or not; without one the default plan."""
    if plan_id is not None:
        return plan_of(session.get_one(PaymentPlan, plan_id))
    settings = settings_of(session.get_one(Project, project_id).settings)
    return rules.default_plan(PaymentMethod(method), settings.down_payment.of(Usage(usage)))


def _named(session: Session, project_id: UUID, plan_id: UUID) -> PaymentPlan:
    wanted = select(PaymentPlan).where(
        PaymentPlan.id == plan_id, PaymentPlan.project_id == project_id
    )
    found = session.scalars(wanted).first()
    if found is None:
        raise not_found(what="payment plan")
    if found.status != PlanStatus.ACTIVE:
        raise plan_ended()
    return found


def _first(session: Session, project_id: UUID, method: str) -> PaymentPlan | None:
    wanted = select(PaymentPlan).where(
        PaymentPlan.project_id == project_id,
        PaymentPlan.payment_method == method,
        PaymentPlan.status == PlanStatus.ACTIVE,
    )
    return session.scalars(wanted.order_by(PaymentPlan.id).limit(1)).first()


def plan_of(row: PaymentPlan) -> rules.Plan:
    """The stored plan as a plain value, ended or not."""
    return rules.Plan(
        row.id,
        row.name,
        PaymentMethod(row.payment_method),
        tuple(map(_line, row.lines)),
        row.loan_multiple,
    )


def _line(stored: Mapping[str, Any]) -> rules.PlanLine:
    share, amount, on = stored["share"], stored["amount"], stored["on"]
    return rules.PlanLine(
        stored["name"],
        InstalmentKind(stored["kind"]),
        PlanDue(stored["due"]),
        share=None if share is None else Decimal(share),
        amount=None if amount is None else Decimal(amount),
        days=stored["days"] or 0,
        on=None if on is None else date.fromisoformat(on),
    )


def list_payment_plans(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    project = projects.project(session, ask.project_id, by, "project.read")
    wanted = select(PaymentPlan).where(PaymentPlan.project_id == project.id)
    wanted = paging.given(
        wanted,
        (PaymentPlan.payment_method, ask.payment_method),
        (PaymentPlan.status, ask.status),
    )
    items, after = paging.in_order(session, wanted, ask, PaymentPlan.id)
    return {"items": [_facts(row, by) for row in items], "next": after}


def _facts(row: PaymentPlan, by: Actor) -> dict[str, Any]:
    facts = {column.key: getattr(row, column.key) for column in PaymentPlan.__table__.columns}
    plan = plan_of(row)
    lines = [vars(line) | {"rest": line.is_rest} for line in plan.lines]
    return facts | {
        "lines": lines,
        "down_payment": rules.down_payment(plan.lines),
        "can": rules.OFFERS.of(row, by),
    }
