"""Asking for consent as inventory does, with the kinds of its contract."""

from common.consent.asking import Consent
from contracts.inventory.consent.approvals import CONSENT

consent = Consent(CONSENT)
