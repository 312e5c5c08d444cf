"""Every table of crm: imports the models of all topics, so that migrations see them."""

from services.crm.base import Base

METADATA = Base.metadata
