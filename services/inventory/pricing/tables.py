"""Prices (价格): its tables."""

from services.inventory.pricing.discounts import models as discounts
from services.inventory.pricing.payment_plans import models as payment_plans
from services.inventory.pricing.price_lists import models as price_lists

MODELS = (
    discounts,
    payment_plans,
    price_lists,
)
