"""Rows of reminders: method, path, operation."""

from gateway.routing import Route

ROUTES: list[Route] = []
