"""Facts (业务数据): its topics."""

from services.reporting.facts.figures.entrypoints import Figures
from services.reporting.facts.projects.entrypoints import Projects

TOPICS = (Projects, Figures)
