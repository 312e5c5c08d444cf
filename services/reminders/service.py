"""Reminders (催办): the table of contents."""

from common.compose import compose

SERVICE = compose("reminders")
