"""Charge what being late has cost; waive it with consent."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.consent.deciding import Deciding
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.money.late_fees import nothing_late
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.inventory.selling.specials import GrantStatus
from contracts.refusals import not_found
from contracts.schema import Ask, new_id
from services.inventory.consent.asking import consent
from services.inventory.money.accounts.models.instalments import Instalment
from services.inventory.money.accounts.queries import claims as schedules
from services.inventory.money.instalments.commands import schedule as instalments
from services.inventory.money.late_fees import queries, rules
from services.inventory.money.late_fees.models import LateFee, LateFeeWaiver
from services.inventory.pricing.payment_plans.rules import Line
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import locked, reach
from services.inventory.register.deals.rules import ACTIVE, require_stage
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import settings_of


def charge(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Claim what has accrued until today, per instalment. Raises `not_found`,
    `deal_wrong_stage`, `nothing_late`, `late_fee_charged_already`."""
    _, deal = locked(session, ask.deal_id, by, "late_fee.charge")
    require_stage(deal, *ACTIVE)
    claims = {claim.id: claim for claim in schedules.live(session, deal.id)}
    rates = queries.rates(session, {deal.project_id})
    today = clock.business_day(at)
    accrued = queries.accrued(session, list(claims.values()), rates, on=today)
    rate = rules.rate_on(rates[deal.project_id], today)
    fees = [
        _charged(session, deal, claims[id], fee, rate, by=by, at=at)
        for id, fee in accrued.items()
        if fee.amount > 0
    ]
    if not fees:
        raise nothing_late()
    total = sum((fee.amount for fee in fees), Decimal(0))
    return {"id": deal.id, "late_fee_ids": [fee.id for fee in fees], "amount": total}


def _charged(
    session: Session,
    deal: Deal,
    late: Instalment,
    accrued: queries.Accrued,
    rate: Decimal,
    *,
    by: Actor,
    at: datetime,
) -> LateFee:
    due_on = accrued.through + rules.PAYABLE_WITHIN
    line = Line(rules.claim_name(late.name), InstalmentKind.LATE_FEE, accrued.amount, due_on)
    claim = instalments.add(session, deal, line, by=by, at=at)
    fee = LateFee(
        id=new_id(),
        deal_id=deal.id,
        instalment_id=late.id,
        claim_id=claim.id,
        from_on=accrued.from_on,
        through=accrued.through,
        rate=rate,
        amount=accrued.amount,
        waived=Decimal(0),
        charged_at=at,
        charged_by=by.id,
        version=1,
    )
    session.add(fee)
    session.flush()
    return fee


def request_waiver(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask for a fee to be waived: up to the project's limit the manager consents, beyond it the
    director. Raises `not_found`, `late_fee_settled`, `approval_pending`."""
    mine = (
        select(LateFee.deal_id)
        .join(Deal, Deal.id == LateFee.deal_id)
        .where(LateFee.id == ask.late_fee_id, reach(by, "late_fee.ask_waiver"))
    )
    deal_id = session.scalar(mine)
    if deal_id is None:
        raise not_found(what="late fee")
    unit, deal = locked(session, deal_id, by, "late_fee.ask_waiver")
    fee = session.get_one(LateFee, ask.late_fee_id)
    unpaid = queries.unpaid(session.get_one(Instalment, fee.claim_id))
    amount = unpaid if ask.amount is None else ask.amount
    rules.check_waiver(amount, unpaid)
    waiver = LateFeeWaiver(
        id=ask.id,
        late_fee_id=fee.id,
        amount=amount,
        reason=ask.reason,
        status=GrantStatus.REQUESTED,
        requested_by=by.id,
        requested_at=at,
        version=1,
    )
    limit = settings_of(session.get_one(Project, deal.project_id).settings).late_fee_waiver_limit
    approval = consent.ask(
        session,
        ApprovalKind.LATE_FEE_WAIVER,
        waiver,
        project_id=deal.project_id,
        needs=[rules.consent_needed(amount, limit)],
        facts={
            "deal_id": deal.id,
            "unit_number": unit.number,
            "from_on": fee.from_on,
            "through": fee.through,
            "late_fee": fee.amount,
            "amount": amount,
        },
        reason=ask.reason,
        by=by,
        at=at,
    )
    return consent.answer(waiver, approval)


def grant(session: Session, deciding: Deciding) -> None:
    """With the consent that much less is claimed. Raises `late_fee_settled` when meanwhile less
    is unpaid."""
    waiver = _locked(session, deciding)
    fee = session.get_one(LateFee, waiver.late_fee_id, with_for_update=True)
    deal = session.get_one(Deal, fee.deal_id)
    claim = session.get_one(Instalment, fee.claim_id, with_for_update=True)
    rules.check_waiver(waiver.amount, queries.unpaid(claim))
    fee.waived += waiver.amount
    fee.version += 1
    instalments.lower(session, deal, claim, waiver.amount, by=deciding.by, at=deciding.at)
    waiver.status = GrantStatus.GRANTED
    waiver.version += 1


def refuse(session: Session, deciding: Deciding) -> None:
    """Rejected or withdrawn: the fee stays."""
    waiver = _locked(session, deciding)
    waiver.status = GrantStatus.REFUSED
    waiver.version += 1


def _locked(session: Session, deciding: Deciding) -> LateFeeWaiver:
    """The deal locked first, then the waiver."""
    session.execute(
        select(Deal.id)
        .join(LateFee, LateFee.deal_id == Deal.id)
        .join(LateFeeWaiver, LateFeeWaiver.late_fee_id == LateFee.id)
        .where(LateFeeWaiver.id == deciding.approval.subject_id)
        .with_for_update(of=Deal)
    )
    return deciding.matter(session, LateFeeWaiver)
