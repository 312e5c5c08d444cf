"""Facts (业务数据): its tables."""

from services.reporting.facts.figures import models as figures
from services.reporting.facts.projects import models as projects

MODELS = (figures, projects)
