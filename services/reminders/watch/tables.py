"""Watch (督办): its tables."""

from services.reminders.watch.deadlines import models as deadlines
from services.reminders.watch.escalations import models as escalations

MODELS = (deadlines, escalations)
