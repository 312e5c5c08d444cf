"""Notices (催办通知): what staff are told, and how it reaches them."""

from contracts.reminders.notices import deliveries, notices

__all__ = ["deliveries", "notices"]
