"""Selling (交易): its tables."""

from services.inventory.selling.contracts import models as contracts
from services.inventory.selling.promises import models as promises
from services.inventory.selling.quotations import models as quotations
from services.inventory.selling.specials import models as specials

MODELS = (
    contracts,
    promises,
    quotations,
    specials,
)
