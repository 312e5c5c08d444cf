"""What reminders says and answers: deadlines, notices, acknowledgement, escalation, deliveries."""

from contracts.reminders import events, notices, watch

__all__ = ["events", "notices", "watch"]
