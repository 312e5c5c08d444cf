"""What is claimed or paid back once an area is settled anew, over plain values (I-22)."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Protocol

from common.actor import Actor
from common.offers import Offer
from contracts.inventory.milestones.area_settlements import (
    area_not_settled,
    request_area_correction,
)
from contracts.inventory.register.deals import DealStage
from contracts.office.roles import Role
from services.inventory.milestones.handovers.rules import OFFERS
from services.inventory.register.deals.rules import Staged, require_stage

NEEDS = (Role.SALES_MANAGER, Role.FINANCE)
"""Whose consents it takes: it changes what the buyer owes."""

PAYABLE_WITHIN = timedelta(days=7)
"""Nobody is late with what was claimed by a correction only now."""


class Settled(Staged, Protocol):
    """A deal's stage, and when its area was settled."""

    @property
    def settled_at(self) -> object: ...


@dataclass(frozen=True)
class Standing:
    stage: str
    settled_at: object


def check_correction(settled: Settled, by: Actor) -> None:
    """Raises `deal_wrong_stage`, `area_not_settled`."""
    require_stage(settled, DealStage.SOLD)
    if settled.settled_at is None:
        raise area_not_settled()


OFFERS.add(Offer(request_area_correction, check_correction))


def counter_claim(amount: Decimal, paid: Decimal, paid_back: Decimal) -> Decimal:
    """What is left of a settlement of `amount` when nothing but the buyer's `paid` and the
    company's `paid_back` counts: to be paid by the buyer, or back to them where it is negative."""
    return amount - (paid - paid_back)
