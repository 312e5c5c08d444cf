"""Milestones of a contract (节点): filing, loans, handover, title."""
