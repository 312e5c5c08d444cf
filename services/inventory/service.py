"""Inventory (销控): the table of contents."""

from common.compose import compose
from common.consent.entrypoints import approvals_of
from common.questions import Questions
from contracts.inventory.consent.approvals import CONSENT
from services.inventory.changes import corridor as changes
from services.inventory.consent import corridor as consent
from services.inventory.control import corridor as control
from services.inventory.milestones import corridor as milestones
from services.inventory.money import corridor as money
from services.inventory.papers import corridor as papers
from services.inventory.pricing import corridor as pricing
from services.inventory.register import corridor as register
from services.inventory.selling import corridor as selling

CORRIDORS = (register, consent, pricing, papers, money, control, milestones, selling, changes)

CONSENTS = (
    pricing.CONSENTS
    | money.CONSENTS
    | control.CONSENTS
    | milestones.CONSENTS
    | selling.CONSENTS
    | changes.CONSENTS
)

SERVICE = compose(
    "inventory",
    approvals_of(CONSENT, CONSENTS),
    *(topic for corridor in CORRIDORS for topic in corridor.TOPICS),
    constraints=dict(
        constraint for corridor in CORRIDORS for constraint in corridor.CONSTRAINTS.items()
    ),
    questions=Questions(),
)
