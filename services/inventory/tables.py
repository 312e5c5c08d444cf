"""Every table of inventory: imports the models of all topics, so that migrations see them."""

from services.inventory.base import Base

METADATA = Base.metadata
