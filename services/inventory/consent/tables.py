"""Consent (审批): its tables."""

from services.inventory.consent.approvals import models as approvals
from services.inventory.consent.delegations import models as delegations

MODELS = (
    approvals,
    delegations,
)
