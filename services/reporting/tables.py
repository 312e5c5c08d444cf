"""Every table of reporting: imports the models of all corridors, so that migrations see them."""

from services.reporting.base import Base
from services.reporting.facts import tables as facts
from services.reporting.pay import tables as pay
from services.reporting.targets import tables as targets

MODELS = (*pay.MODELS, *targets.MODELS, *facts.MODELS)
METADATA = Base.metadata
