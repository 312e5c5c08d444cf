"""Targets (销售目标): what was agreed, and how far it is reached."""
