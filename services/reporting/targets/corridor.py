"""Targets (销售目标): its topics."""

from services.reporting.targets.targets.entrypoints import Targets

TOPICS = (Targets,)
