"""What reporting answers, asked without a broker."""

from typing import Any

from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.office.roles import Role
from contracts.reporting.facts import figures
from contracts.reporting.pay import commission, commission_plans
from contracts.reporting.targets import targets
from contracts.schema import load
from services.reporting.facts.figures.queries import daily_report
from services.reporting.facts.projects.commands import keep
from services.reporting.pay.commission.queries import accruals
from services.reporting.pay.commission_plans.commands import write as write_plan_row
from services.reporting.targets.targets.commands import write as write_target
from tests.commands import answered
from tests.reporting.business import AT, Team
from tests.tokens import actor_for

DIRECTOR = actor_for(Role.SALES_DIRECTOR)


def read_daily(session: Session, day: str, by: Actor = DIRECTOR) -> Any:
    operation = figures.read_daily_report
    ask = load(operation.request_schema, {"day": day})
    return answered(operation, daily_report(session, ask, by))


def read_commission(session: Session, period: str, by: Actor = DIRECTOR, **asked: Any) -> Any:
    operation = commission.read_accruals
    ask = load(operation.request_schema, {"period": period, "page_size": 200} | asked)
    return answered(operation, accruals(session, ask, by))


def agree_target(session: Session, whose: Team, period: str, **says: Any) -> None:
    """Set the consultant's target."""
    payload = {
        "level": "consultant",
        "project_id": str(whose.project),
        "subject_id": str(whose.consultant),
        "period": period,
    }
    ask = load(targets.set_target.request_schema, payload | says)
    keep(session, whose.project)
    write_target(session, ask, by=DIRECTOR, at=AT)
    session.commit()


def write_plan(session: Session, whose: Team, effective_from: str, *rates: str) -> None:
    """A plan with tiers of 10 % attainment each and 50/30/20 % payout at receipts of 10 %."""
    steps: list[dict[str, Any]] = [{"rate": rate} for rate in rates]
    for number, step in enumerate(steps[:-1], start=1):
        step["up_to"] = f"0.{number}"
    payload = {
        "project_id": str(whose.project),
        "effective_from": effective_from,
        "tiers": steps,
        "condition_receipts": "0.1",
        "payout": {"receipts": "0.5", "settled": "0.3", "handover": "0.2"},
    }
    ask = load(commission_plans.request_commission_plan.request_schema, payload)
    says = {
        "tiers": commission_plans.Tier(many=True).dump(ask.tiers),
        "condition_receipts": ask.condition_receipts,
        "payout": commission_plans.Payout().dump(ask.payout),
    }
    keep(session, whose.project)
    write_plan_row(session, whose.project, effective_from, says, by=DIRECTOR, at=clock.now())
    session.commit()
