"""Every table of reminders: imports the models of all topics, so that migrations see them."""

from services.reminders.base import Base
from services.reminders.deadlines import models as deadlines
from services.reminders.deliveries import models as deliveries
from services.reminders.escalations import models as escalations
from services.reminders.notices import models as notices

__all__ = ["METADATA", "deadlines", "deliveries", "escalations", "notices"]

METADATA = Base.metadata
