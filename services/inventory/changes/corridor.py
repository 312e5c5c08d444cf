"""Changes of a deal (变更): its topics, the refusals of its constraints, what consent causes."""

from common.consent.deciding import Effects
from contracts.inventory.changes.change_terms import change_pending
from contracts.inventory.consent.approvals import ApprovalKind
from services.inventory.changes.agreements.entrypoints import Agreements
from services.inventory.changes.amendments.entrypoints import Changes
from services.inventory.changes.change_orders.commands import order as change_orders
from services.inventory.changes.change_orders.entrypoints import ChangeOrders

TOPICS = (
    Agreements,
    ChangeOrders,
    Changes,
)
CONSTRAINTS = {
    "uq_change_order_requested": change_pending,
}
CONSENTS: dict[str, Effects] = {
    ApprovalKind.CHANGE_ORDER: change_orders,
}
