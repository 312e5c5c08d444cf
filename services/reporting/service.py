"""Reporting (报表): the table of contents."""

from common.compose import compose
from services.reporting.commission.entrypoints import Commission
from services.reporting.figures.entrypoints import Figures
from services.reporting.plans.entrypoints import Plans
from services.reporting.targets.entrypoints import Targets

SERVICE = compose("reporting", Figures, Targets, Plans, Commission)
