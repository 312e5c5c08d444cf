"""Reporting (报表): the table of contents."""

from common.compose import compose
from common.questions import Questions
from services.reporting.commission.entrypoints import Commission
from services.reporting.figures.entrypoints import Figures
from services.reporting.plans.entrypoints import Plans
from services.reporting.projects.entrypoints import Projects
from services.reporting.targets.entrypoints import Targets

SERVICE = compose("reporting", Projects, Figures, Targets, Plans, Commission, questions=Questions())
