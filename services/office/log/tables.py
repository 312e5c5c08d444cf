"""The log (事件日志): its tables."""

from services.office.log.events import models as events

MODELS = (events,)
