"""Deadlines (期限) of all services, as their events tell them."""
