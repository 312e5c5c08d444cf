"""Changes of a deal (变更): its topics and the refusals of its constraints."""

from contracts.inventory.changes.change_terms import change_pending
from services.inventory.changes.agreements.entrypoints import Agreements
from services.inventory.changes.amendments.entrypoints import Changes
from services.inventory.changes.change_orders.entrypoints import ChangeOrders

TOPICS = (
    Agreements,
    ChangeOrders,
    Changes,
)
CONSTRAINTS = {
    "uq_change_order_requested": change_pending,
}
