"""Changes of a deal (变更): its tables."""

from services.inventory.changes.agreements import models as agreements
from services.inventory.changes.change_orders import models as change_orders
from services.inventory.changes.owners import models as owners

MODELS = (
    agreements,
    change_orders,
    owners,
)
