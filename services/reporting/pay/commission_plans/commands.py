"""Ask for a commission plan (the manager drafts it, seed 004); with consent it is written."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common import clock, outbox
from common.actor import Actor
from common.consent.deciding import Deciding, sets
from contracts.refusals import not_found
from contracts.reporting.consent.approvals import ReportingApprovalKind
from contracts.reporting.events import COMMISSION_PLAN_SET
from contracts.reporting.pay.commission_plans import Payout, PlanRequestStatus, Tier
from contracts.schema import Ask, new_id
from services.reporting.consent.asking import consent
from services.reporting.consent.rules import consent_needed
from services.reporting.facts.figures.queries import sold_since
from services.reporting.facts.projects import queries as projects
from services.reporting.pay.commission_plans import rules
from services.reporting.pay.commission_plans.models import CommissionPlan, CommissionPlanRequest
from services.reporting.targets.targets.rules import days_of, month_of

_tiers, _payout = Tier(many=True), Payout()
_SAYS = ("tiers", "condition_receipts", "payout")


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask for a project's plan from a month on. Raises `not_found` for a project outside the
    actor's scope, `NotKnownYet` for one of which nothing was told, `commission_plan_too_late`."""
    if not by.covers("commission.manage", project=ask.project_id):
        raise not_found(what="project")
    projects.require(session, ask.project_id)
    _check_month(session, ask.project_id, ask.effective_from, at)
    wanted = CommissionPlanRequest(
        id=ask.id,
        project_id=ask.project_id,
        status=PlanRequestStatus.REQUESTED,
        effective_from=ask.effective_from,
        tiers=_tiers.dump(ask.tiers),
        condition_receipts=ask.condition_receipts,
        payout=_payout.dump(ask.payout),
        requested_by=by.id,
        requested_at=at,
        version=1,
    )
    says = {name: getattr(wanted, name) for name in _SAYS}
    approval = consent.ask(
        session,
        ReportingApprovalKind.COMMISSION_PLAN,
        wanted,
        project_id=ask.project_id,
        needs=[consent_needed(by.roles)],
        facts={"effective_from": ask.effective_from} | says,
        by=by,
        at=at,
    )
    return consent.answer(wanted, approval)


def grant(session: Session, deciding: Deciding) -> None:
    """With the consent it holds for its months. Raises `commission_plan_too_late` when meanwhile
    something was signed in them."""
    wanted, at = deciding.matter(session, CommissionPlanRequest), deciding.at
    _check_month(session, wanted.project_id, wanted.effective_from, at)
    says = {name: getattr(wanted, name) for name in _SAYS}
    write(session, wanted.project_id, wanted.effective_from, says, by=deciding.by, at=at)
    wanted.status = PlanRequestStatus.GRANTED
    wanted.version += 1


refuse = sets(CommissionPlanRequest, PlanRequestStatus.REFUSED)
"""Rejected or withdrawn: the plan that holds goes on."""


def write(
    session: Session,
    project_id: UUID,
    effective_from: str,
    says: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write the plan of a project from a month on, or replace it."""
    fresh = insert(CommissionPlan).values(
        id=new_id(),
        version=1,
        project_id=project_id,
        effective_from=effective_from,
        **says,
    )
    written = fresh.on_conflict_do_update(
        constraint="uq_commission_plan_month", set_=says | {"version": CommissionPlan.version + 1}
    ).returning(CommissionPlan.id, CommissionPlan.version)
    plan_id, version = session.execute(written).one()
    outbox.record(
        session,
        COMMISSION_PLAN_SET,
        aggregate_id=plan_id,
        version=version,
        project_id=project_id,
        data={"plan_id": plan_id, "effective_from": effective_from},
        by=by,
        at=at,
    )


def _check_month(session: Session, project_id: UUID, effective_from: str, at: datetime) -> None:
    this_month = month_of(clock.business_day(at))
    first_day, _ = days_of(this_month)
    rules.check_month(
        effective_from, this_month, has_sales=sold_since(session, project_id, first_day)
    )
