"""Targets (销售目标): its tables."""

from services.reporting.targets.targets import models as targets

MODELS = (targets,)
