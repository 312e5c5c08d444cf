"""Every table of reporting: imports the models of all topics, so that migrations see them."""

import services.reporting.figures.models
import services.reporting.plans.models
import services.reporting.projects.models
import services.reporting.targets.models  # noqa: F401
from services.reporting.base import Base

METADATA = Base.metadata
