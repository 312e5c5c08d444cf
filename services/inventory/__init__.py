"""Inventory (销控)."""
