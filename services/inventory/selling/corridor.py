"""Selling (交易): its topics and the refusals of its constraints."""

from contracts.inventory.consent.approvals import approval_pending
from services.inventory.selling.contracts.entrypoints import Contracts, Execution
from services.inventory.selling.promises.entrypoints import Promises
from services.inventory.selling.quotations.entrypoints import QuotationReviews, Quotations
from services.inventory.selling.signing.entrypoints import Signing
from services.inventory.selling.specials.entrypoints import Specials
from services.inventory.selling.subscriptions.entrypoints import Deals

TOPICS = (
    Contracts,
    Deals,
    Execution,
    Promises,
    QuotationReviews,
    Quotations,
    Signing,
    Specials,
)
CONSTRAINTS = {
    "uq_special_discount_requested": approval_pending,
}
