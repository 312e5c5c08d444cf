"""Deadlines (期限) that follow from events."""
