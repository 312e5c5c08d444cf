"""Prices (价格): its topics, the refusals of its constraints, what consent causes."""

from common.consent.deciding import Effects
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.refusals import already_exists
from services.inventory.pricing.authority.entrypoints import RefusedPrices
from services.inventory.pricing.calculations.entrypoints import Calculations
from services.inventory.pricing.discounts.entrypoints import Discounts
from services.inventory.pricing.payment_plans import commands as payment_plans
from services.inventory.pricing.payment_plans.entrypoints import PaymentPlans
from services.inventory.pricing.price_lists.commands import versions as price_lists
from services.inventory.pricing.price_lists.entrypoints import (
    Comparisons,
    PriceLists,
    PriceRows,
    PriceWorkbooks,
)
from services.inventory.pricing.repricing.entrypoints import Repricing

TOPICS = (
    Calculations,
    Comparisons,
    Discounts,
    PaymentPlans,
    PriceLists,
    PriceRows,
    PriceWorkbooks,
    RefusedPrices,
    Repricing,
)
CONSTRAINTS = {
    "uq_price_list_number": already_exists,
}
CONSENTS: dict[str, Effects] = {
    ApprovalKind.PAYMENT_PLAN: payment_plans,
    ApprovalKind.PRICE_LIST: price_lists,
}
