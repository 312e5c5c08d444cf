"""Reporting (报表): the table of contents."""

from common.compose import compose

SERVICE = compose("reporting")
