"""Every table of crm: imports the models of all topics, so that migrations see them."""

from services.crm.base import Base
from services.crm.customers import models as customers
from services.crm.follow_ups import models as follow_ups
from services.crm.messages import models as messages
from services.crm.numbers import models as numbers
from services.crm.purchases import models as purchases

__all__ = ["METADATA", "customers", "follow_ups", "messages", "numbers", "purchases"]

METADATA = Base.metadata
