"""What is claimed beside the price, and what is overdue."""

from datetime import date
from decimal import Decimal

from contracts.inventory.pricing.payment_plans import InstalmentKind
from services.inventory.pricing.payment_plans.rules import NOTHING

BEYOND_THE_PRICE = (InstalmentKind.AREA_SETTLEMENT, InstalmentKind.LATE_FEE)
"""Claims that no replanning of the price touches."""


def overdue(amount: Decimal, paid: Decimal, due_on: date | None, on: date) -> Decimal:
    """What is unpaid after its due day."""
    return amount - paid if due_on is not None and due_on < on else NOTHING
