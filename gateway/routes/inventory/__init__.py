"""The rows of inventory, by corridor."""

from gateway.routes.inventory import (
    changes,
    consent,
    control,
    milestones,
    money,
    papers,
    pricing,
    register,
    selling,
)

ROUTES = [
    *register.ROUTES,
    *control.ROUTES,
    *pricing.ROUTES,
    *consent.ROUTES,
    *selling.ROUTES,
    *changes.ROUTES,
    *milestones.ROUTES,
    *money.ROUTES,
    *papers.ROUTES,
]
