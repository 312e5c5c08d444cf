"""A deal's contract: its text's facts, its deviations, its texts."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from common import clock
from common.actor import Actor
from common.deadlines import queries as deadlines
from common.money import cents
from contracts.deadline_kinds import ARCHIVE
from contracts.inventory.pricing.payment_plans import InstalmentKind
from contracts.inventory.register.deals import DealStage
from contracts.inventory.register.projects import PriceBasis
from contracts.inventory.selling.contracts import ContractIssue
from contracts.office.roles import Role
from contracts.refusals import not_found
from contracts.schema import Ask
from services.inventory.money.accounts.queries import claims as instalments
from services.inventory.pricing.payment_plans.models import PaymentPlan
from services.inventory.register.deals.models import Deal
from services.inventory.register.deals.queries import reach
from services.inventory.register.projects.models import Building, HouseType, Project, Stair
from services.inventory.register.projects.rules import settings_of
from services.inventory.register.units.models import Unit
from services.inventory.selling.contracts import rules
from services.inventory.selling.contracts.models import ContractDraft, SignedContract
from services.inventory.selling.contracts.queries.execution import issues
from services.inventory.selling.quotations import queries as quotations
from services.inventory.selling.signing.rules import OFFERS, Contract

_BESIDE_THE_PRICE = (InstalmentKind.AREA_SETTLEMENT, InstalmentKind.LATE_FEE)


def terms_written(deal: Deal) -> dict[str, Any]:
    """The terms that a text states; another text is needed when they change."""
    return {
        "price": f"{deal.price:.2f}",
        "payment_method": deal.payment_method,
        "payment_plan_id": str(deal.payment_plan_id) if deal.payment_plan_id else None,
        "handover_date": deal.handover_date.isoformat() if deal.handover_date else None,
        "customer_id": str(deal.customer_id),
        "unit_id": str(deal.unit_id),
    }


def last_draft(session: Session, deal_id: UUID) -> ContractDraft | None:
    wanted = select(ContractDraft).where(ContractDraft.deal_id == deal_id)
    return session.scalars(wanted.order_by(ContractDraft.number.desc()).limit(1)).first()


def deviations(session: Session, deal: Deal) -> list[rules.Deviation]:
    """How the deal's terms differ from its quotation's."""
    return rules.deviations(_quoted(session, deal), _agreed(session, deal))


def deviations_written(found: Sequence[rules.Deviation]) -> list[dict[str, Any]]:
    return [asdict(each) | {"term": str(each.term)} for each in found]


def beyond_manager(session: Session, deal: Deal) -> bool:
    """Whether the general manager confirms the contract: a large one, or one that deviates."""
    settings = settings_of(session.get_one(Project, deal.project_id).settings)
    return rules.below_quotation(deviations(session, deal)) or rules.needs_general_manager(
        deal.price,
        deal.discount,
        large_contract=settings.large_contract,
        authority=settings.discount_authority,
    )


def text_facts(session: Session, deal: Deal, at: datetime) -> dict[str, Any]:
    """What the text says of deal, unit and project, as plain values."""
    unit = session.get_one(Unit, deal.unit_id)
    project = session.get_one(Project, deal.project_id)
    kind = session.get_one(HouseType, unit.house_type_id)
    basis = settings_of(project.settings).price_basis
    area = {PriceBasis.GROSS_AREA: unit.gross_area, PriceBasis.INNER_AREA: unit.inner_area}
    per = area.get(basis)
    return {
        "contract_number": deal.contract_number,
        "project": project.name,
        "developer": project.developer,
        "address": project.address,
        "presale_permit": project.presale_permit,
        "building": session.get_one(Building, unit.building_id).name,
        "stair": session.get_one(Stair, unit.stair_id).name,
        "floor": unit.floor,
        "number": unit.number,
        "house_type": kind.name,
        "layout": kind.layout,
        "usage": unit.usage,
        "gross_area": unit.gross_area,
        "inner_area": unit.inner_area,
        "rate": cents(deal.price / per) if per else None,
        "price": deal.price,
        "deposit": deal.deposit,
        "payment_method": deal.payment_method,
        "handover_date": deal.handover_date,
        "drafted_on": clock.business_day(at),
    }


def plan_of(session: Session, deal_id: UUID) -> list[rules.Claim]:
    """The schedule of the price."""
    return [
        rules.Claim(claim.name, claim.kind, claim.amount, claim.due_on)
        for claim in instalments.live(session, deal_id)
        if claim.kind not in _BESIDE_THE_PRICE
    ]


def read_contract(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Raises `not_found`."""
    flags = {str(issue): expression for issue, expression in issues(at).items()}
    wanted = select(Deal, *(each.label(name) for name, each in flags.items()))
    mine = wanted.where(Deal.id == ask.deal_id, reach(by, "deal.read"))
    found = session.execute(mine).first()
    if found is None:
        raise not_found(what="deal")
    deal: Deal = found.Deal
    signed = session.get(SignedContract, deal.id)
    present = deviations(session, deal)
    beyond = beyond_manager(session, deal)
    flagged = [name for name in flags if getattr(found, name)]
    if present and signed is None:
        flagged.append(ContractIssue.DEVIATING)
    return {
        "deal_id": deal.id,
        "contract_number": deal.contract_number,
        "stage": deal.stage,
        "signed_on": deal.signed_on,
        "drafts": _drafts(session, deal),
        "deviations": signed.deviations if signed else deviations_written(present),
        "needs": [] if signed else [Role.GENERAL_MANAGER if beyond else Role.SALES_MANAGER],
        "can": OFFERS.of(Contract(deal, beyond), by, whose=deal),
        "signed_without_text": bool(signed and signed.without_text),
        "archive_by": deadlines.due_at(session, ARCHIVE, deal.id),
        "archived": deal.stage == DealStage.SOLD and not found.unarchived,
        "issues": flagged,
    }


def _drafts(session: Session, deal: Deal) -> list[dict[str, Any]]:
    now = terms_written(deal)
    wanted = select(ContractDraft).where(ContractDraft.deal_id == deal.id)
    rows = session.scalars(wanted.order_by(ContractDraft.number.desc())).all()
    return [
        {column.key: getattr(row, column.key) for column in ContractDraft.__table__.columns}
        | {"current": row is rows[0] and row.terms == now}
        | {"standard_template": row.template_id is None}
        for row in rows
    ]


def _agreed(session: Session, deal: Deal) -> rules.Terms:
    plan = _plan_name(session, deal.payment_plan_id)
    return rules.Terms(deal.price, deal.payment_method, plan, deal.deposit)


def _quoted(session: Session, deal: Deal) -> rules.Terms | None:
    quoted = quotations.terms(session, deal)
    if quoted is None:
        return None
    plan = _plan_name(session, quoted.payment_plan_id)
    return rules.Terms(quoted.price, str(quoted.payment_method), plan, quoted.deposit)


def _plan_name(session: Session, plan_id: UUID | None) -> str | None:
    return None if plan_id is None else session.get_one(PaymentPlan, plan_id).name
