"""Access (登录): sessions, passwords."""

from contracts.office.access import sessions

__all__ = ["sessions"]
