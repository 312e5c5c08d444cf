"""Every table of office: imports the models of all topics, so that migrations see them."""

from services.office.base import Base

METADATA = Base.metadata
