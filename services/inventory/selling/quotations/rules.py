"""Whose review a quotation takes, what that covers, and until when (I-14; seed 003)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from common.actor import Actor
from common.consent.rules import LADDER, covered
from common.offers import Offer, Offers
from contracts.consent.approvals import consent_outdated
from contracts.inventory.pricing.payment_plans import PaymentMethod
from contracts.inventory.selling.quotations import (
    QuotationStatus,
    quotation_wrong_status,
    request_quotation_review,
    revise_quotation,
)
from contracts.office.roles import Role
from services.inventory.pricing.authority.rules import Price, Tiers, consents_needed, consents_told
from services.inventory.pricing.payment_plans.rules import Line, Plan


@dataclass(frozen=True)
class Standing:
    """The status that is kept of a quotation, and the one that it has today."""

    status: str
    shown: QuotationStatus


def check_revision(quotation: Standing, by: Actor) -> None:
    """Also of a draft that has expired. Raises `quotation_wrong_status`."""
    if quotation.status != QuotationStatus.DRAFT:
        raise quotation_wrong_status(status=quotation.status, allowed=[QuotationStatus.DRAFT])


def check_review(quotation: Standing, by: Actor) -> None:
    """Raises `quotation_wrong_status`."""
    require(quotation, QuotationStatus.DRAFT)


def require(quotation: Standing, allowed: QuotationStatus) -> None:
    """Raises `quotation_wrong_status`, also when the quotation has expired."""
    if quotation.shown is not allowed:
        raise quotation_wrong_status(status=quotation.shown, allowed=[allowed])


OFFERS = Offers[Standing](
    "Quotation",
    Offer(revise_quotation, check_revision),
    Offer(request_quotation_review, check_review),
)


@dataclass(frozen=True)
class Terms:
    """What a quotation agreed on, to compare a contract with. `lines` suppose signing in time."""

    number: str
    price: Decimal
    discount: Decimal
    deposit: Decimal
    payment_method: PaymentMethod
    payment_plan_id: UUID | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Used:
    """What a subscription takes from its quotation; `steps` as stored, `loan` all that is
    borrowed."""

    quotation_id: UUID
    price: Price
    steps: Sequence[Mapping[str, Any]]
    plan: Plan
    deposit: Decimal
    loan: Decimal


def reviewers(price: Decimal, consents: Sequence[Role], large_contract: Decimal) -> list[Role]:
    """Who all review: the manager; those of the price's `consents` that the manager's does not
    cover; for a large one the general manager (seed 003)."""
    found = [Role.SALES_MANAGER]
    for role in consents:
        if not covered([role], (Role.CONSULTANT, *found)):
            found.append(role)
    if price >= large_contract and Role.GENERAL_MANAGER not in found:
        found.append(Role.GENERAL_MANAGER)
    return found


def check_covered(
    price: Decimal,
    tiers: Tiers,
    authority: Mapping[str, Decimal],
    given: Collection[str],
) -> None:
    """The reviewers' consent covers what the price takes now. Raises `consent_outdated`, which
    tells nothing of the floors."""
    if not covered(consents_needed(price, tiers, authority), (Role.CONSULTANT, *given)):
        raise consent_outdated(needs=consents_told(price, tiers, authority))


def behind(price: Decimal, tiers: Tiers, authority: Mapping[str, Decimal]) -> Role:
    """Who stands behind a reviewed price: the manager, or a higher one whom its discount takes."""
    told = consents_told(price, tiers, authority)
    return max((role for role in (Role.SALES_MANAGER, *told) if role in LADDER), key=LADDER.index)


def shown_status(status: str, valid_until: date, today: date) -> QuotationStatus:
    """A quotation that was not used in time has expired."""
    if status != QuotationStatus.USED and valid_until < today:
        return QuotationStatus.EXPIRED
    return QuotationStatus(status)


def quotation_number(project_code: str, year: int, counter: int) -> str:
    """For example `LMBH-Q-2026-00042`."""
    return f"{project_code}-Q-{year}-{counter:05d}"
