"""Milestones of a contract (节点): opened together, read together; what stands in their way."""
