"""What is due of a deal, what came, and what is left over."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.inventory.money.instalments import InstalmentKind
from contracts.inventory.states import PaymentMethod, Usage
from services.inventory.money.instalments.models import Instalment
from services.inventory.money.instalments.rules import schedule
from services.inventory.pricing.payment_plans import rules as plans
from services.inventory.pricing.payment_plans.models import PaymentPlan
from services.inventory.pricing.payment_plans.queries import plan_of as stored_plan
from services.inventory.register.deals.models import Deal
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import settings_of
from services.inventory.register.units.models import Unit


def live(session: Session, deal_id: UUID) -> Sequence[Instalment]:
    """What is claimed of the deal, in the schedule's order."""
    wanted = select(Instalment).where(Instalment.deal_id == deal_id, Instalment.ended_at.is_(None))
    return session.scalars(wanted.order_by(Instalment.number)).all()


def open_claims(session: Session, deal_id: UUID) -> list[schedule.Claim]:
    """The schedule with what is unpaid of each line."""
    return [
        schedule.Claim(claim.id, claim.kind, claim.number, claim.due_on, claim.amount - claim.paid)
        for claim in live(session, deal_id)
    ]


def deposit_is_paid(session: Session, deal_id: UUID) -> bool:
    """Whether there is a deposit (定金), and all of it has come."""
    rests = [
        claim.rest
        for claim in open_claims(session, deal_id)
        if claim.kind == InstalmentKind.DEPOSIT
    ]
    return bool(rests) and not any(rests)


def has_schedule(session: Session, deal_id: UUID) -> bool:
    """Whether anything was ever claimed: deals from before there were schedules have none."""
    any_claim = select(Instalment.id).where(Instalment.deal_id == deal_id).limit(1)
    return session.scalar(any_claim) is not None


def plan_of(session: Session, deal: Deal) -> plans.Plan:
    """The payment plan that the deal took when it was subscribed, ended since or not."""
    if deal.payment_plan_id is not None:
        return stored_plan(session.get_one(PaymentPlan, deal.payment_plan_id))
    assert deal.payment_method is not None
    settings = settings_of(session.get_one(Project, deal.project_id).settings)
    usage = Usage(session.get_one(Unit, deal.unit_id).usage)
    return plans.default_plan(PaymentMethod(deal.payment_method), settings.down_payment.of(usage))


def overdue_of(claim: Instalment, on: date) -> Decimal:
    """What of the instalment is unpaid after its due day."""
    return schedule.overdue(claim.amount, claim.paid, claim.due_on, on)
