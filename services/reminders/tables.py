"""Every table of reminders: imports the models of all topics, so that migrations see them."""

from services.reminders.base import Base

METADATA = Base.metadata
