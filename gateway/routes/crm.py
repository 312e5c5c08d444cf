"""Rows of crm: method, path, operation."""

from gateway.routing import Route

ROUTES: list[Route] = []
