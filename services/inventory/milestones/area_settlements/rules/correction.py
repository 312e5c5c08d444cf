"""What is claimed or paid back once an area is settled anew, over plain values (I-22)."""

from datetime import timedelta
from decimal import Decimal

from contracts.office.roles import Role

NEEDS = (Role.SALES_MANAGER, Role.FINANCE)
"""Whose consents it takes: it changes what the buyer owes."""

PAYABLE_WITHIN = timedelta(days=7)
"""Nobody is late with what was claimed by a correction only now."""


def counter_claim(amount: Decimal, paid: Decimal, paid_back: Decimal) -> Decimal:
    """What is left of a settlement of `amount` when nothing but the buyer's `paid` and the
    company's `paid_back` counts: to be paid by the buyer, or back to them where it is negative."""
    return amount - (paid - paid_back)
