"""What has accrued of late fees, what is charged of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.inventory.selling.specials import GrantStatus
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.money.accounts.models.instalments import Allocation, Instalment
from services.inventory.money.accounts.models.receipts import Receipt
from services.inventory.money.accounts.queries import claims as instalments
from services.inventory.money.late_fees import rules
from services.inventory.money.late_fees.models import LateFee, LateFeeWaiver
from services.inventory.money.late_fees.rules import Part
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.register.projects.rules import settings_of
from services.inventory.register.settings.queries import courses
from services.inventory.register.settings.rules import Term

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Accrued:
    """The fee of the days `from_on` to `through`, not charged yet; zero when no day is late."""

    from_on: date
    through: date
    amount: Decimal


def accrued(
    session: Session, claims: Sequence[Instalment], rates: Mapping[UUID, list[Term]], *, on: date
) -> dict[UUID, Accrued]:
    """What has accrued until `on` on those of the instalments that were due before; a late fee
    costs no late fee. `rates` are those of `rates()`."""
    late = {
        claim.id: claim
        for claim in claims
        if claim.kind != InstalmentKind.LATE_FEE and claim.due_on is not None and claim.due_on < on
    }
    payments = _payments(session, list(late))
    charged = _charged_through(session, late.values())
    found = {}
    for claim in late.values():
        assert claim.due_on is not None
        after = rules.begins_after(claim.due_on, charged.get(claim.id))
        parts = rules.parts_of(claim.amount, payments.get(claim.id, []))
        amount = rules.late_fee(parts, after=after, through=on, rates=rates[claim.project_id])
        found[claim.id] = Accrued(after + _DAY, on, amount)
    return found


def rates(session: Session, project_ids: set[UUID]) -> dict[UUID, list[Term]]:
    """The projects' late-fee rates, shares of the principal per day: each day has the one that was
    in force when it began, so that a new rate re-rates nothing."""
    return courses(session, project_ids, lambda stored: settings_of(stored).late_fee_rate)


def read_late_fees(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `not_found`."""
    mine = select(Deal).where(Deal.id == ask.deal_id, reach(by, "overdue.read"))
    deal = session.scalars(mine).first()
    if deal is None:
        raise not_found(what="deal")
    today = clock.business_day(at)
    claims = instalments.live(session, deal.id)
    known_rates = rates(session, {deal.project_id})
    fees = accrued(session, claims, known_rates, on=today)
    accruing = [_accrual(claim, fees[claim.id], today) for claim in claims if claim.id in fees]
    return {
        "rate": rules.rate_on(known_rates[deal.project_id], today),
        "accruing": [row for row in accruing if row["amount"] or row["overdue"]],
        "accrued": sum((fee.amount for fee in fees.values()), Decimal(0)),
        "charged": _charged(session, deal.id),
    }


def _accrual(claim: Instalment, fee: Accrued, today: date) -> dict[str, Any]:
    assert claim.due_on is not None
    return {
        "instalment_id": claim.id,
        "name": claim.name,
        "due_on": claim.due_on,
        "overdue": claim.amount - claim.paid,
        "days": (today - claim.due_on).days,
        "from_on": fee.from_on,
        "through": fee.through,
        "amount": fee.amount,
    }


def _charged(session: Session, deal_id: UUID) -> list[dict[str, Any]]:
    """Newest first, each with what is unpaid of its claim and a waiver that waits."""
    waiting = LateFeeWaiver.status == GrantStatus.REQUESTED
    wanted = (
        select(LateFee, Instalment, LateFeeWaiver.amount.label("pending"))
        .join(Instalment, Instalment.id == LateFee.claim_id)
        .outerjoin(LateFeeWaiver, (LateFeeWaiver.late_fee_id == LateFee.id) & waiting)
        .where(LateFee.deal_id == deal_id)
        .order_by(LateFee.charged_at.desc(), LateFee.id)
    )
    return [
        {column.key: getattr(row.LateFee, column.key) for column in LateFee.__table__.columns}
        | {
            "name": row.Instalment.name,
            "unpaid": unpaid(row.Instalment),
            "pending_waiver": row.pending,
        }
        for row in session.execute(wanted)
    ]


def unpaid(claim: Instalment) -> Decimal:
    """What is still claimed of a charged fee."""
    return Decimal(0) if claim.ended_at is not None else claim.amount - claim.paid


def _payments(session: Session, ids: list[UUID]) -> dict[UUID, list[Part]]:
    """What has paid the instalments, by the day on which the money came."""
    wanted = (
        select(Allocation.instalment_id, Allocation.amount, Receipt.received_on)
        .join(Receipt, Receipt.id == Allocation.receipt_id)
        .where(Allocation.instalment_id.in_(ids))
    )
    found: dict[UUID, list[Part]] = {}
    for instalment_id, amount, received_on in session.execute(wanted):
        found.setdefault(instalment_id, []).append(Part(amount, received_on))
    return found


def _charged_through(session: Session, claims: Any) -> dict[UUID, date]:
    """The last day charged on each instalment. What was charged on a claim of a schedule that has
    been replaced counts for every claim of the new one: no day costs twice."""
    claims = list(claims)
    charged = (
        select(
            LateFee.deal_id, LateFee.instalment_id, Instalment.ended_at, func.max(LateFee.through)
        )
        .join(Instalment, Instalment.id == LateFee.instalment_id)
        .where(LateFee.deal_id.in_({claim.deal_id for claim in claims}))
        .group_by(LateFee.deal_id, LateFee.instalment_id, Instalment.ended_at)
    )
    own: dict[UUID, date] = {}
    replaced: dict[UUID, date] = {}
    for deal_id, instalment_id, ended_at, through in session.execute(charged):
        own[instalment_id] = through
        if ended_at is not None:
            replaced[deal_id] = max(replaced.get(deal_id, through), through)
    known = ((claim.id, own.get(claim.id) or replaced.get(claim.deal_id)) for claim in claims)
    return {claim_id: through for claim_id, through in known if through is not None}
