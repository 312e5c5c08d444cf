"""Inventory (销控): the table of contents."""

from common.compose import compose

SERVICE = compose("inventory")
