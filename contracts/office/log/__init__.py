"""The log (事件日志): every event in its order."""

from contracts.office.log import events

__all__ = ["events"]
