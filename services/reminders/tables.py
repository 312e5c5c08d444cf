"""Every table of reminders: imports the models of all corridors, so that migrations see them."""

from services.reminders.base import Base
from services.reminders.inbox import tables as inbox
from services.reminders.notices import tables as notices
from services.reminders.watch import tables as watch

MODELS = (*watch.MODELS, *notices.MODELS, *inbox.MODELS)
METADATA = Base.metadata
