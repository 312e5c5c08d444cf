"""Ask for a quotation's review; what consent and refusal do to it."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from common.actor import Actor
from common.consent.deciding import Deciding, sets
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.selling.quotations import QuotationStatus
from contracts.schema import Ask
from services.inventory.consent.asking import consent
from services.inventory.pricing.authority.rules import (
    Tiers,
    checked_list_price,
    consents_needed,
    consents_told,
)
from services.inventory.register.projects.models import Project
from services.inventory.register.projects.rules import settings_of
from services.inventory.register.units.models import Unit
from services.inventory.selling.quotations import rules
from services.inventory.selling.quotations.commands import quotation as quotations
from services.inventory.selling.quotations.models import Quotation


def request(session: Session, ask: Ask, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Ask for the review: the manager's, for a large one the general manager's too (seed 003), and
    whose consent the price takes. Raises `not_found`, `quotation_wrong_status`, `price_missing`,
    `price_above_list`."""
    quotation = quotations.locked(session, ask.quotation_id, by)
    rules.check_review(quotations.standing(quotation, at), by)
    unit = session.get_one(Unit, quotation.unit_id)
    settings = settings_of(session.get_one(Project, unit.project_id).settings)
    tiers, authority = _tiers(unit), settings.discount_authority
    checked_list_price(quotation.price, tiers)
    consents = consents_needed(quotation.price, tiers, authority)
    told = consents_told(quotation.price, tiers, authority)
    quotation.status = QuotationStatus.IN_REVIEW
    quotation.version += 1
    approval = consent.ask(
        session,
        ApprovalKind.QUOTATION,
        quotation,
        project_id=quotation.project_id,
        needs=rules.reviewers(quotation.price, consents, settings.large_contract),
        told=rules.reviewers(quotation.price, told, settings.large_contract),
        facts={
            "unit_id": unit.id,
            "unit_number": unit.number,
            "customer_id": quotation.customer_id,
            "quotation": quotation.number,
            "list_price": quotation.list_price,
            "price": quotation.price,
            "discount": quotation.discount,
            "payment_method": quotation.payment_method,
            "valid_until": quotation.valid_until,
        },
        reason=ask.reason,
        by=by,
        at=at,
    )
    return quotations.answer(quotation) | consent.answer(quotation, approval)


def grant(session: Session, deciding: Deciding) -> None:
    """Reviewed: it may be printed and used. Raises `quotation_wrong_status` when it has expired,
    `consent_outdated` when prices changed and it takes somebody else by now."""
    approval, at = deciding.approval, deciding.at
    quotation = deciding.matter(session, Quotation)
    rules.require(quotations.standing(quotation, at), QuotationStatus.IN_REVIEW)
    unit = session.get_one(Unit, quotation.unit_id)
    authority = settings_of(session.get_one(Project, unit.project_id).settings).discount_authority
    rules.check_covered(quotation.price, _tiers(unit), authority, approval.needs)
    quotation.status = QuotationStatus.REVIEWED
    quotation.reviewed_at = at
    quotation.reviewed_by = list(approval.needs)
    quotation.version += 1


refuse = sets(Quotation, QuotationStatus.DRAFT)
"""Rejected or withdrawn: a draft again."""


def _tiers(unit: Unit) -> Tiers:
    return Tiers(unit.list_price, unit.manager_floor, unit.director_floor)
