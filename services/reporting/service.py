"""Reporting (报表): the table of contents."""

from common.compose import compose
from common.consent import entrypoints as consent
from common.questions import Questions
from contracts.reporting.consent.approvals import CONSENT
from services.reporting.facts import corridor as facts
from services.reporting.pay import corridor as pay
from services.reporting.targets import corridor as targets

CONSENTS = pay.CONSENTS | targets.CONSENTS

SERVICE = compose(
    "reporting",
    consent.approvals_of(CONSENT, CONSENTS),
    consent.DelegationsHeard,
    *pay.TOPICS,
    *targets.TOPICS,
    *facts.TOPICS,
    constraints=consent.CONSTRAINTS,
    questions=Questions(),
)
