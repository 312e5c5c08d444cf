"""Every table of reporting: imports the models of all topics, so that migrations see them."""

import services.reporting
from contracts.declaring import import_topics
from services.reporting.base import Base

import_topics(services.reporting.__name__, services.reporting.__path__, rank="models")
METADATA = Base.metadata
