"""Watch (督办): its topics."""

from services.reminders.watch.deadlines.entrypoints import FOLLOWING, Deadlines
from services.reminders.watch.escalations.entrypoints import Escalations

TOPICS = (Deadlines, *FOLLOWING, Escalations)
