"""The event log (事件日志)."""
