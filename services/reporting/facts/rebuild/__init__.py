"""Rebuilding the figures from the event log, or comparing them with it (P-08)."""
