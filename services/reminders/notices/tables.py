"""Notices (催办通知): its tables."""

from services.reminders.notices.deliveries import models as deliveries
from services.reminders.notices.notices import models as notices

MODELS = (deliveries, notices)
