"""What reporting says and answers: figures, targets, commission."""

from contracts.reporting import events, facts, pay, targets

__all__ = ["events", "facts", "pay", "targets"]
