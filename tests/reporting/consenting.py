"""The decisions of reporting's approvals, with what they cause."""

from common.consent.deciding import Decisions
from contracts.reporting.consent.approvals import CONSENT
from services.reporting.service import CONSENTS

DECISIONS = Decisions(CONSENT, CONSENTS)
