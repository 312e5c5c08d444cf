"""Sales control (销控): its tables."""

from services.inventory.control.data_changes import models as data_changes
from services.inventory.control.holds import models as holds
from services.inventory.control.suspensions import models as suspensions

MODELS = (
    data_changes,
    holds,
    suspensions,
)
