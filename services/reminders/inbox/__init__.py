"""Inbox (待办): what waits for somebody, over all services."""
