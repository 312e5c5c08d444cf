"""Reminders (催办): the table of contents."""

from common.compose import compose
from common.posting_events import Postings
from common.questions import Questions
from services.reminders.deadlines.entrypoints import Deadlines
from services.reminders.deliveries.entrypoints import Deliveries
from services.reminders.escalations.entrypoints import Escalations
from services.reminders.notices.entrypoints import Notices

SERVICE = compose(
    "reminders",
    Deadlines,
    Notices,
    Escalations,
    Deliveries,
    Postings,
    questions=Questions(),
)
