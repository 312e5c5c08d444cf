"""Reminders (催办)."""
