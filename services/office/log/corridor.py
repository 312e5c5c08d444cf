"""The log (事件日志): its topics."""

from services.office.log.events.entrypoints import EventLog

TOPICS = (EventLog,)
