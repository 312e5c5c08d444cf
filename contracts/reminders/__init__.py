"""What reminders says and answers: deadlines, notices, acknowledgement, escalation, deliveries."""

from contracts.reminders import deadlines, deliveries, events, notices

__all__ = ["deadlines", "deliveries", "events", "notices"]
