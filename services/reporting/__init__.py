"""Reporting (报表)."""
