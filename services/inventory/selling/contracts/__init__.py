"""Contracts (合同): texts, deviations, execution, statistics."""
