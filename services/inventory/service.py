"""Inventory (销控): the table of contents."""

from common.compose import compose
from common.questions import Questions
from services.inventory import effects
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

effects.register()

SERVICE = compose(
    "inventory",
    *(topic for corridor in CORRIDORS for topic in corridor.TOPICS),
    constraints=dict(
        constraint for corridor in CORRIDORS for constraint in corridor.CONSTRAINTS.items()
    ),
    questions=Questions(),
)
