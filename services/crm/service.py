"""Crm (客户): the table of contents."""

from common.compose import compose

SERVICE = compose("crm")
