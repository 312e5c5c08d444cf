"""Milestones of a contract (节点): its topics, refusals of constraints, what consent causes."""

from common.consent.deciding import Effects
from contracts.consent.approvals import approval_pending
from contracts.inventory.consent.approvals import ApprovalKind
from contracts.inventory.milestones.filings import filing_number_taken
from services.inventory.milestones.area_settlements.commands import correction as area_corrections
from services.inventory.milestones.area_settlements.entrypoints import (
    AreaCorrections,
    AreaSettlements,
)
from services.inventory.milestones.filings.entrypoints import Filings
from services.inventory.milestones.handovers.commands import deviation as deviations
from services.inventory.milestones.handovers.entrypoints import Deviations, Handovers
from services.inventory.milestones.loans.entrypoints import Loans
from services.inventory.milestones.milestones.entrypoints import Milestones
from services.inventory.milestones.titles.entrypoints import Titles

TOPICS = (
    AreaCorrections,
    AreaSettlements,
    Deviations,
    Filings,
    Handovers,
    Loans,
    Milestones,
    Titles,
)
CONSTRAINTS = {
    "uq_filing_case_number": filing_number_taken,
    "uq_area_correction_requested": approval_pending,
}
CONSENTS: dict[str, Effects] = {
    ApprovalKind.AREA_CORRECTION: area_corrections,
    ApprovalKind.HANDOVER_DEVIATION: deviations,
}
