"""Reporting (报表): the table of contents."""

from common.compose import compose
from common.questions import Questions
from services.reporting.facts import corridor as facts
from services.reporting.pay import corridor as pay
from services.reporting.targets import corridor as targets

SERVICE = compose("reporting", *pay.TOPICS, *targets.TOPICS, *facts.TOPICS, questions=Questions())
