"""Consent (审批): its topics and the refusals of its constraints."""

from contracts.inventory.consent.approvals import approval_pending, decided_by_you
from services.inventory.consent.approvals.entrypoints import Approvals
from services.inventory.consent.delegations.entrypoints import Delegations

TOPICS = (
    Approvals,
    Delegations,
)
CONSTRAINTS = {
    "uq_approval_pending": approval_pending,
    "pk_approval_decision": decided_by_you,
}
