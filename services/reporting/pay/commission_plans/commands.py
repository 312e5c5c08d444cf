"""Writing commission plans (the manager drafts them, seed 004)."""

from datetime import datetime
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from common import outbox
from common.actor import Actor
from contracts.refusals import not_found
from contracts.reporting.events import COMMISSION_PLAN_SET
from contracts.reporting.pay.commission_plans import Payout, Tier
from contracts.schema import Ask, new_id
from services.reporting.facts.projects import queries as projects
from services.reporting.pay.commission_plans.models import CommissionPlan

_tiers, _payout = Tier(many=True), Payout()


def set_plan(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Write the plan of a project from a month on, or replace it. Raises `not_found` for a project
    outside the actor's scope, `NotKnownYet` for one of which nothing was told."""
    if not by.covers("commission.manage", project=ask.project_id):
        raise not_found(what="project")
    projects.require(session, ask.project_id)
    says = {
        "tiers": _tiers.dump(ask.tiers),
        "condition_receipts": ask.condition_receipts,
        "payout": _payout.dump(ask.payout),
    }
    fresh = insert(CommissionPlan).values(
        id=new_id(),
        version=1,
        project_id=ask.project_id,
        effective_from=ask.effective_from,
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
        project_id=ask.project_id,
        data={"plan_id": plan_id, "effective_from": ask.effective_from},
        by=by,
        at=at,
    )
    return {"id": plan_id, "version": version, "status": "set"}
