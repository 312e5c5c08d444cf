"""Every table of inventory: imports the models of all topics, so that migrations see them."""

import services.inventory
from contracts.declaring import import_topics
from services.inventory.base import Base

import_topics(services.inventory.__name__, services.inventory.__path__, rank="models")
METADATA = Base.metadata
