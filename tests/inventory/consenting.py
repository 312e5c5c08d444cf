"""The decisions of inventory's approvals, with what they cause."""

from common.consent.deciding import Decisions
from contracts.inventory.consent.approvals import CONSENT
from services.inventory.service import CONSENTS

DECISIONS = Decisions(CONSENT, CONSENTS)
