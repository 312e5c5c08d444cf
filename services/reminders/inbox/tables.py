"""Inbox (待办): its tables."""

from services.reminders.inbox.open_approvals import models as open_approvals

MODELS = (open_approvals,)
