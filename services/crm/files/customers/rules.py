"""Rules of customer files over plain values."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from common.offers import Offer, Offers
from contracts.crm.files.customers import assign_customer, change_customer
from contracts.crm.files.numbers import reveal_personal_data

FIRST_RESPONSE = timedelta(hours=24)
"""A new customer is answered within 24 h (seed 001, 客户跟进流程)."""

OWNER_ROLES = frozenset({"consultant", "account_manager"})
"""Who may look after customers (seed 001, 职责分工)."""

NEEDS = ("budget_min", "budget_max", "district", "layout", "area_min", "area_max", "purpose")

OFFERS = Offers[Any](
    "Customer", Offer(change_customer), Offer(assign_customer), Offer(reveal_personal_data)
)
"""What may be done with a file; right and scope decide alone."""


def first_project(asked: UUID | None, own: Collection[UUID], *, everywhere: bool) -> UUID | None:
    """The project of first contact: the one asked for if it is the caller's, else their only one;
    `None` when that does not decide."""
    if asked is None:
        return next(iter(own)) if len(own) == 1 else None
    return asked if everywhere or asked in own else None
