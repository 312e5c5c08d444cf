"""Facts (业务数据): figures counted from events, and their rebuild from the event log."""
