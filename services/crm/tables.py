"""Every table of crm: imports the models of all topics, so that migrations see them."""

import services.crm
from contracts.declaring import import_topics
from services.crm.base import Base

import_topics(services.crm.__name__, services.crm.__path__, rank="models")
METADATA = Base.metadata
