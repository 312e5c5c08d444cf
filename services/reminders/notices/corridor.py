"""Notices (催办通知): its topics."""

from services.reminders.notices.deliveries.entrypoints import Deliveries
from services.reminders.notices.notices.entrypoints import Notices

TOPICS = (Notices, Deliveries)
