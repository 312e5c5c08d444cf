"""The log (事件日志): every event in its order."""
