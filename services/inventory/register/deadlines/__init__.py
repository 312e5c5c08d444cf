"""Deadlines (期限) of what follows from a deal: what they are about."""
