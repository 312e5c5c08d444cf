"""Pay (佣金): commission plans, and what they come to."""

from contracts.reporting.pay import commission

__all__ = ["commission"]
