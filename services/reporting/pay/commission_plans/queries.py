"""Which plan holds."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import paging
from common.actor import Actor
from common.clock import business_day
from contracts.refusals import not_found
from contracts.reporting.pay.commission import Stage
from contracts.schema import Ask
from services.reporting.facts.projects.queries import exists
from services.reporting.pay.commission_plans.models import CommissionPlan, CommissionPlanRequest
from services.reporting.pay.commission_plans.rules import DEFAULT_PLAN, Plan, Tier
from services.reporting.targets.targets.rules import month_of


class Plans:
    """The plans of some projects: `holding(project, month)` is the one that counts."""

    def __init__(self, session: Session, projects: Iterable[UUID]) -> None:
        found = (
            select(CommissionPlan)
            .where(CommissionPlan.project_id.in_(projects))
            .order_by(CommissionPlan.project_id, CommissionPlan.effective_from.desc())
        )
        self._newest_first = {
            project: list(plans)
            for project, plans in groupby(session.scalars(found), lambda plan: plan.project_id)
        }

    def written(self, project: UUID, month: str) -> CommissionPlan | None:
        """The project's newest plan that is effective in `month`."""
        plans = self._newest_first.get(project, [])
        return next((plan for plan in plans if plan.effective_from <= month), None)

    def holding(self, project: UUID, month: str) -> Plan:
        """What is paid by: the project's plan, or the company's default."""
        written = self.written(project, month)
        return DEFAULT_PLAN if written is None else _as_plan(written)


def plan_of_project(session: Session, ask: Ask, by: Actor, at: datetime) -> dict[str, Any]:
    """The plan that holds in the month asked for, or in this one. Raises `not_found` for a project
    that does not exist, or to which the actor is not posted and their right does not reach."""
    theirs = by.covers("commission.read", project=ask.project_id) or ask.project_id in by.projects
    if not theirs or not exists(session, ask.project_id):
        raise not_found(what="project")
    month = ask.period or month_of(business_day(at))
    plans = Plans(session, [ask.project_id])
    written, plan = plans.written(ask.project_id, month), plans.holding(ask.project_id, month)
    return {
        "id": written and written.id,
        "version": written and written.version,
        "project_id": ask.project_id,
        "effective_from": written and written.effective_from,
        "tiers": plan.tiers,
        "condition_receipts": plan.condition_receipts,
        "payout": plan.payout,
    }


def list_requests(session: Session, ask: Ask, *, by: Actor) -> dict[str, Any]:
    """Raises `not_found`."""
    theirs = by.covers("commission.read", project=ask.project_id)
    if not theirs or not exists(session, ask.project_id):
        raise not_found(what="project")
    wanted = select(CommissionPlanRequest).where(CommissionPlanRequest.project_id == ask.project_id)
    items, after = paging.newest_first(
        session, wanted, ask, CommissionPlanRequest.requested_at, CommissionPlanRequest.id
    )
    return {"items": items, "next": after}


def _as_plan(written: CommissionPlan) -> Plan:
    return Plan(
        tiers=tuple(
            Tier(
                up_to=None if tier["up_to"] is None else Decimal(tier["up_to"]),
                including=tier["including"],
                rate=Decimal(tier["rate"]),
            )
            for tier in written.tiers
        ),
        condition_receipts=written.condition_receipts,
        payout={stage: Decimal(written.payout[stage]) for stage in Stage},
    )
