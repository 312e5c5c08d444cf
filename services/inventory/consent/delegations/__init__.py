"""Delegations (委托): a deputy decides approvals in one's place."""
