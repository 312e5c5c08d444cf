"""Asking for consent as reporting does, with the kinds of its contract."""

from common.consent.asking import Consent
from contracts.reporting.consent.approvals import CONSENT

consent = Consent(CONSENT)
