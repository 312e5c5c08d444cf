"""Facts (业务数据): figures."""

from contracts.reporting.facts import figures

__all__ = ["figures"]
