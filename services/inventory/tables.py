"""Every table of inventory: imports the models of all corridors, so that migrations see them."""

from services.inventory.base import Base
from services.inventory.changes import tables as changes
from services.inventory.control import tables as control
from services.inventory.milestones import tables as milestones
from services.inventory.money import tables as money
from services.inventory.papers import tables as papers
from services.inventory.pricing import tables as pricing
from services.inventory.register import tables as register
from services.inventory.selling import tables as selling

MODELS = (
    *changes.MODELS,
    *control.MODELS,
    *milestones.MODELS,
    *money.MODELS,
    *papers.MODELS,
    *pricing.MODELS,
    *register.MODELS,
    *selling.MODELS,
)
METADATA = Base.metadata
