"""Every table of office: imports the models of all topics, so that migrations see them."""

import services.office
from contracts.declaring import import_topics
from services.office.base import Base

import_topics(services.office.__name__, services.office.__path__, rank="models")
METADATA = Base.metadata
