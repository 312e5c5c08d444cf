"""The register (名册): its tables."""

from services.office.register.staff import models as staff
from services.office.register.teams import models as teams

MODELS = (staff, teams)
