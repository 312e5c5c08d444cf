"""The register (台账): its tables."""

from services.inventory.register.customers import models as customers
from services.inventory.register.deals import models as deals
from services.inventory.register.projects import models as projects
from services.inventory.register.units import models as units

MODELS = (
    customers,
    deals,
    projects,
    units,
)
