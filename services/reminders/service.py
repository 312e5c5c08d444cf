"""Reminders (催办): the table of contents."""

from common.compose import compose
from common.consent.entrypoints import DelegationsHeard
from common.posting_events import Postings
from common.questions import Questions
from services.reminders.inbox import corridor as inbox
from services.reminders.notices import corridor as notices
from services.reminders.watch import corridor as watch

SERVICE = compose(
    "reminders",
    *watch.TOPICS,
    *notices.TOPICS,
    *inbox.TOPICS,
    DelegationsHeard,
    Postings,
    questions=Questions(),
)
