"""Notices (催办通知) to one person about one thing."""
