"""Liaison with authorities (公文往来)."""
