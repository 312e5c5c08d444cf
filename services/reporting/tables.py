"""Every table of reporting: imports the models of all topics, so that migrations see them."""

from services.reporting.base import Base

METADATA = Base.metadata
