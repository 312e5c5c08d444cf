"""Every table of reminders: imports the models of all topics, so that migrations see them."""

import services.reminders
from contracts.declaring import import_topics
from services.reminders.base import Base

import_topics(services.reminders.__name__, services.reminders.__path__, rank="models")
METADATA = Base.metadata
