"""Consent (审批): its topics and the refusals of its constraints."""

from common.consent import entrypoints as kit
from services.inventory.consent.delegations.entrypoints import Delegations

TOPICS = (Delegations,)
CONSTRAINTS = kit.CONSTRAINTS
