"""Milestones of a contract (节点): its tables."""

from services.inventory.milestones.area_settlements import models as area_settlements
from services.inventory.milestones.filings import models as filings
from services.inventory.milestones.handovers import models as handovers
from services.inventory.milestones.loans import models as loans
from services.inventory.milestones.milestones import models as milestones
from services.inventory.milestones.procedures import models as procedures
from services.inventory.milestones.titles import models as titles

MODELS = (
    area_settlements,
    filings,
    handovers,
    loans,
    milestones,
    procedures,
    titles,
)
